"""What a verification says of a tenant's log."""

from dataclasses import dataclass
from enum import StrEnum


class Break(StrEnum):
    """The kinds of break, as far as evidence can tell them apart."""

    MISSING = "missing"  # a position has no event
    ALTERED = "altered"  # an event's bytes do not give its leaf
    BACKDATED = "backdated"  # an event was recorded before the one it follows
    UNCOUNTED = "uncounted"  # events stand after the end that the head gives
    CUT = "cut"  # the end is gone, and the database still knows that it was longer
    OLD_BACKUP = "old_backup"  # the database is whole, and as it was at an earlier time
    REWRITTEN = "rewritten"  # all of it fits together, but it is not what was signed
    RECEIPT = "receipt"  # an event is not the one that somebody holds a receipt of
    TREE = "tree"  # events are as signed, but the tree kept beside them is not theirs
    FORGED = "forged"  # a checkpoint is not signed by us, or is another tenant's
    RETIRED_KEY = "retired_key"  # nothing but a key out of use vouches for a checkpoint
    FOREIGN = "foreign"  # a checkpoint bears our key, but our signer never kept it
    KEPT_LOST = "kept_lost"  # the file of kept checkpoints is gone or damaged
    UNREADABLE = "unreadable"  # the database cannot give the log: a table or a page is broken
    NO_KEY = "no_key"  # there is no list of trusted keys to judge signatures by


class Means(StrEnum):
    """Which evidence showed a break."""

    EVENTS = "events"  # what the rows say by themselves
    LEAVES = "leaves"
    NODES = "nodes"
    HEAD = "head"
    RECEIPTS = "receipts"
    CHECKPOINTS = "checkpoints"  # in the database
    KEPT = "kept"  # checkpoints kept outside the database
    KEYS = "keys"


@dataclass(frozen=True, slots=True)
class Finding:
    """The first break: between which positions, of which kind, shown by what."""

    kind: Break
    means: Means
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was read, how far checkpoints kept outside prove it, and the first break if any.

    Without a break, events up to `proved` are as they were signed; those after it only fit
    together, since nobody has signed them yet.
    """

    size: int
    proved: int
    finding: Finding | None

    @property
    def intact(self) -> bool:
        """Tell whether no break was found and something outside the database vouches for it."""
        return self.finding is None and (self.proved > 0 or self.size == 0)
