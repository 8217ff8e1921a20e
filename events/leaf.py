"""The bytes that stand for one stored event in the tree: every column, in a fixed order.

Each field is written as its length (four bytes, big-endian) and its bytes, so that no two
events can give the same bytes. `es.leaf` writes the same in the database; a test compares.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from uuid import UUID

LABEL = b"sauro.event.1"
FOUR, EIGHT, SIXTEEN = (n.to_bytes(4, "big") for n in (4, 8, 16))  # lengths of fixed fields
LENGTHS = [n.to_bytes(4, "big") for n in range(4_096)]  # written once, looked up often
BEGINNING = b"\0" + len(LABEL).to_bytes(4, "big") + LABEL + FOUR  # of a leaf, RFC 6962
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
COLUMNS = (  # of es.stored_events, in the order of the fields of `StoredColumns`
    "tenant_id, position, stream_id, stream_version, topic, state,"
    " person_id, post_id, command_id, happened_at, recorded_at"
)


@dataclass(frozen=True, slots=True)
class StoredColumns:
    """One row of the event table, as it lies there; the payload is never decoded."""

    tenant_id: int
    position: int
    stream_id: UUID
    stream_version: int
    topic: str
    state: bytes
    person_id: UUID
    post_id: UUID
    command_id: UUID
    happened_at: datetime
    recorded_at: datetime

    def leaf(self) -> bytes:
        """Give the leaf's hash."""
        return leaf_of(
            (
                struct.pack(">i", self.tenant_id),
                struct.pack(">q", self.position),
                self.stream_id.bytes,
                struct.pack(">i", self.stream_version),
                self.topic.encode(),
                self.state,
                self.person_id.bytes,
                self.post_id.bytes,
                self.command_id.bytes,
                struct.pack(">q", microseconds(self.happened_at)),
                struct.pack(">q", microseconds(self.recorded_at)),
            )
        )


def leaf_of(columns: Sequence[bytes]) -> bytes:
    """Hash an event given as bytes, column by column in the order of `COLUMNS`.

    Numbers are big-endian, clocks microseconds since 1 January 1970, 00:00 UTC.
    """
    tenant, place, stream, version, topic, state, person, post, command, happened, recorded = (
        columns
    )
    named, held = _length(topic), _length(state)
    # fmt: off
    return sha256(b"".join((
        BEGINNING, tenant, EIGHT, place, SIXTEEN, stream, FOUR, version, named, topic, held,
        state, SIXTEEN, person, SIXTEEN, post, SIXTEEN, command, EIGHT, happened, EIGHT,
        recorded,
    ))).digest()
    # fmt: on


def _length(value: bytes) -> bytes:
    size = len(value)
    return LENGTHS[size] if size < len(LENGTHS) else size.to_bytes(4, "big")


def microseconds(moment: datetime) -> int:
    """Count the microseconds since 1 January 1970, 00:00 UTC."""
    return (moment - EPOCH) // MICROSECOND
