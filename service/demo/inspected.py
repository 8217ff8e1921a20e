"""An inspection in the story: of a unit that records late; it answers, and has to mend it."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from events.inspections import Ordered
from service.demo.days import instant
from service.demo.script import Act, Script, Year
from service.inspections.entries import positions
from service.inspections.findings import AnswerFinding, GiveRepair, NoteFinding
from service.inspections.ordering import CloseInspection, DrawSample, OrderInspection
from service.work import Work

FOUND = "Bản tin đã phát nhưng ghi nhận muộn nhiều ngày, không rõ lý do."
PROPOSED = "Ghi nhận ngay trong ngày phát, qua điện thoại khi ở bản"
ANSWERED = "Bản mất sóng; từ nay ghi trên máy rồi gửi khi có mạng."
SEED = 58


@dataclass(frozen=True, slots=True)
class NoteOfTask:
    """Note a finding by the newest event of a task."""

    inspection_id: UUID
    unit_id: UUID
    task_id: UUID

    def decide(self, work: Work) -> None:
        """Find the event, and note it."""
        NoteFinding(
            inspection_id=self.inspection_id,
            unit_id=self.unit_id,
            text=FOUND,
            proposal=PROPOSED,
            positions=tuple(positions(work.connection, [self.task_id])[-1:]),
        ).decide(work)


def inspected(script: Script, year: Year) -> Iterator[Act]:
    """Give the inspection from its order to the task that mends what was found."""
    day, actors = script.days.day, script.cast.actors
    unit = actors["ly"].unit_id
    ordered = Ordered(
        kind="unannounced",
        document="96/QĐ-UBND",
        issued_on=day("d-13"),
        subject="Kiểm tra việc ghi nhận kết quả cải cách hành chính",
        unit_ids=(unit,),
        members=(actors["tung"].person_id,),
        first_day=day("d-12"),
        last_day=day("d-8"),
    )
    order = Act(instant(day("d-13"), 480), "su", OrderInspection(ordered=ordered))
    yield order
    visit = uuid5(order.command_id, "inspection")
    sample = DrawSample(inspection_id=visit, count=2, seed=SEED)
    yield Act(instant(day("d-12"), 500), "tung", sample)
    noted = NoteOfTask(visit, unit, year.task("Phát 12 bản tin"))
    yield Act(instant(day("d-11"), 510), "tung", noted)
    answer = AnswerFinding(inspection_id=visit, finding=1, text=ANSWERED)
    yield Act(instant(day("d-8"), 520), "ly", answer)
    closed = CloseInspection(inspection_id=visit, document="31/KL-UBND")
    yield Act(instant(day("d-4"), 530), "su", closed)
    repair = GiveRepair(
        inspection_id=visit, finding=1, content=PROPOSED + ".", due_on=day("d+12")
    )
    yield Act(instant(day("d-3"), 540), "su", repair)
