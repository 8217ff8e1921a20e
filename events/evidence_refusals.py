"""What an item of evidence refuses: facts only; the pages find the words."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from events.errors import RefusedError

State = Literal["handed_in", "accepted", "returned", "withdrawn"]


@dataclass(eq=False)
class NoFilesError(RefusedError):
    """A revision has at least one file."""


@dataclass(eq=False)
class UntitledError(RefusedError):
    """An item has a title, of at most 300 characters."""


@dataclass(eq=False)
class ProvesTheFutureError(RefusedError):
    """The day that it speaks for comes after the day on which it was handed in."""

    handed_on: date


@dataclass(eq=False)
class EndsBeforeError(RefusedError):
    """Its validity ends before the day that it speaks for."""

    fact_on: date


@dataclass(eq=False)
class UnexplainedError(RefusedError):
    """A return, a withdrawal and a later revision say why."""


@dataclass(eq=False)
class WrongStateError(RefusedError):
    """The item is in a state in which this cannot be done, or is in that state already."""

    state: State


@dataclass(eq=False)
class NotUsedSoError(RefusedError):
    """It is not used for that task or indicator, or no longer."""


@dataclass(eq=False)
class NotYourEvidenceError(RefusedError):
    """Only who brought it, or is in charge of what it is used for, changes it."""


@dataclass(eq=False)
class OwnEvidenceError(RefusedError):
    """Nobody judges what they brought in, or what is handed in for their own work."""
