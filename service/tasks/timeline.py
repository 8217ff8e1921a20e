"""What happened to a task, from its own events: who, in which post, by both clocks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from events.errors import WrongStreamError
from events.store import Recorded
from events.stream import Event
from events.tasks.giving import Issued
from events.tasks.obstacles import ObstacleAnswered, ObstacleReported
from events.tasks.outside import Given
from events.tasks.working import Submitted
from events.values import Evidence
from service.in_force import past_of
from service.vault.stores import event_store


@dataclass(frozen=True, slots=True)
class Entry:
    """One event of a task; `version` is the task's, `position` the tenant's, from 1."""

    event: Event
    version: int
    person_id: UUID
    post_id: UUID
    happened_at: datetime
    recorded_at: datetime
    position: int = 0


def of_task(connection: Connection, task_id: UUID, at: datetime | None) -> list[Entry]:
    """List what was recorded of a task, now (`at` None) or until an instant, oldest first.

    By the clock that the connection looks by.
    The caller has already found the task among those the person may see.
    """
    stream = event_store(connection).stream(task_id, past=past_of(connection, at))
    return [entry_of(recorded) for recorded in stream]


def entry_of(told: Recorded) -> Entry:
    """Give an event as a timeline takes it."""
    return Entry(
        told.event,
        told.version,
        told.person_id,
        told.post_id,
        told.happened_at,
        told.recorded_at,
        told.position,
    )


def beginning(entries: Iterable[Entry]) -> Issued | Given:
    """Give the event with which a task began.

    Raises:
        WrongStreamError: these are not a task's events.
    """
    for entry in entries:
        if isinstance(entry.event, Issued | Given):
            return entry.event
    raise WrongStreamError


def unanswered(entries: Iterable[Entry]) -> list[tuple[int, ObstacleReported]]:
    """List the obstacles that wait for an answer, longest first, by the task's version."""
    waiting: dict[int, ObstacleReported] = {}
    for entry in entries:
        match entry.event:
            case ObstacleReported():
                waiting[entry.version] = entry.event
            case ObstacleAnswered():
                waiting.pop(entry.event.obstacle, None)
    return list(waiting.items())


def stated(said: Iterable[tuple[int, Event]]) -> ObstacleReported | None:
    """Give the last obstacle of one task whose cause was not refused.

    Args:
        said: the task's events with its version after each, oldest first.
    """
    standing: dict[int, ObstacleReported] = {}
    for version, event in said:
        match event:
            case ObstacleReported():
                standing[version] = event
            case ObstacleAnswered(verdict="refused"):
                standing.pop(event.obstacle, None)
    return next(reversed(standing.values()), None)


def files(entries: Iterable[Entry]) -> dict[str, Evidence]:
    """Give every file that ever came with a product or an obstacle, by its hash."""
    brought = (e.event for e in entries if isinstance(e.event, Submitted | ObstacleReported))
    return {kept.sha256: kept for event in brought for kept in event.evidence}
