"""What a tenant decides about reviews: which results are low, whether scores are sent."""

from typing import ClassVar
from uuid import UUID

from events.reviews.refusals import LimitsError
from events.stream import Event, Stream

WHOLE = 100


class LowResultsSet(Event, frozen=True):
    """Results of a quarter are low from these percentages of its tasks on, by a paper."""

    TOPIC: ClassVar[str] = "review_rules.LowResultsSet"
    done_least: int
    late_most: int
    basis: str


class MarksSent(Event, frozen=True):
    """Scores and grades go along with the figures of a link, as this paper says."""

    TOPIC: ClassVar[str] = "review_rules.MarksSent"
    link_id: UUID
    basis: str


class MarksKept(Event, frozen=True):
    """Scores and grades go along with the figures of a link no more."""

    TOPIC: ClassVar[str] = "review_rules.MarksKept"
    link_id: UUID


class ReviewRules(Stream):
    """The decisions of one tenant."""

    low: LowResultsSet | None = None

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.marks: dict[UUID, str] = {}

    def limit(self, said: LowResultsSet) -> None:
        """Say from where on results are low.

        Raises:
            LimitsError: no percentage, or no paper.
        """
        for field in ("done_least", "late_most"):
            if not 1 <= getattr(said, field) <= WHOLE:
                raise LimitsError(field)
        if not said.basis:
            raise LimitsError("basis")
        if said != self.low:
            self.happened(said)

    def send_marks(self, link_id: UUID, basis: str) -> None:
        """Let scores and grades go along a link by a paper; without one no longer."""
        if basis == self.marks.get(link_id, ""):
            return
        self.happened(
            MarksSent(link_id=link_id, basis=basis) if basis else MarksKept(link_id=link_id)
        )

    def evolve(self, event: Event) -> None:
        """Remember what holds."""
        match event:
            case LowResultsSet():
                self.low = event
            case MarksSent():
                self.marks[event.link_id] = event.basis
            case MarksKept():
                self.marks.pop(event.link_id, None)
