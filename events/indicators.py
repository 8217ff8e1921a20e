"""Indicators (chỉ tiêu): a target that a plan sets."""

from typing import ClassVar
from uuid import UUID

from events.stream import Event, Stream
from events.values import Area, Place, Target


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


class Indicator(Stream):
    """One target of one plan."""

    def set_target(self, target: TargetSet) -> None:
        """Begin the indicator with the plan's target."""
        self.happened(target)

    def evolve(self, event: Event) -> None:
        """Remember the target."""
        if isinstance(event, TargetSet):
            self.target = event.target
