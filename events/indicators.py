"""Indicators (chỉ tiêu): a target that a plan sets; later documents may change or close it."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream
from events.values import Area, Place, Target


@dataclass(eq=False)
class IndicatorClosedError(RefusedError):
    """The plan no longer sets this target."""

    closed_on: date


@dataclass(eq=False)
class SharedAlreadyError(RefusedError):
    """The indicator belongs to an entry of the catalogue; it leaves that one first."""

    entry_id: UUID


@dataclass(eq=False)
class NotSharedError(RefusedError):
    """The indicator belongs to no entry of the catalogue."""


class TargetSet(Event, frozen=True):
    """The plan set this target; a qualitative one has no value."""

    TOPIC: ClassVar[str] = "indicators.TargetSet"
    plan_id: UUID
    item_id: int
    code: str
    text: str
    area: Area | None
    target: Target | None
    place: Place | None = None


class TargetChanged(Event, frozen=True):
    """An amendment of the plan says that the target is another from a day on."""

    TOPIC: ClassVar[str] = "indicators.TargetChanged"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    text: str
    area: Area | None
    target: Target | None
    in_force_on: date
    reason: str


class Closed(Event, frozen=True):
    """The target is no longer pursued from a day on, or another indicator goes on with it."""

    TOPIC: ClassVar[str] = "indicators.Closed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    closed_on: date
    reason: str
    continued_by: UUID | None = None


class Joined(Event, frozen=True):
    """A person confirmed that this is what an entry of the catalogue measures."""

    TOPIC: ClassVar[str] = "indicators.Joined"
    entry_id: UUID


class Parted(Event, frozen=True):
    """It is another thing after all; what was measured for it stays with it."""

    TOPIC: ClassVar[str] = "indicators.Parted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    entry_id: UUID
    reason: str


class ToldApart(Event, frozen=True):
    """A person looked at indicators that seem the same, and says that they are not."""

    TOPIC: ClassVar[str] = "indicators.ToldApart"
    others: tuple[UUID, ...]


class Indicator(Stream):
    """One target of one plan, until the plan gives it up or is replaced."""

    target: Target | None
    area: Area | None
    text: str
    closed_on: date | None = None
    entry_id: UUID | None = None

    def set_target(self, target: TargetSet) -> None:
        """Begin the indicator with the plan's target."""
        self.happened(target)

    def change_target(self, changed: TargetChanged) -> None:
        """Set another target from a day on.

        Raises:
            IndicatorClosedError: it is no longer pursued.
        """
        self._require_open()
        self.happened(changed)

    def close(self, closed: Closed) -> None:
        """End it.

        Raises:
            IndicatorClosedError: it was ended before.
        """
        self._require_open()
        self.happened(closed)

    def join(self, entry_id: UUID) -> None:
        """Belong to an entry of the catalogue.

        Raises:
            SharedAlreadyError: it belongs to another.
        """
        if self.entry_id is not None:
            raise SharedAlreadyError(self.entry_id)
        self.happened(Joined(entry_id=entry_id))

    def part(self, reason: str) -> None:
        """Leave the entry.

        Raises:
            NotSharedError: it belongs to none.
        """
        if self.entry_id is None:
            raise NotSharedError
        self.happened(Parted(entry_id=self.entry_id, reason=reason))

    def tell_apart(self, others: tuple[UUID, ...]) -> None:
        """Be another thing than these."""
        self.happened(ToldApart(others=others))

    def evolve(self, event: Event) -> None:
        """Remember the target, whether it is still pursued, and where it belongs."""
        match event:
            case TargetSet() | TargetChanged():
                self.target, self.area, self.text = event.target, event.area, event.text
            case Closed():
                self.closed_on = event.closed_on
            case Joined():
                self.entry_id = event.entry_id
            case Parted():
                self.entry_id = None

    def _require_open(self) -> None:
        if self.closed_on is not None:
            raise IndicatorClosedError(self.closed_on)
