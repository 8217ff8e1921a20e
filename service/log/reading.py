"""Reads a tenant's log as it lies in the database, in order and in pages."""

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import psycopg
from psycopg.pq.abc import PGresult

from events.leaf import COLUMNS, leaf_of
from events.merkle import Frontier, Node, parents

PAGE = 2_000  # events read at a time
KEPT_LEVELS = 4  # es.grow keeps the nodes of every fourth level
HEAD = "SELECT position, frontier FROM es.tenant_heads WHERE tenant_id = (SELECT ctx.tenant())"
EVENTS = (
    f"SELECT leaf, {COLUMNS} FROM es.stored_events"  # noqa: S608 - our own column names
    " WHERE tenant_id = (SELECT ctx.tenant()) AND position > %s AND position <= %s"
    " ORDER BY position LIMIT %s"
)
CHOSEN = (
    f"SELECT leaf, {COLUMNS} FROM es.stored_events"  # noqa: S608 - our own column names
    " WHERE tenant_id = (SELECT ctx.tenant()) AND position = ANY(%s) ORDER BY position"
)
BLOCK = 1 << KEPT_LEVELS  # neighbours that a proof needs together, and an index keeps so
# Bounds come ready: behind the wall an index is not asked for what must be reckoned first. A
# limit that is never met tells the planner how few rows there are, so that it plans once.
HASHES = (
    "WITH w(level, low, high) AS ("  # noqa: S608 - of constants
    "SELECT * FROM unnest(%(levels)s::int[], %(lows)s::bigint[], %(highs)s::bigint[])),"
    " t AS (SELECT ctx.tenant() AS id)"
    " SELECT w.level, e.place - 1, e.leaf FROM w CROSS JOIN LATERAL es.leaves(w.low, w.high) e"
    " WHERE w.level = 0 UNION ALL"
    " SELECT w.level, n.number, n.hash FROM w CROSS JOIN LATERAL ("
    "SELECT number, hash FROM es.tree_nodes WHERE tenant_id = (SELECT id FROM t)"
    f" AND level = w.level AND number >= w.low AND number < w.high LIMIT {BLOCK}) n"
)
NOTES = (
    "SELECT size, signed_at, note FROM es.checkpoints"
    " WHERE tenant_id = (SELECT ctx.tenant()) ORDER BY size, signed_at"
)
NOTED = (
    "SELECT note FROM es.checkpoints WHERE tenant_id = (SELECT ctx.tenant()) AND size = %s"
    " ORDER BY signed_at DESC LIMIT 1"
)

WIDTH = range(12)  # columns of EVENTS
BIGINT = struct.Struct(">q")
SINCE_1970 = 946_684_800_000_000  # microseconds to 1 January 2000, where the server begins
NEVER = 2**63 - 1  # infinity, as the server sends it; also stands for NULL


class LeafRow(NamedTuple):
    """An event as it lies there: where it stands, the leaf kept beside it, the one made anew.

    `columns` are the bytes that were hashed, but for the leaf in the order of `COLUMNS`. Clocks
    are in microseconds since 1 January 1970, 00:00 UTC.
    """

    position: int
    kept: bytes
    made: bytes
    happened: int
    recorded: int
    columns: tuple[bytes, ...]


class MissingNodeError(Exception):
    """The database does not hold a leaf or node that its size promises."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the database says of a tenant's tree: how many events, which frontier."""

    size: int
    frontier: bytes

    def root(self) -> bytes:
        """Give the root that follows from the frontier.

        Raises:
            ValueError: the frontier is not one of a tree of that size.
        """
        return Frontier(self.size, self.frontier).root()


@dataclass(frozen=True, slots=True)
class NotedCheckpoint:
    """A checkpoint as the database holds it; not yet believed."""

    size: int
    signed_at: datetime
    note: str


