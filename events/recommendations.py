"""What an inspection recommends for a finding (kiến nghị), once it needs no task any more."""

from typing import ClassVar
from uuid import UUID

from events.inspection_refusals import FindingIncompleteError
from events.stream import Event, Stream


class RecommendationClosed(Event, frozen=True):
    """What was recommended needs no task any more, for this reason."""

    TOPIC: ClassVar[str] = "recommendations.RecommendationClosed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    finding: int
    reason: str


class Recommendation(Stream):
    """What was recommended for one finding; it is begun by its end alone."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.reason = ""

    def close(self, finding: int, reason: str) -> None:
        """Close it; also after the conclusion.

        Raises:
            FindingIncompleteError: nobody says why.
        """
        if not reason:
            raise FindingIncompleteError("reason")
        if self.reason != reason:
            self.happened(RecommendationClosed(finding=finding, reason=reason))

    def evolve(self, event: Event) -> None:
        """Remember why it was closed."""
        if isinstance(event, RecommendationClosed):
            self.reason = event.reason
