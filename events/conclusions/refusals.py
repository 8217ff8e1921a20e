"""Why a conclusion is not issued, acknowledged, told or closed as somebody asked."""

from dataclasses import dataclass
from datetime import date

from events.errors import RefusedError


@dataclass(eq=False)
class ConclusionIncompleteError(RefusedError):
    """A document has a number, a title, points and addressees; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class IssuedInTheFutureError(RefusedError):
    """A document is recorded on its day or later."""

    issued_on: date


@dataclass(eq=False)
class DueBeforeIssueError(RefusedError):
    """Nobody is told of a document before it was issued."""

    issued_on: date


@dataclass(eq=False)
class ConclusionEndedError(RefusedError):
    """It was closed, withdrawn or superseded."""


@dataclass(eq=False)
class NotAddressedError(RefusedError):
    """It does not go to that unit or person, or the actor does not answer for them."""


@dataclass(eq=False)
class AlreadyAcknowledgedError(RefusedError):
    """The addressee acknowledged it before."""


@dataclass(eq=False)
class AcknowledgedFirstError(RefusedError):
    """A unit acknowledges a document before it tells its members."""


@dataclass(eq=False)
class SessionDayError(RefusedError):
    """A session is held from the document's day to today."""

    first: date
    last: date


@dataclass(eq=False)
class EverybodyToldError(RefusedError):
    """All members know already, so many."""

    members: int


@dataclass(eq=False)
class MorePresentThanMembersError(RefusedError):
    """In all sessions together, at least one and at most all members are present."""

    present: int
    members: int


@dataclass(eq=False)
class AbsenceUnexplainedError(RefusedError):
    """So many were absent, and nobody says why."""

    absent: int


@dataclass(eq=False)
class NoSuchSessionError(RefusedError):
    """There is no session of that number, or it was struck."""

    session: int


@dataclass(eq=False)
class UnexplainedError(RefusedError):
    """Whoever strikes or withdraws says why."""


@dataclass(eq=False)
class StillOpenError(RefusedError):
    """Tasks are open, or addressees owe an answer; whoever closes it so says why."""

    tasks: int
    addressees: int


@dataclass(eq=False)
class NoSuchPointError(RefusedError):
    """The document has no point of that number."""

    number: int
