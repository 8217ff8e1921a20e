"""The course of one task, folded from its events as evaluation asks about it. Pure.

Every fact knows its position in the log: who was in charge, what was handed in, what held.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from events.store import Recorded
from events.stream import Event
from events.tasks import (
    amending,
    deadlines,
    giving,
    judging,
    obstacles,
    outside,
    taking_back,
    working,
)
from events.values import Conversion, Deliverable

Loss = Literal["refused", "taken_away", "handed_over"]
Stop = Literal["recalled", "cancelled", "superseded"]


class Mark(NamedTuple):
    """An event: its position in the tenant's log, and its day in the tenant's zone."""

    position: int
    day: date


@dataclass(slots=True)
class Charge:
    """Somebody's time in charge; `loss` is how it ended, `due` the deadline that stood then."""

    person_id: UUID
    begun: Mark
    ended: Mark | None = None
    loss: Loss | None = None
    due: date | None = None

    def covers(self, position: int) -> bool:
        """Tell whether they were in charge when an event was recorded."""
        return self.begun.position <= position and (
            self.ended is None or position <= self.ended.position
        )


@dataclass(slots=True)
class HandIn:
    """A product was handed in `on` a day, `due` then; `judged` says whether it was `taken`."""

    person_id: UUID
    on: date
    due: date | None
    at: Mark
    judged: Mark | None = None
    taken: bool = False
    major_error: bool = False

    @property
    def late(self) -> bool:
        """Tell whether it came after the deadline that was in force, by day."""
        return self.due is not None and self.on > self.due


@dataclass(slots=True)
class Cause:
    """An obstacle that somebody reported; `confirmed` where its objective cause was."""

    reported: Mark
    confirmed: Mark | None = None


@dataclass(slots=True)
class Course:
    """What happened to one task, as far as evaluation asks."""

    task_id: UUID
    zone: ZoneInfo
    begun: Mark = field(init=False)
    code: str = ""
    title: str = ""
    from_outside: bool = False
    parent_id: UUID | None = None
    product: Deliverable | None = None
    product_at: Mark = field(init=False)
    due: date | None = None
    dues: list[tuple[Mark, date | None]] = field(default_factory=list)
    rests: date | None = None
    resting: Mark | None = None
    charges: list[Charge] = field(default_factory=list)
    hand_ins: list[HandIn] = field(default_factory=list)
    causes: dict[int, Cause] = field(default_factory=dict)
    stopped: tuple[Stop, Mark] | None = None

    @property
    def charge(self) -> Charge | None:
        """Who is in charge now, if anybody is."""
        last = self.charges[-1] if self.charges else None
        return last if last and last.ended is None else None

    @property
    def deadline(self) -> date | None:
        """The last deadline that was approved; while it rests, the one that stood before."""
        return self.rests if self.resting else self.due

    @property
    def worth(self) -> Conversion | None:
        """What one piece of the product is worth, as it was copied at assignment."""
        return self.product.conversion if self.product else None

    @property
    def weight(self) -> Decimal | None:
        """n·K in standard products, exact; None without a coefficient."""
        if self.product is None or self.product.conversion is None:
            return None
        return self.product.quantity * self.product.conversion.coefficient

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody who ever was in charge, or handed the product in."""
        mine = {charge.person_id for charge in self.charges}
        return frozenset(mine | {hand_in.person_id for hand_in in self.hand_ins})

    def follow(self, recorded: Recorded) -> None:
        """Take one event in."""
        day = recorded.happened_at.astimezone(self.zone).date()
        _take(recorded.event, self, Mark(recorded.position, day), recorded)

    def set_due(self, due: date | None, mark: Mark) -> None:
        """Remember the deadline that holds from an event on."""
        if not self.dues or due != self.due:
            self.dues.append((mark, due))
        self.due = due

    def pass_on(self, person_id: UUID | None, mark: Mark, loss: Loss) -> None:
        """Let somebody else be in charge, or (None) nobody."""
        now = self.charge
        if now and now.person_id == person_id:
            return
        if now:
            now.ended, now.loss, now.due = mark, loss, self.deadline
        if person_id:
            self.put_in_charge(person_id, mark)

    def put_in_charge(self, person_id: UUID, mark: Mark) -> None:
        """Begin somebody's time in charge."""
        self.charges.append(Charge(person_id, mark))


