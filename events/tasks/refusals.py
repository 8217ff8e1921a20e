"""Why an act on a task is refused; each says the facts, `web/tasks/words.py` the sentence."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from events.errors import RefusedError
from events.tasks.life import Status


@dataclass(eq=False)
class NotYourTaskError(RefusedError):
    """Only the person in charge does this, in the post in which the task was given."""

    task_id: UUID


@dataclass(eq=False)
class NotYourUnitError(RefusedError):
    """Only the head of the leading unit does this."""

    unit_id: UUID | None


@dataclass(eq=False)
class NotYourDecisionError(RefusedError):
    """Only the holder of a named post decides this."""

    post_id: UUID


@dataclass(eq=False)
class NotYoursToGiveError(RefusedError):
    """Only those who give tasks out do this."""


@dataclass(eq=False)
class OwnWorkError(RefusedError):
    """Nobody accepts, returns, rates, extends or takes away their own work."""

    task_id: UUID


@dataclass(eq=False)
class WrongStepError(RefusedError):
    """The task is not at the step where this can be done."""

    status: Status


@dataclass(eq=False)
class SharesOutOfRangeError(RefusedError):
    """Shares exceed the task, are of nothing, or name one twice; their sum in percent."""

    total: Decimal


@dataclass(eq=False)
class PartOfPartError(RefusedError):
    """A part of a task (việc con) is not cut into parts again."""

    parent_id: UUID


@dataclass(eq=False)
class MissingReasonError(RefusedError):
    """A refusal, a return or a change says why."""


@dataclass(eq=False)
class NotTrueYetError(RefusedError):
    """What was waited for cannot have come true on a day to come."""

    met_on: date


@dataclass(eq=False)
class NothingHandedInError(RefusedError):
    """A product is handed in with evidence or at least with a note."""


@dataclass(eq=False)
class AmountOutOfRangeError(RefusedError):
    """The amount done is below zero or beyond the quantity of the product."""

    amount: Decimal
    quantity: Decimal


@dataclass(eq=False)
class QualityOutOfRangeError(RefusedError):
    """Quality is given in whole percent, 0 to 100."""

    quality: int


@dataclass(eq=False)
class DeadlineNotLaterError(RefusedError):
    """The proposed deadline is on or before the one in force."""

    current: date | None
    proposed: date


@dataclass(eq=False)
class AskedTooLateError(RefusedError):
    """More time is asked for before the deadline has passed."""

    due_on: date


@dataclass(eq=False)
class NothingAskedError(RefusedError):
    """Nobody asked for more time, or the question was answered already."""


@dataclass(eq=False)
class NoSuchObstacleError(RefusedError):
    """No obstacle was reported there, or it was answered already."""

    obstacle: int


@dataclass(eq=False)
class WrongVerdictError(RefusedError):
    """An objective cause is confirmed or refused; any other obstacle is answered."""


@dataclass(eq=False)
class NothingFollowsError(RefusedError):
    """The task is no recurring duty, or its next time was given out or ended before."""
