"""Sets of reform criteria: how a province scores its communes, version by version.

A stream is one version of one year, drafted and decided; what was decided never changes.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.par_criteria import YEARS, ParSet
from events.par_faults import Fault, faults_of
from events.stream import Event, Stream


@dataclass(eq=False)
class UnsoundSetError(RefusedError):
    """Some criteria cannot stand in a set; none is taken in."""

    faults: tuple[Fault, ...]


@dataclass(eq=False)
class EmptySetError(RefusedError):
    """A set has a name, a year and at least one component."""


@dataclass(eq=False)
class SetNotDraftError(RefusedError):
    """The version was decided or discarded: it stays as it is."""


@dataclass(eq=False)
class SetNotInForceError(RefusedError):
    """The version was not decided, or another one took its place."""


@dataclass(eq=False)
class SetDecisionError(RefusedError):
    """A decision has a number and a day that was not after today."""


class Drafted(Event, frozen=True):
    """A sheet was read as a set; it does not hold yet."""

    TOPIC: ClassVar[str] = "par_sets.Drafted"
    par_set: ParSet
    file_name: str
    file_sha256: str


class Decided(Event, frozen=True):
    """The province decided the set; it holds for its year."""

    TOPIC: ClassVar[str] = "par_sets.Decided"
    number: str
    decided_on: date


class Superseded(Event, frozen=True):
    """Another version took its place for the same year."""

    TOPIC: ClassVar[str] = "par_sets.Superseded"
    by: UUID


class Discarded(Event, frozen=True):
    """The draft was given up."""

    TOPIC: ClassVar[str] = "par_sets.Discarded"


class ParSetVersion(Stream):
    """One version of a year's set."""

    drafted: Drafted
    decided: Decided | None = None
    over = False

    def draft(self, drafted: Drafted) -> None:
        """Begin with what a sheet says.

        Raises:
            EmptySetError: it has no components, no name, or a year beyond belief.
            UnsoundSetError: criteria that cannot stand, all of them named.
        """
        said = drafted.par_set
        if not said.title.strip() or not said.components or said.year not in YEARS:
            raise EmptySetError
        if faults := tuple(faults_of(said)):
            raise UnsoundSetError(faults)
        self.happened(drafted)

    def decide(self, decided: Decided, today: date) -> None:
        """Let it hold.

        Raises:
            SetNotDraftError: it is no draft.
            SetDecisionError: no number, or a day that has not come.
        """
        self._require_draft()
        if not decided.number.strip() or decided.decided_on > today:
            raise SetDecisionError
        self.happened(decided)

    def supersede(self, by: UUID) -> None:
        """End with another version of its year."""
        self.require_in_force()
        self.happened(Superseded(by=by))

    def discard(self) -> None:
        """Give the draft up.

        Raises:
            SetNotDraftError: it is no draft.
        """
        self._require_draft()
        self.happened(Discarded())

    def require_in_force(self) -> Decided:
        """Give the decision by which it holds.

        Raises:
            SetNotInForceError: it does not.
        """
        if self.decided is None or self.over:
            raise SetNotInForceError
        return self.decided

    def evolve(self, event: Event) -> None:
        """Remember what it says, and whether it holds."""
        match event:
            case Drafted():
                self.drafted = event
            case Decided():
                self.decided = event
            case Superseded() | Discarded():
                self.over = True

    def _require_draft(self) -> None:
        if self.decided is not None or self.over:
            raise SetNotDraftError