STOPS: dict[type[Event], Stop] = {
    giving.Recalled: "recalled",
    giving.Cancelled: "cancelled",
    giving.Superseded: "superseded",
}


def courses(history: Iterable[Recorded], zone: ZoneInfo) -> dict[UUID, Course]:
    """Fold the events of tasks, each task's in their order, into their courses."""
    found: dict[UUID, Course] = {}
    for recorded in history:
        if recorded.stream_id not in found:
            found[recorded.stream_id] = Course(recorded.stream_id, zone)
        found[recorded.stream_id].follow(recorded)
    return found


@singledispatch
def _take(_event: Event, _course: Course, _mark: Mark, _recorded: Recorded) -> None:
    """Pass over what evaluation does not ask about."""


@_take.register(giving.Issued | outside.Given)
def _begin(
    event: giving.Issued | outside.Given, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    course.begun = course.product_at = mark
    course.code, course.title = event.code, event.content
    course.product = event.clarity.deliverable
    if isinstance(event, outside.Given):
        course.from_outside, course.parent_id = event.origin is not None, event.parent_id
    course.set_due(event.due_on, mark)
    if event.clarity.person_id:
        course.put_in_charge(event.clarity.person_id, mark)


@_take.register(giving.UnitReceived | working.Acknowledged | deadlines.DeadlineExtended)
def _dated(
    event: giving.UnitReceived | working.Acknowledged | deadlines.DeadlineExtended,
    course: Course,
    mark: Mark,
    _recorded: Recorded,
) -> None:
    course.set_due(event.due_on, mark)


@_take.register
def _amend(event: amending.Amended, course: Course, mark: Mark, _recorded: Recorded) -> None:
    course.title = event.content
    if event.clarity.deliverable != course.product:
        course.product, course.product_at = event.clarity.deliverable, mark
    course.set_due(event.due_on, mark)


@_take.register
def _suspend(
    _event: deadlines.Suspended, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    course.rests, course.due, course.resting = course.due, None, mark


@_take.register
def _resume(event: deadlines.Resumed, course: Course, mark: Mark, _recorded: Recorded) -> None:
    course.resting = course.rests = None
    course.set_due(event.due_on, mark)


@_take.register(giving.Assigned | giving.Transferred)
def _give_on(
    event: giving.Assigned | giving.Transferred, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    course.pass_on(event.person_id, mark, "taken_away")


@_take.register
def _hand_over(
    event: giving.HandedOver, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    course.pass_on(event.person_id, mark, "handed_over")


@_take.register
def _refuse(
    _event: giving.RefusedBack, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    course.pass_on(None, mark, "refused")


@_take.register
def _undo(
    event: taking_back.TakenBack, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    """Undo what a sheet did: whom it put in charge never was."""
    while (now := course.charge) and now.person_id != event.person_id:
        course.charges.pop()
    last = course.charges[-1] if course.charges else None
    if last and last.person_id == event.person_id:
        last.ended = last.loss = None
    course.set_due(event.due_on, mark)


@_take.register
def _hand_in(event: working.Submitted, course: Course, mark: Mark, recorded: Recorded) -> None:
    person = course.charge.person_id if course.charge else recorded.person_id
    course.hand_ins.append(HandIn(person, event.submitted_on, course.due, mark))


@_take.register
def _accept(_event: judging.Accepted, course: Course, mark: Mark, _recorded: Recorded) -> None:
    course.hand_ins[-1].judged, course.hand_ins[-1].taken = mark, True


@_take.register
def _return(event: judging.Returned, course: Course, mark: Mark, _recorded: Recorded) -> None:
    course.hand_ins[-1].judged = mark
    course.hand_ins[-1].major_error = event.major_error


@_take.register
def _report(
    _event: obstacles.ObstacleReported, course: Course, mark: Mark, recorded: Recorded
) -> None:
    course.causes[recorded.version] = Cause(mark)


@_take.register
def _answer(
    event: obstacles.ObstacleAnswered, course: Course, mark: Mark, _recorded: Recorded
) -> None:
    if event.verdict == "confirmed":
        course.causes[event.obstacle].confirmed = mark


@_take.register(giving.Recalled | giving.Cancelled | giving.Superseded)
def _stop(
    event: giving.Recalled | giving.Cancelled | giving.Superseded,
    course: Course,
    mark: Mark,
    _recorded: Recorded,
) -> None:
    course.stopped = STOPS[type(event)], mark
