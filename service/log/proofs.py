"""Proofs from stored nodes: that an event is in a tree, that a tree extends another."""

import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from events.merkle import (
    Range,
    consistency_ranges,
    fold,
    inclusion_ranges,
    proof,
    proves_inclusion,
    subtrees,
)
from service.log.lines import event_line, in_base64
from service.log.notes import Note
from service.log.reading import LeafRow, MissingNodeError, leaves, nodes

AT_ONCE = 1_000  # proofs whose nodes are read together


def inclusion(connection: psycopg.Connection[Any], position: int, size: int) -> list[bytes]:
    """Prove that the event at a position, from 1, is in the tree of the first `size` events.

    Raises:
        ValueError: it is not among them.
        MissingNodeError: the database lacks what the proof is made of.
    """
    return _made(connection, inclusion_ranges(position - 1, size))


def consistency(connection: psycopg.Connection[Any], old: int, new: int) -> list[bytes]:
    """Prove that the tree of `new` events begins with that of `old` events.

    Raises:
        ValueError: the sizes are not in order.
        MissingNodeError: the database lacks what the proof is made of.
    """
    return _made(connection, consistency_ranges(old, new))


def root_at(connection: psycopg.Connection[Any], size: int) -> bytes:
    """Give the root that the stored nodes give to the first `size` events.

    Raises:
        MissingNodeError: the database lacks what it is made of.
    """
    wanted = subtrees((0, size))
    held = nodes(connection, wanted)
    return fold([held[node] for node in wanted])


@dataclass(frozen=True, slots=True)
class EventProof:
    """What proves one event to somebody who holds the trusted keys, and nothing of ours."""

    event: bytes  # the line of the event, as in a bundle
    path: list[bytes]
    note: Note

    def as_json(self) -> str:
        """Write the proof for a page or a file."""
        said = {
            "format": "sauro-proof-1",
            "event": json.loads(self.event),
            "checkpoint": self.note.written(),
            "path": [in_base64(step) for step in self.path],
        }
        return json.dumps(said, ensure_ascii=False, indent=2)

    def holds(self) -> bool:
        """Tell whether the path leads from the event's leaf to the checkpoint's root."""
        event, checkpoint = json.loads(self.event), self.note.checkpoint
        leaf, index = base64.b64decode(event["leaf"]), event["position"] - 1
        return proves_inclusion(leaf, index, checkpoint.size, self.path, checkpoint.root)


def prove_event(
    connection: psycopg.Connection[Any], position: int, kept: Sequence[Note]
) -> EventProof | None:
    """Prove the event at a position by the first checkpoint that speaks for it.

    Args:
        connection: bound to the tenant.
        position: of the event, from 1.
        kept: the tenant's checkpoints.

    Returns:
        The proof, or None while no checkpoint speaks for the event or there is none there.

    Raises:
        MissingNodeError: the database lacks what the proof is made of.
    """
    known = [note for note in kept if note.checkpoint.size >= position >= 1]
    rows = list(leaves(connection, position - 1, position))
    if not known or not rows:
        return None
    note = min(known, key=lambda note: note.checkpoint.size)
    return prove_row(connection, rows[0], note)


def prove_row(
    connection: psycopg.Connection[Any], row: LeafRow, note: Note
) -> EventProof | None:
    """Prove an event that was read already; None when the checkpoint does not speak for it.

    Raises:
        MissingNodeError: the database lacks what the proof is made of.
    """
    if row.position > note.checkpoint.size:
        return None
    path = inclusion(connection, row.position, note.checkpoint.size)
    return EventProof(event_line(row), path, note)


def together(
    connection: psycopg.Connection[Any], ranges: Sequence[list[Range]]
) -> Iterator[list[bytes] | None]:
    """Make many proofs with few questions; None for one that the database cannot supply."""
    for start in range(0, len(ranges), AT_ONCE):
        some = ranges[start : start + AT_ONCE]
        try:
            known = nodes(connection, {n for each in some for r in each for n in subtrees(r)})
        except MissingNodeError:
            yield from (_if_possible(connection, each) for each in some)
        else:
            yield from (proof(each, known) for each in some)


def _if_possible(
    connection: psycopg.Connection[Any], ranges: list[Range]
) -> list[bytes] | None:
    try:
        return _made(connection, ranges)
    except MissingNodeError:
        return None


def _made(connection: psycopg.Connection[Any], ranges: list[Range]) -> list[bytes]:
    wanted = [node for leaves in ranges for node in subtrees(leaves)]
    return proof(ranges, nodes(connection, wanted))
