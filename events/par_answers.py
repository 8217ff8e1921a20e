"""What is said of the reform criteria: figures of a known kind, points judged, a conclusion."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from events.errors import RefusedError
from events.par_criteria import Deduct, Formula, Linear, Manual, Node, Step, YesNo
from events.par_refusals import ConclusionError


@dataclass(eq=False)
class WrongAnswerError(RefusedError):
    """The component asks for a figure of another kind."""


@dataclass(eq=False)
class NegativeFigureError(RefusedError):
    """No quantity is below nothing."""


@dataclass(eq=False)
class NothingCountedError(RefusedError):
    """Nothing is a share of nothing: the denominator is 0."""


@dataclass(eq=False)
class PointsOutOfRangeError(RefusedError):
    """Points lie between nothing and the most of their component."""

    most: Decimal


class Rate(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="rate"):
    """So many of so many."""

    numerator: Decimal
    denominator: Decimal


class Amount(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="amount"):
    """A value as it was measured."""

    value: Decimal


class Count(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="count"):
    """How often something happened."""

    number: int


class Met(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="met"):
    """Whether something is so."""

    met: bool


class Points(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="points"):
    """Points that a person gives."""

    points: Decimal


Answer = Rate | Amount | Count | Met | Points


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """Points that the province gives a component, and why they differ."""

    code: str
    points: Decimal
    reason: str


class Conclusion(msgspec.Struct, frozen=True, kw_only=True):
    """What the council came to: bonus, deduction, the total, the paper that says so."""

    TYPED: ClassVar[frozenset[str]] = frozenset(
        {"conclusion.bonus_reason", "conclusion.deduction_reason"}
    )
    bonus: Decimal
    bonus_reason: str
    deduction: Decimal
    deduction_reason: str
    total: str
    number: str
    concluded_on: date


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """From where a figure was taken: an indicator's figure or tasks, and the events behind."""

    source: Literal["indicator", "tasks_done", "tasks_on_time"]
    events: tuple[int, ...]
    indicator_id: UUID | None = None


def asked(node: Node) -> type[Answer] | None:
    """Tell which kind of answer a component asks for; None: a survey's figure decides."""
    formula: Formula | None = node.formula
    if isinstance(formula, Linear):
        return Rate
    if isinstance(formula, Step):
        return Rate if node.denominator else Amount
    kinds: dict[type, type[Answer]] = {YesNo: Met, Deduct: Count, Manual: Points}
    return kinds.get(type(formula))


def check(node: Node, answer: Answer) -> None:
    """Refuse an answer that is none.

    Raises:
        WrongAnswerError, NegativeFigureError, NothingCountedError, PointsOutOfRangeError: as
            they say.
    """
    if not isinstance(answer, asked(node) or ()):
        raise WrongAnswerError
    match answer:
        case Rate(numerator=over, denominator=under):
            _require(over, under)
            if not under:
                raise NothingCountedError
        case Amount(value=value):
            _require(value)
        case Count(number=number):
            _require(Decimal(number))
        case Points(points=points) if not 0 <= points <= node.most:
            raise PointsOutOfRangeError(node.most)


def _require(*figures: Decimal) -> None:
    if any(figure < 0 for figure in figures):
        raise NegativeFigureError


def require_sound(said: Conclusion, today: date) -> None:
    """Refuse a conclusion that lacks what it needs.

    Raises:
        ConclusionError: it does.
    """
    added = (said.bonus, said.bonus_reason), (said.deduction, said.deduction_reason)
    unsaid = any(points < 0 or (points and not why.strip()) for points, why in added)
    if unsaid or not said.number.strip() or said.concluded_on > today:
        raise ConclusionError
