"""The course of one task, folded from its events as evaluation asks about it. Pure.

Who was in charge from when to when and how that ended, what was handed in by whom and how it
was judged, which deadline held, which causes were confirmed. Every fact knows its position in
the log, so that each number can be opened down to the events behind it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import singledispatchmethod
from typing import Literal, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from events.store import Recorded
from events.stream import Event
from events.tasks import (
    amending,
    conditions,
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
        self._take(recorded.event, Mark(recorded.position, day), recorded)

    @singledispatchmethod
    def _take(self, _event: Event, _mark: Mark, _recorded: Recorded) -> None:
        """Pass over what evaluation does not ask about."""

    @_take.register(giving.Issued | outside.Given)
    def _begin(
        self, event: giving.Issued | outside.Given, mark: Mark, _recorded: Recorded
    ) -> None:
        self.begun = self.product_at = mark
        self.code, self.title = event.code, event.content
        self.product = event.clarity.deliverable
        if isinstance(event, outside.Given):
            self.from_outside, self.parent_id = event.origin is not None, event.parent_id
        self._set_due(event.due_on, mark)
        if event.clarity.person_id:
            self._put_in_charge(event.clarity.person_id, mark)

    @_take.register(
        giving.UnitReceived
        | working.Acknowledged
        | deadlines.DeadlineExtended
        | conditions.ConditionMet
    )
    def _dated(
        self,
        event: giving.UnitReceived
        | working.Acknowledged
        | deadlines.DeadlineExtended
        | conditions.ConditionMet,
        mark: Mark,
        _recorded: Recorded,
    ) -> None:
        self._set_due(event.due_on, mark)

    @_take.register
    def _amend(self, event: amending.Amended, mark: Mark, _recorded: Recorded) -> None:
        self.title = event.content
        if event.clarity.deliverable != self.product:
            self.product, self.product_at = event.clarity.deliverable, mark
        self._set_due(event.due_on, mark)

    @_take.register
    def _suspend(self, _event: deadlines.Suspended, mark: Mark, _recorded: Recorded) -> None:
        self.rests, self.due, self.resting = self.due, None, mark

    @_take.register
    def _resume(self, event: deadlines.Resumed, mark: Mark, _recorded: Recorded) -> None:
        self.resting = self.rests = None
        self._set_due(event.due_on, mark)

    @_take.register
    def _assign(self, event: giving.Assigned, mark: Mark, _recorded: Recorded) -> None:
        self._pass_on(event.person_id, mark, "taken_away")

    @_take.register
    def _transfer(self, event: giving.Transferred, mark: Mark, _recorded: Recorded) -> None:
        self._pass_on(event.person_id, mark, "taken_away")

    @_take.register
    def _hand_over(self, event: giving.HandedOver, mark: Mark, _recorded: Recorded) -> None:
        self._pass_on(event.person_id, mark, "handed_over")

    @_take.register
    def _refuse(self, _event: giving.RefusedBack, mark: Mark, _recorded: Recorded) -> None:
        self._pass_on(None, mark, "refused")

    @_take.register
    def _undo(self, event: taking_back.TakenBack, mark: Mark, _recorded: Recorded) -> None:
        """Undo what a sheet did: whom it put in charge never was."""
        while (now := self.charge) and now.person_id != event.person_id:
            self.charges.pop()
        last = self.charges[-1] if self.charges else None
        if last and last.person_id == event.person_id:
            last.ended = last.loss = None
        self._set_due(event.due_on, mark)

    @_take.register
    def _hand_in(self, event: working.Submitted, mark: Mark, recorded: Recorded) -> None:
        person = self.charge.person_id if self.charge else recorded.person_id
        self.hand_ins.append(HandIn(person, event.submitted_on, self.due, mark))

    @_take.register
    def _accept(self, _event: judging.Accepted, mark: Mark, _recorded: Recorded) -> None:
        self.hand_ins[-1].judged, self.hand_ins[-1].taken = mark, True

    @_take.register
    def _return(self, event: judging.Returned, mark: Mark, _recorded: Recorded) -> None:
        self.hand_ins[-1].judged = mark
        self.hand_ins[-1].major_error = event.major_error

    @_take.register
    def _report(self, _event: obstacles.ObstacleReported, mark: Mark, said: Recorded) -> None:
        self.causes[said.version] = Cause(mark)

    @_take.register
    def _answer(
        self, event: obstacles.ObstacleAnswered, mark: Mark, _recorded: Recorded
    ) -> None:
        if event.verdict == "confirmed":
            self.causes[event.obstacle].confirmed = mark

    @_take.register(giving.Recalled | giving.Cancelled | giving.Superseded)
    def _stop(
        self,
        event: giving.Recalled | giving.Cancelled | giving.Superseded,
        mark: Mark,
        _recorded: Recorded,
    ) -> None:
        self.stopped = STOPS[type(event)], mark

    def _set_due(self, due: date | None, mark: Mark) -> None:
        if not self.dues or due != self.due:
            self.dues.append((mark, due))
        self.due = due

    def _pass_on(self, person_id: UUID | None, mark: Mark, loss: Loss) -> None:
        now = self.charge
        if now and now.person_id == person_id:
            return
        if now:
            now.ended, now.loss, now.due = mark, loss, self.deadline
        if person_id:
            self._put_in_charge(person_id, mark)

    def _put_in_charge(self, person_id: UUID, mark: Mark) -> None:
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
        task_id = recorded.stream_id
        course = found.get(task_id) or found.setdefault(task_id, Course(task_id, zone))
        course.follow(recorded)
    return found
