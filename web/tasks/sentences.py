"""What happened to a task, one Vietnamese sentence for each kind of event.

A promise test fails while an event of a task has no sentence here.
"""

from dataclasses import dataclass
from decimal import Decimal
from functools import singledispatch
from typing import Literal, NamedTuple

from events import tasks
from events.stream import Event
from events.values import Clarity
from tenants.directory import Directory
from web.tasks.amounts import done_of, spoken_day

Mark = Literal[
    "assign", "progress", "submit", "accept", "return", "obstacle", "deadline", "person", "note"
]
CAUSES: dict[tasks.Cause, str] = {
    "objective": "nguyên nhân khách quan",
    "subjective": "nguyên nhân chủ quan",
    "waiting": "đang chờ nơi khác",
}


class Said(NamedTuple):
    """A sentence with its mark on the timeline, and the words of the person, if any."""

    text: str
    mark: Mark = "note"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """What a sentence may need to know besides its event."""

    register: Directory
    clarity: Clarity

    @property
    def quantity(self) -> Decimal:
        """How much of the product is owed."""
        return self.clarity.deliverable.quantity if self.clarity.deliverable else Decimal(1)

    @property
    def unit(self) -> str:
        """The unit that the product is counted in."""
        return self.clarity.deliverable.unit if self.clarity.deliverable else ""


@singledispatch
def sentence(event: Event, _telling: Telling) -> Said:
    """Say what an event of a task tells.

    Raises:
        LookupError: nobody has worded that kind of event yet.
    """
    raise LookupError(type(event).TOPIC)


@sentence.register
def issued(event: tasks.Issued, telling: Telling) -> Said:
    """Say to whom the task was given, and until when."""
    due = f", hạn {spoken_day(event.due_on)}" if event.due_on else ""
    return Said(f"Giao cho {telling.register.person(event.clarity.person_id)}{due}.", "assign")


@sentence.register
def acknowledged(event: tasks.Acknowledged, telling: Telling) -> Said:
    """Say that it was received, and the deadline that runs from it."""
    deadline = telling.clarity.deadline
    if event.due_on and deadline and deadline.kind == "relative":
        return Said(f"Nhận việc, hạn tính ra là {spoken_day(event.due_on)}.", "person")
    return Said("Nhận việc.", "person")


@sentence.register
def progressed(event: tasks.Progressed, telling: Telling) -> Said:
    """Say how much is done."""
    done = done_of(event.amount, telling.quantity, telling.unit)
    return Said(f"Cập nhật tiến độ: {done}.", "progress", event.note)


@sentence.register
def obstacle_reported(event: tasks.ObstacleReported, _telling: Telling) -> Said:
    """Say what stands in the way, and what would help."""
    wish = f" Đề nghị: {event.proposal.rstrip('.')}." if event.proposal else ""
    return Said(f"Báo khó khăn, {CAUSES[event.cause]}.{wish}", "obstacle", event.text)


@sentence.register
def submitted(event: tasks.Submitted, _telling: Telling) -> Said:
    """Say that the product was handed in, with how many files."""
    files = f" với {len(event.evidence)} minh chứng" if event.evidence else ""
    return Said(f"Nộp sản phẩm{files}.", "submit", event.note)


@sentence.register
def returned(event: tasks.Returned, _telling: Telling) -> Said:
    """Say that the product was sent back, and why."""
    return Said("Trả lại sản phẩm để bổ sung.", "return", event.reason)


@sentence.register
def accepted(event: tasks.Accepted, _telling: Telling) -> Said:
    """Say that the product was taken as done."""
    return Said("Chấp nhận sản phẩm. Nhiệm vụ hoàn thành.", "accept", event.note)


@sentence.register
def deadline_extended(event: tasks.DeadlineExtended, _telling: Telling) -> Said:
    """Say from when to when the deadline moved, and why."""
    before = f" từ {spoken_day(event.before)}" if event.before else ""
    return Said(f"Gia hạn{before} đến {spoken_day(event.due_on)}.", "deadline", event.reason)
