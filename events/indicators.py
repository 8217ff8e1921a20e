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


class Indicator(Stream):
    """One target of one plan, until the plan gives it up or is replaced."""

    target: Target | None
    closed_on: date | None = None

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

    def evolve(self, event: Event) -> None:
        """Remember the target, and whether it is still pursued."""
        match event:
            case TargetSet() | TargetChanged():
                self.target = event.target
            case Closed():
                self.closed_on = event.closed_on

    def _require_open(self) -> None:
        if self.closed_on is not None:
            raise IndicatorClosedError(self.closed_on)
