"""One pass over a tenant's events: leaves made anew, the tree grown, roots noted on the way."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg

from events.merkle import Frontier, Node
from service.log.reading import KEPT_LEVELS, LeafRow, leaves
from service.log.verdicts import Break, Finding, Means

Told = Callable[[int], None]
END = 2**62  # after every position
BEFORE_ALL = -(2**63)
TOLD_EVERY = 500  # events
AT_ONCE = 1_024  # leaves


@dataclass(slots=True)
class Walk:
    """The tree that the stored events give, up to the first that is broken."""

    tree: Frontier = field(default_factory=Frontier)
    roots: dict[int, bytes] = field(default_factory=dict)
    nodes: dict[Node, bytes] = field(default_factory=dict)
    finding: Finding | None = None
    recorded: int = BEFORE_ALL
    waiting: list[bytes] = field(default_factory=list)  # leaves that the tree takes together

    @property
    def size(self) -> int:
        """How many events were whole so far."""
        return self.tree.size + len(self.waiting)

    def step(self, row: LeafRow, receipt: bytes | None) -> bool:
        """Take one event in; gives whether it is whole."""
        expected = self.size + 1
        kind = self._broken(row, receipt)
        if kind is not None:
            means = {Break.ALTERED: Means.LEAVES, Break.RECEIPT: Means.RECEIPTS}
            self.finding = Finding(kind, means.get(kind, Means.EVENTS), expected, expected)
            return False
        self.recorded = row.recorded
        self.waiting.append(row.made)
        if len(self.waiting) == AT_ONCE:
            self.grow()
        return True

    def grow(self) -> None:
        """Let the tree take the leaves that wait."""
        for level, first, hashes in self.tree.extend(self.waiting):
            if level % KEPT_LEVELS == 0:
                self.nodes.update(((level, first + n), one) for n, one in enumerate(hashes))
        self.waiting.clear()

    def _broken(self, row: LeafRow, receipt: bytes | None) -> Break | None:
        if row.position != self.size + 1:
            return Break.MISSING
        if row.kept != row.made:
            return Break.ALTERED
        if receipt not in (None, row.made):
            return Break.RECEIPT
        if row.recorded < self.recorded or row.happened > row.recorded:
            return Break.BACKDATED
        return None


def walk(
    connection: psycopg.Connection[Any],
    sizes: Collection[int],
    receipts: Mapping[int, bytes],
    told: Told,
) -> Walk:
    """Read every event of the bound tenant, up to the first that is broken.

    Args:
        connection: bound to the tenant.
        sizes: at which the root is wanted.
        receipts: leaf by position, as somebody outside holds them.
        told: hears now and then how many events were read.
    """
    done = Walk()
    done.roots[0] = done.tree.root()
    for row in leaves(connection, 0, END):
        if not done.step(row, receipts.get(row.position)):
            break
        size = done.size
        if size in sizes:
            done.grow()
            done.roots[size] = done.tree.root()
        if size % TOLD_EVERY == 0:
            told(size)
    done.grow()
    return done
