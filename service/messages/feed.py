"""A person's deadlines as a calendar feed (RFC 5545), under an address that can be taken back.

The address holds 32 random bytes; we keep their SHA-256, so that a copy of the table opens
nothing. A new address ends the old one.
"""

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import chain
from uuid import UUID

from icalendar import Calendar, Event
from sqlalchemy import Connection, delete, func, insert, select

from service.db import together
from service.indicators.owed import coming, owed
from service.messages.kinds import About
from service.reports.owed import owed as owed_to_reports
from service.reports.wording import inside
from service.tasks.states import of_person
from tenants.directory import Directory, directory
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
    connection: Connection,
    person_id: UUID,
    today: date,
    name: str,
    address: Callable[[About, UUID], str],
) -> bytes:
    """Write the deadlines of a person's tasks, figures and reports.

    `address` gives the page of what a day is about.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sau Ro//vi")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH)
    for day in _days(connection, person_id, today):
        calendar.add_component(_event(day, address(day.about, day.thing)))
    return bytes(calendar.to_ical())


@dataclass(frozen=True, slots=True)
class _Day:
    """One whole day of the calendar; `stamp` is when it came to be so."""

    uid: str
    on: date
    stamp: datetime
    summary: str
    about: About
    thing: UUID


def _days(connection: Connection, person_id: UUID, today: date) -> Iterator[_Day]:
    known = directory(connection)
    yield from _tasks(connection, person_id)
    yield from _figures(connection, known.held(person_id, today), today)
    yield from _reports(connection, person_id, today, known)


def _tasks(connection: Connection, person_id: UUID) -> Iterator[_Day]:
    for task in of_person(connection, person_id):
        if task.due_on:
            said = f"Hạn: {task.code} {task.content}"
            uid, thing = f"{task.task_id}@sauro", task.task_id
            yield _Day(uid, task.due_on, task.changed_at, said, "task", thing)


def _figures(connection: Connection, posts: list[UUID], today: date) -> Iterator[_Day]:
    found = together(connection, owed(today, posts), coming(today, posts))
    for one in chain.from_iterable(found):
        said = f"Nhập số liệu {one.period}: {one.code} {one.content}"
        uid, begun = f"{one.indicator_id}-{one.last_day}@sauro", one.first_day
        stamp = datetime(begun.year, begun.month, begun.day, tzinfo=UTC)
        yield _Day(uid, one.last_day, stamp, said, "indicator", one.indicator_id)


def _reports(
    connection: Connection, person_id: UUID, today: date, known: Directory
) -> Iterator[_Day]:
    for one in owed_to_reports(connection, known, today):
        if one.person_id == person_id:
            report = one.report
            said = f"{'Đơn vị nộp cho' if one.part else 'Gửi'} báo cáo {inside(report.period)}"
            uid = f"{report.report_id}-{'part' if one.part else 'whole'}@sauro"
            stamp = datetime.combine(report.first_day, time(), UTC)
            yield _Day(uid, one.on, stamp, said, "report", report.report_id)


def _event(day: _Day, url: str) -> Event:
    event = Event()
    event.add("uid", day.uid)
    event.add("dtstamp", day.stamp)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + ONE_DAY)
    event.add("summary", day.summary)
    event.add("url", url)
    return event


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
