"""What a Party committee concluded in the story, and how its cells told their members."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from events.conclusions.merits import MeritRecorded
from events.conclusions.steps import Issued, Manner
from events.inspections import Ordered
from events.values import Origin
from service.conclusions.answering import (
    AcknowledgeConclusion,
    ReportDissemination,
    UrgeAddressees,
)
from service.conclusions.issuing import IssueConclusion
from service.conclusions.merits import RecordMerit
from service.demo.courses import Duty, done, received, running
from service.demo.days import instant
from service.demo.outside import Order, given
from service.demo.script import Act, Script
from service.inspections.ordering import OrderInspection

CARRIED_OUT = (  # what the points of the first document became
    (
        1,
        Duty(
            "Rút ngắn thời gian xác nhận hồ sơ tại cơ quan xã từ ba ngày còn một ngày",
            "bao -> lin, lin",
            "1 báo cáo: báo cáo kết quả",
            "d-16",
            done(-1),
        ),
    ),
    (
        1,
        Duty(
            "Trả lời phản ánh của bà con bản Nà Lan trong hai ngày",
            "pao -> lin, lin",
            "1 sổ: sổ theo dõi phản ánh",
            "d+10",
            running(0.4, "d-6"),
        ),
    ),
    (
        2,
        Duty(
            "Tổ chức buổi nghe phản ánh của phụ huynh",
            "bich -> lin, lin",
            "1 biên bản: biên bản buổi gặp",
            "d-9",
            received,
        ),
    ),
)
AWAY = "Đảng viên đi làm xa, chi ủy gửi tài liệu và quán triệt bù."


@dataclass(frozen=True, slots=True)
class Told:
    """A secretary who acknowledges on a day and tells so many of so many on another."""

    who: str
    received: str
    held: str = ""
    present: int = 0
    members: int = 0
    manner: Manner = "study"


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the standing committee, and what became of it in the cells."""

    issued: Issued
    on: str
    told: tuple[Told, ...]
    urged: str = ""


def led(script: Script) -> Iterator[Act]:
    """Give two documents: one that all know of, one that is told late and urged."""
    day, actors = script.days.day, script.cast.actors
    for minute, paper in enumerate(_papers(script)):
        issuing = IssueConclusion(issued=paper.issued)
        issue = Act(instant(day(paper.on), 5 + minute), "lin", issuing)  # days off join days
        yield issue
        conclusion_id = uuid5(issue.command_id, "conclusion")
        for number, told in enumerate(paper.told):
            yield from _told(script, conclusion_id, told, 500 + 10 * minute + number)
        if paper.urged:
            everyone = tuple(actors[one.who].unit_id for one in paper.told)
            urge = UrgeAddressees(conclusion_id=conclusion_id, addressees=everyone)
            yield Act(instant(day(paper.urged), 600), "sen", urge)
        for number, (item, duty) in enumerate(CARRIED_OUT if not minute else ()):
            origin = Origin(kind="conclusion", conclusion_id=conclusion_id, item=item)
            yield from given(script, Order("lin", "d-42", duty), origin, 30 + number)
    yield Act(instant(day("d-5"), 480), "phuoc", OrderInspection(ordered=_supervised(script)))
    yield Act(instant(day("d-2"), 500), "lin", RecordMerit(merit=_praised(script)))


def _supervised(script: Script) -> Ordered:
    """Give the thematic supervision that the inspection commission's head orders."""
    day, actors = script.days.day, script.cast.actors
    return Ordered(
        kind="thematic",
        document="06-QĐ/UBKT",
        issued_on=day("d-5"),
        subject="Giám sát việc quán triệt và thực hiện Kết luận 21-KL/ĐU",
        unit_ids=(actors["bich"].unit_id,),
        members=(actors["phuoc"].person_id,),
        first_day=day("d-4"),
        last_day=day("d+9"),
    )


def _praised(script: Script) -> MeritRecorded:
    """Give the praise of the cell that was first to tell all its members."""
    day = script.days.day
    return MeritRecorded(
        kind="praise",
        measure="commended",
        number="63-QĐ/ĐU",
        decided_on=day("d-2"),
        acted_on=day("d-8"),
        reason="Quán triệt sớm, đủ; rút ngắn thời gian xác nhận hồ sơ cho bà con.",
        ground="other",
        cited="Kết luận 21-KL/ĐU, Chỉ thị 04-CT/ĐU",
        unit_id=script.cast.actors["bao"].unit_id,
    )


def _told(script: Script, conclusion_id: UUID, told: Told, minute: int) -> Iterator[Act]:
    day, unit = script.days.day, script.cast.actors[told.who].unit_id
    if told.received:
        known = AcknowledgeConclusion(conclusion_id=conclusion_id, addressee_id=unit)
        yield Act(instant(day(told.received), minute), told.who, known)
    if told.held:
        report = ReportDissemination(
            conclusion_id=conclusion_id,
            unit_id=unit,
            held_on=day(told.held),
            manner=told.manner,
            present=told.present,
            members=told.members,
            reason=AWAY if told.present < told.members else "",
        )
        yield Act(instant(day(told.held), 300 + minute), told.who, report)


def _papers(script: Script) -> tuple[Paper, ...]:
    day, actors = script.days.day, script.cast.actors
    cells = tuple(actors[who].unit_id for who in ("bao", "nam", "bich", "pao", "don"))
    first = Issued(
        kind="conclusion",
        number="21-KL/ĐU",
        issued_on=day("d-44"),
        title="Về nâng cao trách nhiệm người đứng đầu trong phục vụ bà con",
        points=(
            "Mỗi chi bộ chọn một việc bà con còn phải chờ lâu để cam kết rút ngắn",
            "Bí thư chi bộ trực tiếp nghe phản ánh của bà con mỗi tháng một buổi",
        ),
        unit_ids=cells,
        told_by=day("d-20"),
    )
    second = Issued(
        kind="directive",
        number="04-CT/ĐU",
        issued_on=day("d-14"),
        title="Về đảng viên đi đầu dùng dịch vụ công trực tuyến",
        points=("Đảng viên dưới 60 tuổi tự nộp ít nhất một hồ sơ trực tuyến trong quý",),
        unit_ids=cells,
        told_by=day("d-3"),
    )
    return (
        Paper(
            first,
            "d-44",
            (
                Told("bao", "d-43", "d-38", 31, 31, "meeting"),
                Told("nam", "d-43", "d-36", 18, 18),
                Told("bich", "d-42", "d-35", 24, 26),
                Told("pao", "d-40", "d-30", 15, 15),
                Told("don", "d-39", "d-25", 12, 13),
            ),
        ),
        Paper(
            second,
            "d-14",
            (
                Told("bao", "d-13", "d-8", 31, 31, "online"),
                Told("nam", "d-13", "d-7", 16, 18),
                Told("bich", "d-12"),
                Told("pao", "d-10"),
                Told("don", ""),
            ),
            "d-4",
        ),
    )
