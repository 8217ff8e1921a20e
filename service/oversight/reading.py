"""Reads a commune's own record, now or at an instant, into what a province may know of it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, text

from events.sealing import Place
from events.tasks.life import OWED
from events.tasks.obstacles import ObstacleAnswered
from service.db import unnamed
from service.history import standing
from service.indicators import entries
from service.indicators import standing as indicators
from service.oversight import facts
from service.oversight.facts import Aims, Duty, Figure, Work
from service.plans import states as plan_states
from service.plans.pending import pending
from service.tasks import states as task_states
from service.vault.stores import event_store
from tenants.access import SERVICE
from tenants.directory import directory

ANSWERED = text(
    "SELECT stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE topic = :topic AND stream_id = ANY(:tasks)"
    " AND recorded_at <= coalesce(CAST(:at AS timestamptz), 'infinity')"
)
LATEST = text(
    "SELECT position, recorded_at FROM es.stored_events WHERE person_id <> :service"
    " AND recorded_at <= coalesce(CAST(:at AS timestamptz), 'infinity')"
    " ORDER BY position DESC LIMIT 1"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A commune's standing on a day; `unclear` counts what waits because a clarity is missing.

    `latest_at` is when a person last did anything.
    """

    work: Work
    aims: Aims
    unclear: int
    latest_at: datetime | None
    stale_on: date
    figures: tuple[Figure, ...]


def read(connection: Connection, day: date, zone: str, at: datetime | None = None) -> Read:
    """Read how the bound commune stands on a day, now (`at` None) or at an instant."""
    duties = _duties(connection, day, zone, at)
    stood = indicators.every(connection, at)
    names = {e.entry_id: e.name for e in entries.every(connection, at)}
    latest = connection.execute(LATEST, {"service": SERVICE, "at": at}).first()
    return Read(
        work=facts.work(duties, day),
        aims=facts.aims(stood, day),
        unclear=_unclear(connection, day, at),
        latest_at=latest.recorded_at if latest else None,
        stale_on=facts.stale_on(duties, day),
        figures=tuple(facts.shared(stood, names)),
    )


def _duties(connection: Connection, day: date, zone: str, at: datetime | None) -> list[Duty]:
    kept = task_states.table.c
    columns = (kept.task_id, kept.person_id, kept.status, kept.due_on, kept.valid_from)
    wanted = select(*columns, kept.unanswered).where(standing(task_states.table, at))
    rows, local = unnamed(connection.execute(wanted)), ZoneInfo(zone)
    late = [row[0] for row in rows if row[2] in OWED and row[3] and row[3] < day]
    confirmed = _confirmed(connection, late, at)
    return [
        Duty(
            person_id=who,
            status=status,
            due_on=due,
            touched_on=changed.astimezone(local).date(),
            asks=asks > 0,
            confirmed=task_id in confirmed,
        )
        for task_id, who, status, due, changed, asks in rows
    ]


def _confirmed(connection: Connection, tasks: list[UUID], at: datetime | None) -> set[UUID]:
    """Name the tasks of which an objective cause was confirmed; no query for no tasks."""
    if not tasks:
        return set()
    store = event_store(connection)
    asked = {"topic": ObstacleAnswered.TOPIC, "tasks": tasks, "at": at}
    return {
        row.stream_id
        for row in connection.execute(ANSWERED, asked)
        if _confirms(
            store.read(Place(row.stream_id, row.stream_version, row.topic), bytes(row.state))
        )
    }


def _confirms(event: object) -> bool:
    return isinstance(event, ObstacleAnswered) and event.verdict == "confirmed"


def _unclear(connection: Connection, day: date, at: datetime | None) -> int:
    issued = [one for one in plan_states.every(connection, at) if one.status == "issued"]
    left = pending(connection, issued, directory(connection), day, at)
    return sum(one.unclear for one in left)
