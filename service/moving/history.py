"""Inserts a tenant's events as they were stored, and compares them with what was signed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, TypeVar

import msgspec
import psycopg

from events.leaf import EPOCH, StoredColumns
from events.merkle import Frontier, Node
from events.registry import CLASSES, OLDER
from service.log.kept import KeptCheckpoint
from service.log.reading import KEPT_LEVELS
from service.moving.flaws import Flaw, FlawedExportError
from service.moving.package import COMMANDS, EVENTS, CommandLine, EventLine, Package, read

AT_ONCE = 2_000  # rows of one statement
EVENTS_IN = """
INSERT INTO es.stored_events (tenant_id, position, stream_id, stream_version, topic, state,
  person_id, post_id, command_id, happened_at, recorded_at, leaf, fingerprint)
SELECT ctx.tenant(), e.* FROM unnest(%s::bigint[], %s::uuid[], %s::int[], %s::text[],
  %s::bytea[], %s::uuid[], %s::uuid[], %s::uuid[], %s::timestamptz[], %s::timestamptz[],
  %s::bytea[], %s::bytea[]) AS e
"""
NODES_IN = """
INSERT INTO es.tree_nodes (tenant_id, level, number, hash)
SELECT ctx.tenant(), n.* FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[]) AS n
"""
HEAD_IN = (
    "INSERT INTO es.tenant_heads (tenant_id, position, last_at, frontier, closed)"
    " VALUES (ctx.tenant(), %s, %s, %s, %s)"
)
NOTE_IN = "SELECT es.keep_checkpoint(%s, %s, %s)"
T = TypeVar("T")


def events_in(
    connection: psycopg.Connection[Any], package: Package, kept: Sequence[KeptCheckpoint]
) -> None:
    """Insert events, commands, tree and checkpoints into the bound tenant, which has none.

    Raises:
        FlawedExportError: they are not what the checkpoints speak of, or this release does not
            know an event's name.
    """
    number, last_at = package.manifest.tenant.tenant_id, EPOCH
    tree, roots = Frontier(), {one.size: one.note.checkpoint.root for one in kept}
    commands = read(package, COMMANDS, CommandLine)
    for events in _some(_with_fingerprints(read(package, EVENTS, EventLine), commands)):
        nodes = list[tuple[Node, bytes]]()
        for event, _ in events:
            nodes += tree.append(_leaf(event, number, tree.size + 1))
            if tree.size in roots and roots[tree.size] != tree.root():
                raise FlawedExportError(Flaw.EVENTS, str(tree.size))
        _insert(connection, events)
        _insert_nodes(connection, nodes)
        last_at = _moment(events[-1][0].recorded)
    if tree.size != package.manifest.size:
        raise FlawedExportError(Flaw.EVENTS, str(tree.size + 1))
    closed = package.manifest.tenant.closed_on is not None
    connection.execute(HEAD_IN, (tree.size, last_at, tree.written(), closed))
    for one in kept:
        connection.execute(NOTE_IN, (one.size, one.signed_at, one.note.written()))


def _leaf(event: EventLine, number: int, position: int) -> bytes:
    if event.topic not in CLASSES and event.topic not in OLDER:
        raise FlawedExportError(Flaw.NEWER, event.topic)
    columns = StoredColumns(
        number,
        event.position,
        event.stream,
        event.version,
        event.topic,
        event.state,
        event.person,
        event.post,
        event.command,
        _moment(event.happened),
        _moment(event.recorded),
    )
    leaf = columns.leaf()
    if (event.position, event.leaf) != (position, leaf):
        raise FlawedExportError(Flaw.EVENTS, str(position))
    return leaf


def _with_fingerprints(
    events: Iterable[EventLine], commands: Iterator[CommandLine]
) -> Iterator[tuple[EventLine, bytes | None]]:
    """Give each event with the fingerprint of the command that begins with it."""
    command = next(commands, None)
    for event in events:
        begins = command is not None and command.position == event.position
        yield event, command.fingerprint if command and begins else None
        command = next(commands, None) if begins else command
    if command is not None:
        raise FlawedExportError(Flaw.MEMBER, COMMANDS)


def _insert(
    connection: psycopg.Connection[Any], events: Sequence[tuple[EventLine, bytes | None]]
) -> None:
    rows = [(*msgspec.structs.astuple(event), told) for event, told in events]
    *columns, happened, recorded, leaves, fingerprints = map(list, zip(*rows, strict=True))
    clocks = ([_moment(at) for at in column] for column in (happened, recorded))
    connection.execute(EVENTS_IN, [*columns, *clocks, leaves, fingerprints])


def _insert_nodes(
    connection: psycopg.Connection[Any], made: Sequence[tuple[Node, bytes]]
) -> None:
    kept = [(*node, value) for node, value in made if node[0] % KEPT_LEVELS == 0]
    if kept:
        connection.execute(NODES_IN, [list(column) for column in zip(*kept, strict=True)])


def _some(lines: Iterable[T]) -> Iterator[list[T]]:
    left = iter(lines)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _moment(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
