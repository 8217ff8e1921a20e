"""Why something of a review is refused; worded in `web/reviews/words.py`."""

from dataclasses import dataclass
from datetime import date

from events.errors import RefusedError


@dataclass(eq=False)
class RoundIncompleteError(RefusedError):
    """A round names its paper, its members and a period that there is; `field` lacks."""

    field: str


@dataclass(eq=False)
class RoundDaysError(RefusedError):
    """A round is opened once its period has begun, by a paper of today or earlier."""

    field: str
    earliest: date


@dataclass(eq=False)
class ReviewIncompleteError(RefusedError):
    """Something that has to be said was not; `field` says what."""

    field: str


@dataclass(eq=False)
class ReviewedAlreadyError(RefusedError):
    """The round reviews them already."""


@dataclass(eq=False)
class ReviewsOneselfError(RefusedError):
    """Nobody asks for, judges or concludes what is about themselves."""


@dataclass(eq=False)
class NotAReviewerError(RefusedError):
    """Opinions are given by the standing committee and the members named for the round."""


@dataclass(eq=False)
class NotUnderReviewError(RefusedError):
    """Only the person under review writes of themselves, and objects."""


@dataclass(eq=False)
class FactsAskedError(RefusedError):
    """The question was put already and may still be answered."""


@dataclass(eq=False)
class OtherSideClosedError(RefusedError):
    """The other side was merged or has moved: its record is closed since that day."""

    closed_on: date


@dataclass(eq=False)
class UnaskedAnswerError(RefusedError):
    """The answer is to a question that this review did not put."""


@dataclass(eq=False)
class OpinionsGivenError(RefusedError):
    """Opinions were given on what the person wrote; it is changed no more."""


@dataclass(eq=False)
class TooEarlyToJudgeError(RefusedError):
    """The person has until that day to write of themselves."""

    until: date


@dataclass(eq=False)
class NoOpinionYetError(RefusedError):
    """A conclusion needs the opinion of at least one member."""


@dataclass(eq=False)
class ConcludedAlreadyError(RefusedError):
    """It was concluded; another conclusion replaces that one and says why."""


@dataclass(eq=False)
class NotConcludedError(RefusedError):
    """There is no conclusion yet, or the person was not told of it."""


@dataclass(eq=False)
class ObjectionOpenError(RefusedError):
    """An objection waits for an answer."""


@dataclass(eq=False)
class NoObjectionError(RefusedError):
    """No objection waits for an answer."""


@dataclass(eq=False)
class ReviewClosedError(RefusedError):
    """The review is closed."""


@dataclass(eq=False)
class FollowUpsOpenError(RefusedError):
    """So many tasks of the conclusion are not done yet."""

    number: int


@dataclass(eq=False)
class HoldsNoPostError(RefusedError):
    """The person holds no post here today, so that no task can be given to them."""


@dataclass(eq=False)
class LimitsError(RefusedError):
    """A limit of low results is a percentage from 1 to 100 and names its paper."""

    field: str
