"""What an inspection refuses, with the facts that say why."""

from dataclasses import dataclass
from datetime import date

from events.errors import RefusedError


@dataclass(eq=False)
class MandateIncompleteError(RefusedError):
    """A mandate names its document, subject, units and members; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class MandateDaysError(RefusedError):
    """A visit does not end before it begins."""

    first_day: date


@dataclass(eq=False)
class NotAMemberError(RefusedError):
    """Only members of the team note what they found."""


@dataclass(eq=False)
class OutsideMandateError(RefusedError):
    """The mandate holds from its first day to its last."""

    first_day: date
    last_day: date


@dataclass(eq=False)
class OutOfScopeError(RefusedError):
    """The mandate does not reach that unit, or that event."""


@dataclass(eq=False)
class FindingIncompleteError(RefusedError):
    """A finding has words and the numbers of its events; `field` says what lacks."""

    field: str


@dataclass(eq=False)
class NoSuchFindingError(RefusedError):
    """The inspection has no finding of that number."""

    finding: int


@dataclass(eq=False)
class RepairGivenError(RefusedError):
    """The finding has its task of repair already."""

    finding: int


@dataclass(eq=False)
class RecommendationSentError(RefusedError):
    """What was recommended for the finding went to a commune already."""

    finding: int


@dataclass(eq=False)
class InspectionClosedError(RefusedError):
    """The inspection has ended with its conclusion."""


@dataclass(eq=False)
class LastDayMovesWrongError(RefusedError):
    """An extension ends later than the mandate, a shortening earlier and not before today."""

    last_day: date


@dataclass(eq=False)
class PeriodAheadError(RefusedError):
    """The period that is looked at has days, and none after the mandate's last."""

    last_day: date


@dataclass(eq=False)
class MemberAlreadyError(RefusedError):
    """Who joins is a member already."""


@dataclass(eq=False)
class OrderedElsewhereError(RefusedError):
    """Another tenant ordered the inspection: it alone changes and concludes it."""


@dataclass(eq=False)
class PlaceNamedError(RefusedError):
    """The mission looks at that commune already."""

    commune: int


@dataclass(eq=False)
class NoSuchPlaceError(RefusedError):
    """The mission does not look at that commune."""

    commune: int


@dataclass(eq=False)
class NotOpenThereError(RefusedError):
    """The commune has not opened the inspection yet, or has closed it; `state` says which."""

    state: str
