"""Measuring (đo lường): what an indicator came to, when, by whose figures; corrections stay."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from events.errors import RefusedError
from events.stream import Event, Stream
from events.values import Evidence, Rhythm

Derivation = Literal["sum", "mean", "share"]
PAIR = 2


@dataclass(eq=False)
class NothingMeasuredError(RefusedError):
    """A figure is a value, or a numerator with its denominator."""


@dataclass(eq=False)
class ZeroDenominatorError(RefusedError):
    """Nothing is a share of nothing."""


@dataclass(eq=False)
class NoSourceError(RefusedError):
    """A figure says where it comes from."""


@dataclass(eq=False)
class NotMeasuredYetError(RefusedError):
    """The figure speaks of a day that has not come."""

    measured_on: date


@dataclass(eq=False)
class NoSuchFigureError(RefusedError):
    """There is no figure of that number, or it was withdrawn."""

    number: int


@dataclass(eq=False)
class PeriodMeasuredError(RefusedError):
    """The period has a figure already; it is corrected, not entered twice."""

    first_day: date
    last_day: date


@dataclass(eq=False)
class NothingProvesItError(RefusedError):
    """A quality is reached when evidence that was brought for it says so; none was named."""


@dataclass(eq=False)
class NoReasonError(RefusedError):
    """A correction, a withdrawal or a judgement says why."""


@dataclass(eq=False)
class OwnPartError(RefusedError):
    """An indicator is not a part of itself, nor made of itself."""


@dataclass(eq=False)
class WrongPartsError(RefusedError):
    """A share is of two, a sum or a mean of at least two."""

    rule: Derivation


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured: a value in the indicator's unit, or what it is a share of.

    With a numerator and a denominator the value follows from them; `measured_on` is the day the
    figure speaks for, `source` who or what it comes from.
    """

    source: str
    measured_on: date
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    def check(self, today: date) -> None:
        """Refuse a figure that says nothing, comes from nowhere, or lies in the future."""
        shared = self.numerator is not None and self.denominator is not None
        if self.value is None and not shared:
            raise NothingMeasuredError
        if self.denominator == 0:
            raise ZeroDenominatorError
        if not self.source.strip():
            raise NoSourceError
        if self.measured_on > today:
            raise NotMeasuredYetError(self.measured_on)


class Measured(Event, frozen=True):
    """A figure was entered for a period."""

    TOPIC: ClassVar[str] = "measuring.Measured"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"figure.source"})
    indicator_id: UUID
    number: int
    first_day: date
    last_day: date
    figure: Figure


class FigureCorrected(Event, frozen=True):
    """A figure was wrong; both stay readable, and why."""

    TOPIC: ClassVar[str] = "measuring.FigureCorrected"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset(
        {"reason", "figure.source", "before.source"}
    )
    indicator_id: UUID
    number: int
    figure: Figure
    before: Figure
    reason: str


class FigureWithdrawn(Event, frozen=True):
    """A figure should not have been entered at all."""

    TOPIC: ClassVar[str] = "measuring.FigureWithdrawn"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    indicator_id: UUID
    number: int
    reason: str


class DutySet(Event, frozen=True):
    """Who enters the figures, how often, and from which source they are to come."""

    TOPIC: ClassVar[str] = "measuring.DutySet"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"source"})
    indicator_id: UUID
    rhythm: Rhythm
    post_id: UUID
    source: str


class DerivedFrom(Event, frozen=True):
    """The figure is not entered but follows from those of others, by a rule of ours."""

    TOPIC: ClassVar[str] = "measuring.DerivedFrom"
    indicator_id: UUID
    rule: Derivation | None
    parts: tuple[UUID, ...]


class MadePartOf(Event, frozen=True):
    """The indicator stands under another (trong đó), or no longer."""

    TOPIC: ClassVar[str] = "measuring.MadePartOf"
    indicator_id: UUID
    whole_id: UUID | None


class Judged(Event, frozen=True):
    """A quality that has no figure was judged as reached or not, with what proves it."""

    TOPIC: ClassVar[str] = "measuring.Judged"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"statement", "evidence.name"})
    indicator_id: UUID
    reached: bool
    judged_on: date
    statement: str
    evidence: tuple[Evidence, ...] = ()


class Measuring(Stream):
    """The figures of one indicator; the stream of one that was never measured is empty."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.count = 0
        self.figures: dict[int, Figure] = {}
        self.periods: dict[int, tuple[date, date]] = {}

    def measure(self, measured: Measured, today: date) -> None:
        """Enter the figure of a period.

        Raises:
            PeriodMeasuredError: the period has one.
            NothingMeasuredError, ZeroDenominatorError, NoSourceError, NotMeasuredYetError: the
                figure is none.
        """
        measured.figure.check(today)
        period = (measured.first_day, measured.last_day)
        if period in self.periods.values():
            raise PeriodMeasuredError(*period)
        self.happened(measured)

    def correct(self, number: int, figure: Figure, reason: str, today: date) -> None:
        """Put another figure in the place of one.

        Raises:
            NoSuchFigureError: there is none of that number.
            NoReasonError: nobody says why.
        """
        before = self._figure(number)
        figure.check(today)
        self._require_reason(reason)
        self.happened(
            FigureCorrected(
                indicator_id=self.indicator_id,
                number=number,
                figure=figure,
                before=before,
                reason=reason,
            )
        )

    def withdraw(self, number: int, reason: str) -> None:
        """Take a figure away; it stays in the history."""
        self._figure(number)
        self._require_reason(reason)
        self.happened(
            FigureWithdrawn(indicator_id=self.indicator_id, number=number, reason=reason)
        )

    def set_duty(self, duty: DutySet) -> None:
        """Say who enters the figures, and how often."""
        if not duty.source.strip():
            raise NoSourceError
        self.happened(duty)

    def derive(self, derived: DerivedFrom) -> None:
        """Say from what the figure follows.

        Raises:
            OwnPartError: from itself.
            WrongPartsError: from too few others, or from too many for the rule.
        """
        if derived.indicator_id in derived.parts:
            raise OwnPartError
        count = len(set(derived.parts))
        if derived.rule and (count < PAIR or (derived.rule == "share" and count > PAIR)):
            raise WrongPartsError(derived.rule)
        self.happened(derived)

    def stand_under(self, made: MadePartOf) -> None:
        """Say under which indicator this one stands."""
        if made.whole_id == made.indicator_id:
            raise OwnPartError
        self.happened(made)

    def judge(self, judged: Judged) -> None:
        """Judge a quality; the judgement says what it rests on.

        Raises:
            NoReasonError: it does not.
            NothingProvesItError: it would be reached, and no evidence says so.
        """
        self._require_reason(judged.statement)
        if judged.reached and not judged.evidence:
            raise NothingProvesItError
        self.happened(judged)

    def evolve(self, event: Event) -> None:
        """Remember the figures that stand."""
        match event:
            case Measured():
                self.indicator_id, self.count = event.indicator_id, event.number
                self.figures[event.number] = event.figure
                self.periods[event.number] = (event.first_day, event.last_day)
            case FigureCorrected():
                self.figures[event.number] = event.figure
            case FigureWithdrawn():
                self.figures.pop(event.number, None)
                self.periods.pop(event.number, None)

    def _figure(self, number: int) -> Figure:
        if number not in self.figures:
            raise NoSuchFigureError(number)
        return self.figures[number]

    @staticmethod
    def _require_reason(reason: str) -> None:
        if not reason.strip():
            raise NoReasonError
