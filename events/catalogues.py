"""Work catalogues (danh mục sản phẩm, công việc quy đổi): what a product is worth.

A stream is one version for one population of a tenant: drafted, decided, superseded by the
next; what was decided never changes. Source: Decree 335/2025/NĐ-CP, Article 13.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from events.errors import RefusedError
from events.stream import Event, Stream
from events.values import Population

MOST_GROUPS = 5  # Article 13: at most five groups of complexity
PLACES = Decimal("0.0001")
LEAST_STANDARD = Decimal("0.01")
MOST_POINTS = 100_000  # more is a slip of the finger

Flaw = Literal[
    "no_code", "same_code", "no_task", "no_product", "group", "points", "frame", "coefficient"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the item at a place of the list (from 0); `other`: the same code's."""

    at: int
    flaw: Flaw
    other: int | None = None


@dataclass(eq=False)
class UnsoundCatalogueError(RefusedError):
    """Some items cannot stand in a catalogue; none is taken in."""

    faults: tuple[Fault, ...]


@dataclass(eq=False)
class EmptyCatalogueError(RefusedError):
    """A catalogue has at least one item, and a name."""


@dataclass(eq=False)
class StandardOutOfRangeError(RefusedError):
    """The standard product (sản phẩm chuẩn) is worth from 0.01 to 100,000 points."""

    standard: Decimal


@dataclass(eq=False)
class CatalogueDecidedError(RefusedError):
    """The version was decided or discarded: it stays as it is."""


@dataclass(eq=False)
class DecisionWithoutNumberError(RefusedError):
    """A decision has a number."""


@dataclass(eq=False)
class DecisionDayError(RefusedError):
    """The decision was not yet made on this day, or holds before it was made."""

    decided_on: date
    effective_from: date
    today: date


@dataclass(eq=False)
class CatalogueNotInForceError(RefusedError):
    """Only a version that was decided, and that nothing superseded, is superseded."""


@dataclass(eq=False)
class CataloguesOverlapError(RefusedError):
    """The next version begins after the one before it: that one holds from this day."""

    effective_from: date


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """Between which points the items of a complexity group lie, both included."""

    group: int
    least: Decimal
    most: Decimal


