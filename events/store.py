"""The event store of one tenant: streams in, streams out; nothing about what they mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import psycopg
from eventsourcing.persistence import IntegrityError, StoredEvent

from events.errors import ChangedMeanwhileError, WrongStreamError
from events.recorder import Envelope, Receipt, TenantRecorder
from events.registry import decode, encode
from events.stream import Event, Stream

S = TypeVar("S", bound=Stream)
COLUMNS = (
    "SELECT position, stream_id, stream_version, topic, state, person_id, post_id,"
    " happened_at, recorded_at FROM es.stored_events WHERE "
)
PAGE = 2_000  # events read at a time


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event with its envelope: where it stands, who did it in which post, both clocks."""

    event: Event
    stream_id: UUID
    version: int
    position: int
    person_id: UUID
    post_id: UUID
    happened_at: datetime
    recorded_at: datetime


class EventStore:
    """All streams of the tenant that the connection is bound to."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.recorder = TenantRecorder(connection)
        self.connection = connection

    def load(self, kind: type[S], stream_id: UUID, *, known_at: datetime | None = None) -> S:
        """Rebuild a stream, as it was known at an instant when one is given.

        Raises:
            WrongStreamError: no such stream of that kind, or none yet at that instant.
        """
        stream = kind(stream_id)
        for stored in self._stored(stream_id, known_at):
            event = decode(stored.topic, stored.state)
            if stream.version == 0 and not _begins(kind, event):
                raise WrongStreamError(stream_id)
            stream.replay(event)
        if stream.version == 0:
            raise WrongStreamError(stream_id)
        return stream

    def append(self, streams: Sequence[Stream], envelope: Envelope) -> list[Recorded]:
        """Record the pending events of the streams and give them back, in order.

        Raises:
            ChangedMeanwhileError: someone appended to a stream after it was loaded.
            CommandReusedError: the command was recorded before.
        """
        pending = [
            (stream, stream.version - len(stream.pending) + n + 1, event)
            for stream in streams
            for n, event in enumerate(stream.pending)
        ]
        stored = [
            StoredEvent(stream.id, version, event.TOPIC, encode(event))
            for stream, version, event in pending
        ]
        try:
            receipt = self.recorder.append(stored, envelope)
        except IntegrityError as clash:
            raise ChangedMeanwhileError from clash
        for stream in streams:
            stream.pending.clear()
        return [
            _recorded(event, stream.id, version, receipt.first_position + n, envelope, receipt)
            for n, (stream, version, event) in enumerate(pending)
        ]

    def stream(self, stream_id: UUID) -> list[Recorded]:
        """Give one stream's events with their envelopes, oldest first."""
        rows = self.connection.execute(
            COLUMNS + "stream_id = %s ORDER BY stream_version", (stream_id,)
        )
        return [_decoded(row) for row in rows]

    def history(self, *, until: int | None = None) -> Iterator[Recorded]:
        """Give every event of the tenant, in the order of recording, up to a position."""
        last, stop = 0, until if until is not None else 2**62
        while True:
            rows = self.connection.execute(
                COLUMNS + "position > %s AND position <= %s ORDER BY position LIMIT %s",
                (last, stop, PAGE),
            ).fetchall()
            yield from map(_decoded, rows)
            if len(rows) < PAGE:
                return
            last = rows[-1][0]

    def _stored(self, stream_id: UUID, known_at: datetime | None) -> Sequence[StoredEvent]:
        if known_at is None:
            return self.recorder.select_events(stream_id)
        rows = self.connection.execute(
            "SELECT stream_id, stream_version, topic, state FROM es.stored_events"
            " WHERE stream_id = %s AND recorded_at <= %s ORDER BY stream_version",
            (stream_id, known_at),
        )
        return [StoredEvent(*row) for row in rows]


def _begins(kind: type[Stream], event: Event) -> bool:
    """Tell whether a stream of a kind, or of one that it continues, begins with the event."""
    return type(event).__module__ in {ancestor.__module__ for ancestor in kind.__mro__}


def _decoded(row: tuple[Any, ...]) -> Recorded:
    position, stream_id, version, topic, state, *envelope = row
    return Recorded(decode(topic, state), stream_id, version, position, *envelope)


def _recorded(
    event: Event,
    stream_id: UUID,
    version: int,
    position: int,
    envelope: Envelope,
    receipt: Receipt,
) -> Recorded:
    happened = min(envelope.happened_at or receipt.recorded_at, receipt.recorded_at)
    return Recorded(
        event,
        stream_id,
        version,
        position,
        envelope.person_id,
        envelope.post_id,
        happened,
        receipt.recorded_at,
    )
