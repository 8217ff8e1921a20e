"""What a plan refuses: facts only; the pages find the words."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.errors import RefusedError


@dataclass(eq=False)
class PlanClosedError(RefusedError):
    """The plan was issued; its draft no longer changes."""


@dataclass(eq=False)
class NoSuchItemError(RefusedError):
    """The draft has no such record (any more)."""

    item_id: int


@dataclass(eq=False)
class EmptyTextError(RefusedError):
    """A record says something."""


@dataclass(eq=False)
class SplitTooSmallError(RefusedError):
    """A split gives at least two records, a merge takes at least two."""

    count: int


@dataclass(eq=False)
class NotIssuedYetError(RefusedError):
    """The plan is still a draft; its tasks can't be given out."""


@dataclass(eq=False)
class NothingToTakeBackError(RefusedError):
    """The draft never stood like that: there is no such step to go back to."""


@dataclass(eq=False)
class NothingToAmendError(RefusedError):
    """The document changes nothing: every record stands so already."""


@dataclass(eq=False)
class MissingGroundsError(RefusedError):
    """Each change of an issued plan says why."""


@dataclass(eq=False)
class AmendedTooEarlyError(RefusedError):
    """An amendment is in force on the day of the plan's issue at the earliest."""

    issued_on: date
    in_force_on: date


@dataclass(eq=False)
class PlanSupersededError(RefusedError):
    """Another plan took this one's place; it stays as it is."""

    by_number: str


@dataclass(eq=False)
class SamePlanError(RefusedError):
    """A plan does not take its own place."""


@dataclass(eq=False)
class UndecidedError(RefusedError):
    """These open tasks or targets of the old plan were not decided."""

    things: tuple[UUID, ...]


@dataclass(eq=False)
class LinkedTwiceError(RefusedError):
    """A record is linked to one record of the plan above, at most."""

    item_id: int
