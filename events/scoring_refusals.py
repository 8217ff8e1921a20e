"""Why something is not done on a score sheet; a refusal carries facts."""

from dataclasses import dataclass
from datetime import date

from events.errors import RefusedError


@dataclass(eq=False)
class NotYourSheetError(RefusedError):
    """Only the person themselves does this on their sheet."""


@dataclass(eq=False)
class OwnScoreError(RefusedError):
    """Nobody decides on their own score, nor on that of whom they stand in for."""


@dataclass(eq=False)
class AlreadyConfirmedError(RefusedError):
    """The sheet was confirmed: what it says changes by decision or adjustment alone."""


@dataclass(eq=False)
class NotConfirmedError(RefusedError):
    """The sheet was not confirmed yet."""


@dataclass(eq=False)
class NothingSaidError(RefusedError):
    """An answer, a petition, a decision or an adjustment says why."""


@dataclass(eq=False)
class PetitionOpenError(RefusedError):
    """A petition waits for its answer until a day."""

    due_on: date


@dataclass(eq=False)
class NoPetitionError(RefusedError):
    """No petition waits for an answer."""


@dataclass(eq=False)
class NotPickedError(RefusedError):
    """Whether these parts are whole or half was not said, or is not for people to say."""

    parts: tuple[str, ...]
