"""What an inspection recommends (kiến nghị), after it was noted with a finding."""

from typing import ClassVar

from events.stream import Event


class RecommendationClosed(Event, frozen=True):
    """What was recommended for a finding needs no task any more, for this reason."""

    TOPIC: ClassVar[str] = "recommendations.RecommendationClosed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    finding: int
    reason: str
