"""The event store of one tenant: streams in, streams out; nothing about what they mean."""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeVar
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import IntegrityError, StoredEvent

from events.errors import ChangedMeanwhileError, WrongStreamError
from events.recorder import Envelope, Receipt, TenantRecorder
from events.registry import SILENT, decode, encode
from events.sealing import OPENING, Keyring, Place, seal, unseal, without_text
from events.stream import Event, Stream

S = TypeVar("S", bound=Stream)
COLUMNS = (
    "SELECT position, stream_id, stream_version, topic, state, person_id, post_id,"
    " happened_at, recorded_at FROM es.stored_events WHERE "
)
STREAM = (
    "SELECT stream_version, topic, state FROM es.stored_events WHERE stream_id = %(stream)s"
)
STREAMS = (
    COLUMNS + "stream_id = ANY(%(streams)s) AND position <= %(until)s"
    " ORDER BY stream_id, stream_version"
)
LATE = COLUMNS + "happened_at < recorded_at ORDER BY position"
AT = COLUMNS + "position = ANY(%s) ORDER BY position"
BEGUN = (
    "SELECT stream_id, happened_at FROM es.stored_events"
    " WHERE stream_version = 1 AND stream_id = ANY(%s)"
)
LATEST = COLUMNS + "stream_id = ANY(%(streams)s) AND topic = ANY(%(topics)s)"
BY_THEN = " AND CASE WHEN %(by_happening)s THEN happened_at ELSE recorded_at END <= %(at)s"
PAGE = 2_000  # events read at a time
log = logging.getLogger("sauro.events")
Clock = Literal["recorded", "happened"]


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """An event with its envelope: where it stands, who did it in which post, both clocks."""

    event: Event
    stream_id: UUID
    version: int
    position: int
    person_id: UUID
    post_id: UUID
    happened_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Past:
    """What is looked back at: everything by an instant, on one of an event's two clocks.

    `recorded` is what was known at that instant; `happened` what was in force then, as far as
    is known today. Order is that of recording on both. A stream is not there before its first
    event is.
    """

    at: datetime | None = None
    clock: Clock = "recorded"

    @property
    def said(self) -> dict[str, object]:
        """Say it as a query's values."""
        return {"at": self.at, "by_happening": self.clock == "happened"}

    def of(self, history: Iterable[Recorded]) -> Iterator[Recorded]:
        """Keep the events that belong to it; the history begins with the first."""
        return iter(history) if self.at is None else self._until(self.at, history)

    def moment(self, recorded: Recorded) -> datetime:
        """Give when an event was, on this clock."""
        return recorded.happened_at if self.clock == "happened" else recorded.recorded_at

    def _until(self, at: datetime, history: Iterable[Recorded]) -> Iterator[Recorded]:
        begun = set[UUID]()
        for recorded in history:
            if self.moment(recorded) <= at and (
                recorded.version == 1 or recorded.stream_id in begun
            ):
                begun.add(recorded.stream_id)
                yield recorded


NOW = Past()