def head(connection: psycopg.Connection[Any]) -> Head:
    """Read the head of the bound tenant; nothing at all counts as an empty tree."""
    row = connection.execute(HEAD).fetchone()
    return Head(*row) if row else Head(0, b"")


def leaves(connection: psycopg.Connection[Any], after: int, until: int) -> Iterator[LeafRow]:
    """Give the events after a position up to another, with their leaves made anew.

    The columns are hashed as the bytes that the server sends: nothing is decoded.
    """
    last = after
    with connection.cursor(binary=True) as cursor:
        while (page := cursor.execute(EVENTS, (last, until, PAGE)).pgresult) and page.ntuples:
            for row in _rows(page):
                last = row.position
                yield row


def chosen_leaves(
    connection: psycopg.Connection[Any], positions: Sequence[int]
) -> Iterator[LeafRow]:
    """Give the events at some positions, in order, with their leaves made anew."""
    for start in range(0, len(positions), PAGE):
        with connection.cursor(binary=True) as cursor:
            sent = cursor.execute(CHOSEN, (list(positions[start : start + PAGE]),)).pgresult
            if sent is not None:
                yield from _rows(sent)


def _rows(sent: PGresult) -> Iterator[LeafRow]:
    for number in range(sent.ntuples):
        yield _leaf_row([sent.get_value(number, n) or b"" for n in WIDTH])


def _leaf_row(sent: list[bytes]) -> LeafRow:
    kept, *columns = sent
    happened, recorded = (_since_1970(value) for value in columns[9:])
    place = BIGINT.unpack(columns[1])[0]
    if max(happened, recorded) >= NEVER:  # no append writes that, and it has no leaf
        return LeafRow(place, kept, b"", happened, recorded, tuple(columns))
    columns[9:] = BIGINT.pack(happened), BIGINT.pack(recorded)
    return LeafRow(place, kept, leaf_of(columns), happened, recorded, tuple(columns))


def _since_1970(sent: bytes) -> int:
    return int(BIGINT.unpack(sent)[0]) + SINCE_1970 if sent else NEVER


def notes(connection: psycopg.Connection[Any]) -> list[NotedCheckpoint]:
    """Read the checkpoints that the database holds, by size."""
    return [NotedCheckpoint(*row) for row in connection.execute(NOTES)]


def noted(connection: psycopg.Connection[Any], size: int) -> str | None:
    """Read the newest checkpoint of a size; whoever gets it has to check its signature."""
    row = connection.execute(NOTED, (size,)).fetchone()
    return row[0] if row else None


def nodes(connection: psycopg.Connection[Any], wanted: Iterable[Node]) -> dict[Node, bytes]:
    """Read the hashes of complete subtrees: kept ones as they are, others from those below.

    Raises:
        MissingNodeError: the database does not hold what they are made of.
    """
    wanted = set(wanted)
    below = {node: _kept_below(node) for node in wanted}
    held = _held(connection, {node for nodes in below.values() for node in nodes})
    try:
        return {node: _join([held[n] for n in below[node]]) for node in wanted}
    except KeyError as absent:
        raise MissingNodeError(str(absent.args[0])) from absent


def _kept_below(node: Node) -> list[Node]:
    level, number = node
    up = level % KEPT_LEVELS
    return [(level - up, n) for n in range(number << up, (number + 1) << up)]


def _held(connection: psycopg.Connection[Any], wanted: set[Node]) -> dict[Node, bytes]:
    """Read whole blocks of neighbours: a few ranges of an index whatever the tree's size."""
    blocks = sorted({(level, number // BLOCK) for level, number in wanted})
    said = {
        "levels": [level for level, _ in blocks],
        "lows": [block * BLOCK for _, block in blocks],
        "highs": [block * BLOCK + BLOCK for _, block in blocks],
    }
    rows = connection.execute(HASHES, said, binary=True).fetchall()
    return {(level, number): value for level, number, value in rows}


def _join(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        hashes = parents(hashes)
    return hashes[0]
