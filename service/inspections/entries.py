"""One recorded event by its number, as it lies there, with what proves it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select
from sqlalchemy.exc import NoResultFound

from events.errors import UnknownTopicError
from events.stream import Event
from events.values import Evidence
from service.db import driver
from service.indicators import states as indicator_states
from service.log.reading import LeafRow, leaves
from service.tasks import states as task_states
from service.vault.stores import event_store

LAST = 2**53 - 1  # no position is larger
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
STREAMS = (
    "SELECT position FROM es.stored_events"
    " WHERE tenant_id = (SELECT ctx.tenant()) AND stream_id = ANY(%s) ORDER BY position"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with its envelope; `event` is None when its stream can no longer be read."""

    position: int
    stream_id: UUID
    version: int
    topic: str
    event: Event | None
    person_id: UUID
    post_id: UUID
    happened_at: datetime
    recorded_at: datetime
    row: LeafRow  # as it lies there, to be proved

    @property
    def whole(self) -> bool:
        """Tell whether its columns give the leaf that lies beside it."""
        return self.row.kept == self.row.made

    @property
    def context(self) -> str:
        """Which part of the system it belongs to: tasks, plans, organisation and so on."""
        return self.topic.partition(".")[0]


def entry(connection: Connection, position: int) -> Entry:
    """Read the event at a position, from 1.

    Raises:
        NoResultFound: the tenant has no such event.
    """
    for row in leaves(driver(connection), position - 1, position):
        _, _, stream, version, topic, _, person, post, *_ = row.columns
        return Entry(
            position=row.position,
            stream_id=UUID(bytes=stream),
            version=int.from_bytes(version, "big", signed=True),
            topic=topic.decode(),
            event=_event(connection, UUID(bytes=stream), row.position),
            person_id=UUID(bytes=person),
            post_id=UUID(bytes=post),
            happened_at=_moment(row.happened),
            recorded_at=_moment(row.recorded),
            row=row,
        )
    raise NoResultFound


def positions(connection: Connection, streams: list[UUID]) -> list[int]:
    """List where the events of some streams stand, in order."""
    return [row[0] for row in driver(connection).execute(STREAMS, (streams,))]


def plan_of(connection: Connection, indicator_id: UUID) -> UUID:
    """Give the plan that set an indicator.

    Raises:
        NoResultFound: there is no such indicator.
    """
    kept = indicator_states.table.c
    found = select(kept.plan_id).where(kept.indicator_id == indicator_id).limit(1)
    return UUID(str(connection.execute(found).scalar_one()))


def evidence(connection: Connection, task_ids: Collection[UUID]) -> set[str]:
    """Name the files that were ever handed in for some tasks, also before a return."""
    return {file.sha256 for file in handed_in(connection, task_ids)}


def handed_in(
    connection: Connection, task_ids: Collection[UUID], last: int = LAST
) -> set[Evidence]:
    """Give the files that were handed in for some tasks up to an event, as they were called."""
    kept = task_states.table.c
    rows = connection.execute(
        select(kept.evidence)
        .where(kept.task_id.in_(task_ids), kept.position <= last)
        .distinct()
    )
    decoded = (msgspec.json.decode(text, type=tuple[Evidence, ...]) for (text,) in rows)
    return {file for files in decoded for file in files}


def _event(connection: Connection, stream_id: UUID, position: int) -> Event | None:
    try:
        stream = event_store(connection).stream(stream_id)
    except (msgspec.MsgspecError, UnknownTopicError, ValueError):
        return None
    return next((one.event for one in stream if one.position == position), None)


def _moment(microseconds: int) -> datetime:
    """Give an instant; a clock that somebody set beyond all years is its nearest end."""
    try:
        return EPOCH + timedelta(microseconds=microseconds)
    except OverflowError:
        return datetime.max.replace(tzinfo=UTC)
