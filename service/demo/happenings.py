"""What happens in the commune's year besides its tasks: people go, stand in, talk and urge."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID, uuid5

from sqlalchemy import literal, select

from service.catalogues.versions import DecideCatalogue, DraftCatalogue
from service.demo.casting import Cast
from service.demo.days import instant
from service.demo.script import Act, Script, Year
from service.demo.worth import catalogue
from service.discussions.talking import Say
from service.messages.urging import UrgeTasks
from service.organisation.delegating import Delegate
from service.organisation.people import LeavePost
from service.tasks import judging
from service.tasks.handing_over import ListHandover, SignHandover
from service.work import Work
from tenants.delegations import read, standing_in

LEAVES = "d-146"  # on this day Lò Văn Hưng hands over to Lò Văn Hùng
AWAY = ("d-185", "d-160")  # the chairman studies, and a deputy stands in
LONG_LATE = "ba trụ sở dôi dư"


@dataclass(frozen=True, slots=True)
class AcceptForAnother:
    """Accept a product for somebody in whose place the actor decides on that day."""

    task_id: UUID
    note: str

    def decide(self, work: Work) -> None:
        """Let the actor stand in as the day has it, as a session does."""
        found = select(standing_in(literal(work.actor.person_id), work.today))
        work.actor = replace(
            work.actor, stands_in=read(work.connection.execute(found).scalar())
        )
        judging.Accept(task_id=self.task_id, note=self.note).decide(work)


def happenings(script: Script, year: Year) -> Iterator[Act]:
    """Give what happens besides the tasks, in the first plan's year."""
    yield from _stood_in(script, year)
    yield from _handed_over(script, year)
    yield from _talked(script, year)
    yield from _urged(script, year)


def catalogued(issued: date, by: str, head: str) -> Iterator[Act]:
    """Let the commune's work catalogue hold some days before its first plan."""
    read_on, decided_on = issued - timedelta(days=20), issued - timedelta(days=16)
    command = DraftCatalogue(drafted=catalogue(issued.year))
    drafted = Act(instant(read_on, 10), by, command)
    decide = DecideCatalogue(
        catalogue_id=uuid5(drafted.command_id, "catalogue"),
        number="04/QĐ-UBND",
        decided_on=decided_on,
        effective_from=decided_on,
    )
    yield from (drafted, Act(instant(decided_on, 10), head, decide))


def _stood_in(script: Script, year: Year) -> Iterator[Act]:
    first, last = (script.days.day(day) for day in AWAY)
    chairman, deputy = script.cast.actors["su"], script.cast.actors["thu"]
    delegated = Delegate(
        post_id=chairman.post_id,
        to_person_id=deputy.person_id,
        first_day=first,
        last_day=last,
        basis="Giấy ủy quyền số 03/GUQ-UBND",
    )
    yield Act(instant(script.days.working(first, -2), 15), "su", delegated)
    accepted = AcceptForAnother(year.task("bốn điểm hỗ trợ"), "Đã xem tại chỗ, đạt yêu cầu.")
    yield Act(instant(script.days.day("d-172"), 200), "thu", accepted)


def _handed_over(script: Script, year: Year) -> Iterator[Act]:
    on, cast = script.days.day(LEAVES), script.cast
    leaving, next_one = cast.actors["hunglv"], cast.actors["hung"]
    listing = ListHandover(
        from_person_id=leaving.person_id,
        from_post_id=leaving.post_id,
        to_person_id=next_one.person_id,
        to_post_id=next_one.post_id,
        task_ids=(year.task("tại ba đơn vị"),),
        note="Còn một đơn vị chưa kiểm tra; hai biên bản dự thảo để trong hồ sơ.",
    )
    listed = Act(instant(on, 380), "ha", listing)
    yield listed
    signing = SignHandover(handover_id=uuid5(listed.command_id, "handover"), note="Đã nhận đủ.")
    yield Act(instant(on, 420), "hung", signing)
    yield Act(instant(on, 450), "quantri", _leave(cast, on))


def _leave(cast: Cast, on: date) -> LeavePost:
    leaving = cast.actors["hunglv"]
    return LeavePost(post_id=leaving.post_id, person_id=leaving.person_id, last_day=on)


def _talked(script: Script, year: Year) -> Iterator[Act]:
    people = script.cast.actors
    said = (
        ("d-200", "khai", "Số hóa 1.240", "Máy quét ở điểm hai chạy được nửa công suất.", "do"),
        (
            "d-199",
            "do",
            "Số hóa 1.240",
            "Chuyển máy dự phòng sang điểm hai từ thứ hai.",
            "khai",
        ),
        ("d-188", "khai", "Số hóa 1.240", "Đường dây vẫn đứt, đã chụp ảnh gửi kèm.", "thu"),
        ("d-45", "ha", LONG_LATE, "Đề nghị nói rõ đã gửi tỉnh văn bản nào, ngày nào.", "thang"),
        ("d-44", "thang", LONG_LATE, "Sẽ gửi trong tuần này.", "ha"),
        ("d-20", "dung", LONG_LATE, "Tuần này báo cáo lại tại giao ban.", "thang"),
    )
    for number, (day, by, phrase, text, to) in enumerate(said):
        comment = Say(task_id=year.task(phrase), text=text, mentions=(people[to].person_id,))
        yield Act(instant(script.days.day(day), 300 + number), by, comment)


def _urged(script: Script, year: Year) -> Iterator[Act]:
    for day, phrase in (("d-286", "Phát 12 bản tin"), ("d-46", LONG_LATE), ("d-10", LONG_LATE)):
        urge = UrgeTasks(task_ids=(year.task(phrase),), note="Đề nghị cập nhật trên hệ thống.")
        yield Act(instant(script.days.day(day), 330), "ha", urge)
