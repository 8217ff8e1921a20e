"""How much is to be inspected: so many units a year, each once in so many years."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

MOST = {"percent": 100, "years": 5}


@dataclass(eq=False)
class CoverageOutOfRangeError(RefusedError):
    """A share is 1 to 100 percent, a rhythm 1 to 5 years; `name` says which is not."""

    name: str
    most: int


@dataclass(eq=False)
class CoverageWithoutBasisError(RefusedError):
    """What is to be covered stands in a paper, which is named."""


class CoverageSet(Event, frozen=True):
    """At least `percent` of the units are inspected each year, each unit once in `years`."""

    TOPIC: ClassVar[str] = "coverage.CoverageSet"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"basis"})
    percent: int
    years: int
    basis: str


class Coverage(Stream):
    """What one tenant is to cover; the last that was set holds."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.goal: CoverageSet | None = None

    def set(self, goal: CoverageSet) -> None:
        """Let another goal hold from now on.

        Raises:
            CoverageOutOfRangeError, CoverageWithoutBasisError: as they say.
        """
        for name, most in MOST.items():
            if not 1 <= getattr(goal, name) <= most:
                raise CoverageOutOfRangeError(name, most)
        if not goal.basis:
            raise CoverageWithoutBasisError
        if goal != self.goal:
            self.happened(goal)

    def evolve(self, event: Event) -> None:
        """Keep the last."""
        if isinstance(event, CoverageSet):
            self.goal = event
