"""What an inspection recommends for a finding (kiến nghị): sent to a commune, or closed."""

from typing import ClassVar
from uuid import UUID

from events.inspection_refusals import FindingIncompleteError, RecommendationSentError
from events.stream import Event, Stream


class RecommendationSent(Event, frozen=True):
    """It went to a commune as a directive; `places` are numbers in that commune's log."""

    TOPIC: ClassVar[str] = "recommendations.RecommendationSent"
    finding: int
    commune: int
    directive_id: UUID
    places: tuple[int, ...]


class RecommendationClosed(Event, frozen=True):
    """What was recommended needs no task any more, for this reason."""

    TOPIC: ClassVar[str] = "recommendations.RecommendationClosed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    finding: int
    reason: str


class Recommendation(Stream):
    """What was recommended for one finding, once it is sent away or closed."""

    sent: RecommendationSent | None = None

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.reason = ""

    def send(self, said: RecommendationSent) -> None:
        """Let it go to a commune; also after the conclusion.

        Raises:
            RecommendationSentError: it went already.
        """
        self.require_here(said.finding)
        self.happened(said)

    def close(self, finding: int, reason: str) -> None:
        """Close it; also after the conclusion.

        Raises:
            FindingIncompleteError: nobody says why.
        """
        if not reason:
            raise FindingIncompleteError("reason")
        if self.reason != reason:
            self.happened(RecommendationClosed(finding=finding, reason=reason))

    def require_here(self, finding: int) -> None:
        """Refuse what is for those alone that went nowhere.

        Raises:
            RecommendationSentError: it went to a commune.
        """
        if self.sent is not None:
            raise RecommendationSentError(finding)

    def evolve(self, event: Event) -> None:
        """Remember where it went, and why it was closed."""
        match event:
            case RecommendationSent():
                self.sent, self.reason = event, ""
            case RecommendationClosed():
                self.reason = event.reason
