"""Periods of evaluation (kỳ đánh giá): opened, closed, reopened; a period is never guessed.

Source: Decree 335/2025/NĐ-CP, Articles 3.4, 17.3: officials are followed by month or quarter.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

PeriodKind = Literal["month", "quarter", "half_year", "year"]
LONGEST = timedelta(days=366)


@dataclass(eq=False)
class PeriodDaysError(RefusedError):
    """The days of a period do not follow one another, or span more than a year."""

    start: date
    end: date
    cut_off: date
    due: date


@dataclass(eq=False)
class PeriodsOverlapError(RefusedError):
    """Another period of the kind has some of these days."""

    start: date
    end: date


@dataclass(eq=False)
class NextPeriodOpenError(RefusedError):
    """What is due after an early cut-off goes to the next period, which was opened before."""

    next_start: date


@dataclass(eq=False)
class PeriodClosedError(RefusedError):
    """The period is closed: what is found later stands beside it as an adjustment."""

    period_id: UUID


@dataclass(eq=False)
class PeriodNotClosedError(RefusedError):
    """Only a closed period is reopened."""


@dataclass(eq=False)
class ClosedTooEarlyError(RefusedError):
    """Until the cut-off day is over, facts of the period may still come."""

    cut_off: date


@dataclass(eq=False)
class PeriodReasonError(RefusedError):
    """Who closes or reopens a period says why."""


class Opened(Event, frozen=True):
    """A period began to exist; all its days are of the tenant's zone and included.

    `cut_off` is the last day on which a product handed in still counts, before or after `end`;
    `due` is the day by which the period is scored. `counted_from` is the first day of a
    deadline that counts: before `start` where the period before has an early cut-off.
    """

    TOPIC: ClassVar[str] = "periods.Opened"
    kind: PeriodKind
    start: date
    end: date
    cut_off: date
    due: date
    counted_from: date


class Closed(Event, frozen=True):
    """The period was closed (khóa kỳ): its scores are confirmed no more."""

    TOPIC: ClassVar[str] = "periods.Closed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class Reopened(Event, frozen=True):
    """The closed period was opened again (mở lại kỳ)."""

    TOPIC: ClassVar[str] = "periods.Reopened"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class EvaluatorsNamed(Event, frozen=True):
    """Who, beside those who score, may look at all sheets of the period, by which paper."""

    TOPIC: ClassVar[str] = "periods.EvaluatorsNamed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"basis"})
    people: tuple[UUID, ...]
    basis: str


class EvaluationPeriod(Stream):
    """One period of one tenant."""

    opened: Opened
    closed = False
    evaluators: tuple[UUID, ...] = ()

    def open(self, opened: Opened) -> None:
        """Begin the period.

        Raises:
            PeriodDaysError: its days do not follow one another, or span more than a year.
        """
        start, end, cut_off, due = opened.start, opened.end, opened.cut_off, opened.due
        in_order = opened.counted_from <= start <= end and start <= cut_off <= due
        if not in_order or due - start > 2 * LONGEST or end - start > LONGEST:
            raise PeriodDaysError(start, end, cut_off, due)
        self.happened(opened)

    def close(self, reason: str, *, today: date) -> None:
        """Close the period.

        Raises:
            PeriodClosedError: it is closed already.
            ClosedTooEarlyError: its cut-off day is not over.
            PeriodReasonError: nothing was said.
        """
        self.require_open()
        if today <= self.opened.cut_off:
            raise ClosedTooEarlyError(self.opened.cut_off)
        _require_reason(reason)
        self.happened(Closed(reason=reason))

    def reopen(self, reason: str) -> None:
        """Open the period again.

        Raises:
            PeriodNotClosedError: it is open.
            PeriodReasonError: nothing was said.
        """
        if not self.closed:
            raise PeriodNotClosedError
        _require_reason(reason)
        self.happened(Reopened(reason=reason))

    def name(self, people: tuple[UUID, ...], basis: str) -> None:
        """Name who may look at every sheet; nobody else may any more.

        Raises:
            PeriodReasonError: no paper is named.
        """
        _require_reason(basis)
        if people != self.evaluators:
            self.happened(EvaluatorsNamed(people=people, basis=basis))

    def require_open(self) -> None:
        """Refuse what a closed period no longer takes.

        Raises:
            PeriodClosedError: it is closed.
        """
        if self.closed:
            raise PeriodClosedError(self.id)

    def evolve(self, event: Event) -> None:
        """Remember its days, and whether it is closed."""
        match event:
            case Opened():
                self.opened = event
            case Closed():
                self.closed = True
            case Reopened():
                self.closed = False
            case EvaluatorsNamed():
                self.evaluators = event.people


def _require_reason(reason: str) -> None:
    if not reason.strip():
        raise PeriodReasonError
