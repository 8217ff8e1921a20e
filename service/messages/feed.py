"""A person's deadlines as a calendar feed (RFC 5545), under an address that can be taken back.

The address holds 32 random bytes; we keep their SHA-256, so that a copy of the table opens
nothing. A new address ends the old one.
"""

import secrets
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from icalendar import Calendar, Event
from sqlalchemy import Connection, delete, func, insert, select

from service.tasks.state import TaskState
from service.tasks.states import of_person
from tenants.tables import calendar_feeds

ONE_DAY = timedelta(days=1)
REFRESH = timedelta(hours=6)


def give_address(connection: Connection, person_id: UUID, at: datetime) -> str:
    """Make a new secret part of a person's address; the one before opens nothing any more."""
    take_back(connection, person_id)
    token = secrets.token_urlsafe(32)
    row = {"person_id": person_id, "token_hash": _hash(token), "made_at": at}
    connection.execute(insert(calendar_feeds).values(tenant_id=func.ctx.tenant(), **row))
    return token


def take_back(connection: Connection, person_id: UUID) -> None:
    """End a person's address."""
    connection.execute(delete(calendar_feeds).where(calendar_feeds.c.person_id == person_id))


def given_at(connection: Connection, person_id: UUID) -> datetime | None:
    """Tell since when a person has an address."""
    mine = select(calendar_feeds.c.made_at).where(calendar_feeds.c.person_id == person_id)
    return connection.execute(mine).scalar_one_or_none()


def owner(connection: Connection, token: str) -> UUID | None:
    """Tell whose address this is."""
    mine = select(calendar_feeds.c.person_id)
    found = mine.where(calendar_feeds.c.token_hash == _hash(token))
    return connection.execute(found).scalar_one_or_none()


def feed(
    connection: Connection, person_id: UUID, name: str, address: Callable[[UUID], str]
) -> bytes:
    """Write the deadlines of a person's open tasks; `address` gives a task's page."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sau Ro//vi")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH)
    for event in _events(of_person(connection, person_id), address):
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _events(tasks: Iterable[TaskState], address: Callable[[UUID], str]) -> Iterable[Event]:
    for task in tasks:
        if task.due_on is None:
            continue
        event = Event()
        event.add("uid", f"{task.task_id}@sauro")
        event.add("dtstamp", task.changed_at)
        event.add("dtstart", task.due_on)
        event.add("dtend", task.due_on + ONE_DAY)
        event.add("summary", f"Hạn: {task.code} {task.content}")
        event.add("url", address(task.task_id))
        yield event


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
