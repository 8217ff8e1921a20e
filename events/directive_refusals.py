"""Why something of a directive is refused, on the province's side and on the commune's."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from events.errors import RefusedError

DirectiveStatus = Literal["draft", "issued", "recalled", "discarded"]


@dataclass(eq=False)
class EmptyQuestionError(RefusedError):
    """A directive asks something, in words."""


@dataclass(eq=False)
class WrongAnswerKindError(RefusedError):
    """The item asks for an answer of another kind."""

    text: str


@dataclass(eq=False)
class NothingCountedError(RefusedError):
    """A share of nothing, or less than nothing."""


@dataclass(eq=False)
class EmptyAnswerError(RefusedError):
    """No words, or no file."""


@dataclass(eq=False)
class DirectiveDetailError(RefusedError):
    """A directive has a title, a number, a signer; one was left empty."""

    field: str


@dataclass(eq=False)
class DirectiveDayError(RefusedError):
    """The day of issue lies in the future, or the answers are due before it."""

    field: str


@dataclass(eq=False)
class NoAddresseeError(RefusedError):
    """No commune is addressed along a link that stands."""


@dataclass(eq=False)
class NotThatStatusError(RefusedError):
    """The directive is not where this can be done."""

    status: DirectiveStatus


@dataclass(eq=False)
class NothingRevisedError(RefusedError):
    """Neither items nor deadline differ."""


@dataclass(eq=False)
class UnexplainedDirectiveError(RefusedError):
    """Whoever changes, recalls, returns or objects says why."""


@dataclass(eq=False)
class NotAnsweredError(RefusedError):
    """The commune has not answered: there is nothing to return."""


@dataclass(eq=False)
class NothingOwedError(RefusedError):
    """Nobody is reminded who owes nothing, or twice on one day."""


@dataclass(eq=False)
class NothingToMoveError(RefusedError):
    """No task of the directive is left whose day or end the person decides."""


@dataclass(eq=False)
class PassedOnError(RefusedError):
    """Another commune answers in its place."""


@dataclass(eq=False)
class OlderRevisionError(RefusedError):
    """The letter speaks of a directive as it stood before, or is not ours."""


@dataclass(eq=False)
class ReplyStageError(RefusedError):
    """The directive was received already, not yet, or was recalled."""

    stage: str


@dataclass(eq=False)
class AlreadyHandedDownError(RefusedError):
    """One of the units answers already."""


@dataclass(eq=False)
class NoSuchPartError(RefusedError):
    """That unit was not asked."""


@dataclass(eq=False)
class NoSuchQuestionError(RefusedError):
    """The directive has no item of that number."""

    number: int


@dataclass(eq=False)
class StillMissingError(RefusedError):
    """Units have not answered everything; how many answers are missing."""

    count: int


@dataclass(eq=False)
class SameAnswerError(RefusedError):
    """Nothing differs from what was sent last, on a day."""

    sent_on: date
