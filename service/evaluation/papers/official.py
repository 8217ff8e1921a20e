"""What the decree's forms print about an official and their scores; plain values.

Source: Decree 335/2025/NĐ-CP, Phụ lục II.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from service.evaluation.grades import Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Official:
    """Whose form it is: `body` is the organisation that prints it, `place` where it is."""

    name: str
    post: str
    unit: str
    body: str
    place: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A criterion with its most points, and what the person gave themselves (None: nothing)."""

    name: str
    most: Decimal
    score: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group of criteria under a Roman number; its name may be unknown."""

    number: str
    name: str
    lines: tuple[Line, ...]

    @property
    def most(self) -> Decimal:
        """Give the most points of the group."""
        return sum((line.most for line in self.lines), Decimal(0))

    @property
    def score(self) -> Decimal | None:
        """Give what the person gave themselves in the group; None while a line has nothing."""
        known = [line.score for line in self.lines if line.score is not None]
        return sum(known, Decimal(0)) if len(known) == len(self.lines) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSheet:
    """One official's month or quarter (Mẫu số 01); a figure that is None is left empty."""

    official: Official
    period: str
    groups: tuple[Group, ...]
    common: Decimal | None
    result: Decimal | None
    total: Decimal | None
    strengths: str = ""
    weaknesses: str = ""
    opinion: str = ""
    scored_on: date | None = None
    confirmed_on: date | None = None
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSheet:
    """One official's year (Mẫu số 02): signed scores and notes by month, 1 to 12."""

    official: Official
    year: int
    months: Mapping[int, Decimal]
    mean: Decimal | None
    own: Grade | None = None
    decided: Grade | None = None
    notes: Mapping[int, str] = field(default_factory=dict)
    proposal: str = ""
    own_on: date | None = None
    decided_on: date | None = None
    decided_by: str = ""