class EventStore:
    """All streams of the tenant that the connection is bound to, with its keys."""

    def __init__(self, connection: psycopg.Connection[Any], keyring: Keyring) -> None:
        self.recorder = TenantRecorder(connection)
        self.connection = connection
        self.keyring = keyring

    def load(self, kind: type[S], stream_id: UUID, *, past: Past = NOW) -> S:
        """Rebuild a stream, as it stands now or stood in a past.

        Its version counts the events taken in: by the clock of happening it is not the one to
        go on from.

        Raises:
            WrongStreamError: no such stream of that kind, or none yet in that past.
        """
        stream = kind(stream_id)
        for version, topic, state in self._stored(stream_id, past):
            event = self._remembered(Place(stream_id, version, topic), state)
            if stream.version == 0 and not (version == 1 and _begins(kind, event)):
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
            StoredEvent(stream.id, version, event.TOPIC, self._sealed(event, place, envelope))
            for stream, version, event in pending
            for place in [Place(stream.id, version, event.TOPIC)]
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

    def first(self, stream_id: UUID) -> Event | None:
        """Give the event with which a stream began; None when there is no such stream."""
        stored = self.recorder.select_events(stream_id, lte=1)
        return self.read(*_place_and_state(stored[0])) if stored else None

    def stream(self, stream_id: UUID, *, past: Past = NOW) -> list[Recorded]:
        """Give one stream's events with their envelopes, in the order of recording."""
        rows = self.connection.execute(
            COLUMNS + "stream_id = %s ORDER BY stream_version", (stream_id,)
        )
        return list(past.of(self._decoded(row) for row in rows))

    def streams(self, stream_ids: Sequence[UUID], *, until: int) -> Iterator[Recorded]:
        """Give the events of several streams up to a position, each stream's in its order.

        As for a stream that is loaded, text that it does not remember stays sealed.
        """
        wanted = {"streams": list(stream_ids), "until": until}
        for row in self.connection.execute(STREAMS, wanted, binary=True):
            yield self._decoded(row, self._remembered)

    def late(self) -> list[Recorded]:
        """Give the events that were recorded after they had happened, in order."""
        return [self._decoded(row) for row in self.connection.execute(LATE, binary=True)]

    def at(self, positions: Sequence[int]) -> Iterator[Recorded]:
        """Give the events at some positions, in order."""
        rows = self.connection.execute(AT, (list(positions),), binary=True)
        return map(self._decoded, rows)

    def latest(
        self, stream_ids: Sequence[UUID], topics: Sequence[str], *, past: Past, most: int
    ) -> list[Recorded]:
        """Give the last events of some kinds in several streams, latest first."""
        said = past.said | {
            "streams": list(stream_ids),
            "topics": list(topics),
            "most": most,
        }
        order = f" ORDER BY {past.clock}_at DESC, position DESC LIMIT %(most)s"
        wanted = LATEST + (BY_THEN if past.at else "") + order
        rows = self.connection.execute(wanted, said, binary=True)
        return [self._decoded(row) for row in rows]

    def begun(self, stream_ids: Collection[UUID]) -> dict[UUID, datetime]:
        """Tell when the first event of each of some streams happened; no query for none."""
        if not stream_ids:
            return {}
        rows = self.connection.execute(BEGUN, (list(stream_ids),), binary=True)
        return dict(rows.fetchall())

    def history(self, *, until: int | None = None, past: Past = NOW) -> Iterator[Recorded]:
        """Give every event of the tenant, in the order of recording.

        Args:
            until: the last position that is given.
            past: only what had been recorded, or had happened, by then.
        """
        return past.of(self._every(until if until is not None else 2**62))

    def _every(self, stop: int) -> Iterator[Recorded]:
        rows = (page := self._page(0, stop)).fetchall()
        while rows:
            # Asked for ahead: in a pipeline the server looks for it while these are taken in.
            page = self._page(rows[-1][0], stop)
            yield from map(self._decoded, rows)
            rows = page.fetchall()

    def _page(self, last: int, stop: int) -> psycopg.Cursor[Any]:
        return self.connection.execute(
            COLUMNS + "position > %s AND position <= %s ORDER BY position LIMIT %s",
            (last, stop, PAGE),
            binary=True,
        )

    def read(self, place: Place, state: bytes) -> Event:
        """Read a stored event; text that cannot be opened is marked as erased or damaged."""
        if OPENING not in state:
            return decode(place.topic, state)
        opened = unseal(state, place, self.keyring)
        if opened.damaged:
            log.error("%s: text that cannot be opened: %s", place, opened.damaged)
        return decode(place.topic, opened.state)

    def _remembered(self, place: Place, state: bytes) -> Event:
        """Read an event for its stream alone: text that it does not remember stays sealed."""
        if place.topic in SILENT:
            return decode(place.topic, without_text(state))
        return self.read(place, state)

    def _sealed(self, event: Event, place: Place, envelope: Envelope) -> bytes:
        return seal(event, encode(event), place, envelope.person_id, self.keyring)

    def _decoded(
        self, row: tuple[Any, ...], read: Callable[[Place, bytes], Event] | None = None
    ) -> Recorded:
        position, stream_id, version, topic, state, person_id, post_id, happened, recorded = row
        if OPENING in state:
            event = (read or self.read)(Place(stream_id, version, topic), state)
        else:  # the shortest way: most events hold no text, and there are many
            event = decode(topic, state)
        return Recorded(
            event, stream_id, version, position, person_id, post_id, happened, recorded
        )

    def _stored(self, stream_id: UUID, past: Past) -> list[tuple[int, str, bytes]]:
        said = past.said | {"stream": stream_id}
        wanted = STREAM + (BY_THEN if past.at else "") + " ORDER BY stream_version"
        return self.connection.execute(wanted, said, binary=True).fetchall()


def _begins(kind: type[Stream], event: Event) -> bool:
    """Tell whether a stream of a kind, or of one that it continues, begins with the event."""
    return _context(type(event)) in map(_context, kind.__mro__)


def _context(kind: type) -> list[str]:
    """Name the context of a class: `events.tasks` for all that is below it."""
    return kind.__module__.split(".")[:2]


def _place_and_state(stored: StoredEvent) -> tuple[Place, bytes]:
    place = Place(stored.originator_id, stored.originator_version, stored.topic)  # type: ignore[arg-type]
    return place, stored.state


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
