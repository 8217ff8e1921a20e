"""Two inspections in the story: one that led to a repair, and one that runs today."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from events.inspections import InspectionKind, Ordered
from service.clock import now
from service.demo.days import instant
from service.demo.script import Act, Script, Year
from service.inspections.entries import positions
from service.inspections.findings import AnswerFinding, GiveRepair, NoteFinding
from service.inspections.looks import note_member
from service.inspections.ordering import CloseInspection, DrawSample, OrderInspection
from service.work import Work

FOUND = "Bản tin đã phát nhưng ghi nhận muộn nhiều ngày, không rõ lý do."
PROPOSED = "Ghi nhận ngay trong ngày phát, qua điện thoại khi ở bản"
ANSWERED = "Bản mất sóng; từ nay ghi trên máy rồi gửi khi có mạng."
OWED = "Hồ sơ xử lý trụ sở quá hạn, nguyên nhân đã nêu không được xác nhận."
ASKED = "Nói rõ đã gửi tỉnh văn bản nào, ghi thời hạn hoàn thành"
SEED, RUNNING_SEED = 58, 64


@dataclass(frozen=True, slots=True)
class NoteOfTask:
    """Note a finding by the newest event of a task."""

    inspection_id: UUID
    unit_id: UUID
    task_id: UUID
    text: str
    proposal: str

    def decide(self, work: Work) -> None:
        """Find the event, and note it."""
        NoteFinding(
            inspection_id=self.inspection_id,
            unit_id=self.unit_id,
            text=self.text,
            proposal=self.proposal,
            positions=tuple(positions(work.connection, [self.task_id])[-1:]),
        ).decide(work)


@dataclass(frozen=True, slots=True)
class LookAt:
    """Look at a task under a mandate, as a page that is opened keeps it."""

    inspection_id: UUID
    task_id: UUID

    def decide(self, work: Work) -> None:
        """Keep the look."""
        at = work.order.recorded_at or now()
        mandates = [self.inspection_id]
        note_member(work.connection, work.actor, "task", self.task_id, mandates, at)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of the story: what is inspected, by whom; when ordered, begun, and over."""

    kind: InspectionKind
    document: str
    subject: str
    head: str
    member: str
    days: tuple[str, str, str]
    seed: int

    def acts(
        self, script: Script, task_id: UUID, said: tuple[str, str]
    ) -> tuple[UUID, list[Act]]:
        """Give its identifier, and its order, its sample, a look and a finding by a task."""
        on, first, last = (script.days.day(day) for day in self.days)
        unit = script.cast.actors[self.head].unit_id
        ordered = Ordered(
            kind=self.kind,
            document=self.document,
            issued_on=on,
            subject=self.subject,
            unit_ids=(unit,),
            members=(script.cast.actors[self.member].person_id,),
            first_day=first,
            last_day=last,
        )
        order = Act(instant(on, 480), "su", OrderInspection(ordered=ordered))
        visit = uuid5(order.command_id, "inspection")
        return visit, [
            order,
            Act(
                instant(first, 500),
                self.member,
                DrawSample(inspection_id=visit, count=2, seed=self.seed),
            ),
            Act(instant(first, 505), self.member, LookAt(visit, task_id)),
            Act(instant(first, 510), self.member, NoteOfTask(visit, unit, task_id, *said)),
        ]


CONCLUDED = Visit(
    "unannounced",
    "96/QĐ-UBND",
    "Kiểm tra việc ghi nhận kết quả cải cách hành chính",
    "ly",
    "tung",
    ("d-13", "d-12", "d-8"),
    SEED,
)
RUNNING = Visit(
    "internal",
    "101/QĐ-UBND",
    "Kiểm tra việc xử lý trụ sở dôi dư và nhiệm vụ quá hạn",
    "thang",
    "tung",
    ("w-4", "w-3", "w+6"),
    RUNNING_SEED,
)


def inspected(script: Script, year: Year) -> Iterator[Act]:
    """Give the inspection from its order to the task that mends what was found."""
    day = script.days.day
    visit, acts = CONCLUDED.acts(script, year.task("Phát 12 bản tin"), (FOUND, PROPOSED))
    yield from acts
    answer = AnswerFinding(inspection_id=visit, finding=1, text=ANSWERED)
    yield Act(instant(day("d-8"), 520), "ly", answer)
    closed = CloseInspection(inspection_id=visit, document="31/KL-UBND")
    yield Act(instant(day("d-4"), 530), "su", closed)
    repair = GiveRepair(
        inspection_id=visit, finding=1, content=PROPOSED + ".", due_on=day("d+12")
    )
    yield Act(instant(day("d-3"), 540), "su", repair)


def being_inspected(script: Script, year: Year) -> Iterator[Act]:
    """Give the visit that runs today: its finding waits for an answer."""
    yield from RUNNING.acts(script, year.task("ba trụ sở dôi dư"), (OWED, ASKED))[1]
