"""What can be wrong with a tenant's export, before it is written and before it is let in."""

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """Why an export is not let in."""

    UNREADABLE = "unreadable"  # not an export, or one that was cut off
    UNSIGNED = "unsigned"  # none of the given keys signed it
    FORGED = "forged"  # it names a given key, but the signature is not that key's
    MEMBER = "member"  # a part is missing, added or changed
    NEWER = "newer"  # it holds what this release does not know
    EVENTS = "events"  # the events are not those that the checkpoints speak of
    CHECKPOINTS = "checkpoints"  # a checkpoint is not believable, or is another tenant's
    DATA_KEYS = "data_keys"  # the travelling key does not open the data keys
    NUMBER_TAKEN = "number_taken"  # another tenant has that number here
    CODE_TAKEN = "code_taken"  # another tenant has that code here


@dataclass(eq=False)
class FlawedExportError(Exception):
    """An export is not let in; `detail` names the part."""

    flaw: Flaw
    detail: str = ""


@dataclass(eq=False)
class IncompleteExportError(Exception):
    """Not everything could be read: how many events, of how many that were signed."""

    count: int
    size: int


@dataclass(eq=False)
class MissingFilesError(Exception):
    """Files of the tenant are gone or altered; their names."""

    names: list[str]