class WorkItem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One product: what it is, how complex (`group` 1 to 5), and what it is worth.

    `coefficient` (K) is points over the standard product's points, to four places. `part` is
    the heading under which it is printed, `room` the unit whose work it is; both may be empty.
    """

    code: str
    task: str
    product: str
    group: int
    points: Decimal
    coefficient: Decimal
    work: str = ""
    room: str = ""
    part: str = ""
    note: str = ""


class Drafted(Event, frozen=True):
    """A sheet was read as the next version for a population; it does not hold yet."""

    TOPIC: ClassVar[str] = "catalogues.Drafted"
    population: Population
    title: str
    standard_points: Decimal
    frames: tuple[Frame, ...]
    items: tuple[WorkItem, ...]
    file_name: str
    file_sha256: str


class Decided(Event, frozen=True):
    """The competent authority decided the version; it holds from a day on."""

    TOPIC: ClassVar[str] = "catalogues.Decided"
    number: str
    decided_on: date
    effective_from: date


class Superseded(Event, frozen=True):
    """Another version holds from the day after `effective_to`."""

    TOPIC: ClassVar[str] = "catalogues.Superseded"
    by: UUID
    effective_to: date


class Discarded(Event, frozen=True):
    """The draft was given up."""

    TOPIC: ClassVar[str] = "catalogues.Discarded"


class WorkCatalogue(Stream):
    """One version of one population's catalogue."""

    drafted: Drafted
    decided: Decided | None = None
    superseded: Superseded | None = None
    discarded = False

    def draft(self, drafted: Drafted) -> None:
        """Begin with what a sheet says.

        Raises:
            EmptyCatalogueError: it has no items, or no name.
            StandardOutOfRangeError: the standard product is worth next to nothing.
            UnsoundCatalogueError: items that cannot stand, all of them named.
        """
        if not drafted.items or not drafted.title.strip():
            raise EmptyCatalogueError
        require_standard(drafted.standard_points)
        if faults := tuple(faults_of(drafted.items, drafted.frames, drafted.standard_points)):
            raise UnsoundCatalogueError(faults)
        self.happened(drafted)

    def decide(self, decided: Decided, today: date) -> None:
        """Let the version hold from a day on.

        Raises:
            CatalogueDecidedError: it is no draft.
            DecisionWithoutNumberError: the decision has no number.
            DecisionDayError: the decision is of the future, or would hold before it was made.
        """
        self._require_draft()
        if not decided.number.strip():
            raise DecisionWithoutNumberError
        if not decided.decided_on <= min(today, decided.effective_from):
            raise DecisionDayError(decided.decided_on, decided.effective_from, today)
        self.happened(decided)

    def supersede(self, by: UUID, effective_from: date) -> None:
        """End with the day before another version begins to hold.

        Raises:
            CatalogueNotInForceError: it holds no longer, or never did.
            CataloguesOverlapError: the other would not begin later than this one.
        """
        if self.decided is None or self.superseded is not None:
            raise CatalogueNotInForceError
        if effective_from <= self.decided.effective_from:
            raise CataloguesOverlapError(self.decided.effective_from)
        self.happened(Superseded(by=by, effective_to=effective_from - timedelta(days=1)))

    def discard(self) -> None:
        """Give the draft up.

        Raises:
            CatalogueDecidedError: it is no draft.
        """
        self._require_draft()
        self.happened(Discarded())

    def evolve(self, event: Event) -> None:
        """Remember what it says and since when."""
        match event:
            case Drafted():
                self.drafted = event
            case Decided():
                self.decided = event
            case Superseded():
                self.superseded = event
            case Discarded():
                self.discarded = True

    def _require_draft(self) -> None:
        if self.decided is not None or self.discarded:
            raise CatalogueDecidedError


def require_standard(standard: Decimal) -> None:
    """Refuse a standard product that is worth next to nothing, or far too much.

    Raises:
        StandardOutOfRangeError: it is.
    """
    if not LEAST_STANDARD <= standard <= MOST_POINTS:
        raise StandardOutOfRangeError(standard)


def coefficient_of(points: Decimal, standard: Decimal) -> Decimal:
    """Convert points into K: points over the standard product's, half up to four places.

    Raises:
        ArithmeticError: the standard is 0.

    Source: Decree 335/2025/NĐ-CP, Article 13.
    """
    return (points / standard).quantize(PLACES, ROUND_HALF_UP)


def faults_of(
    items: Sequence[WorkItem], frames: Sequence[Frame], standard: Decimal
) -> Iterator[Fault]:
    """Name everything that is wrong with the items, in their order."""
    bounds = {frame.group: frame for frame in frames}
    first: dict[str, int] = {}
    for at, item in enumerate(items):
        same = first.setdefault(item.code.casefold(), at)
        if item.code and same != at:
            yield Fault(at, "same_code", same)
        for flaw in _flaws(item, bounds.get(item.group), standard):
            yield Fault(at, flaw)


def _flaws(item: WorkItem, frame: Frame | None, standard: Decimal) -> Iterator[Flaw]:
    texts: tuple[tuple[Flaw, str], ...] = (
        ("no_code", item.code),
        ("no_task", item.task),
        ("no_product", item.product),
    )
    yield from (flaw for flaw, text in texts if not text.strip())
    if not 1 <= item.group <= MOST_GROUPS:
        yield "group"
    if not 0 < item.points <= MOST_POINTS:
        yield "points"
    elif frame and not frame.least <= item.points <= frame.most:
        yield "frame"
    elif item.coefficient != coefficient_of(item.points, standard):
        yield "coefficient"
