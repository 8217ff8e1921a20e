"""Adds and changes rows of the register: units, posts, people, holdings, calendar."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Connection, Table, delete, func, insert, update

from tenants.calendar import SATURDAY
from tenants.names import sort_key
from tenants.tables import (
    alerts,
    calendar_days,
    calendar_feeds,
    contacts,
    holdings,
    people,
    posts,
    units,
)


def add_unit(
    connection: Connection, unit_id: UUID, name: str, kind: str, rank: int, first_day: date
) -> None:
    """Add a unit that exists from a day on; `rank` orders units on pages."""
    facts = {"unit_id": unit_id, "name": name, "kind": kind, "rank": rank}
    _insert(connection, units, [facts | {"first_day": first_day}])


def end_unit(
    connection: Connection, unit_id: UUID, last_day: date, into: UUID | None = None
) -> None:
    """End a unit after a last day; `into` is the unit that it went into."""
    mine = update(units).where(units.c.unit_id == unit_id)
    connection.execute(mine.values(last_day=last_day, into_unit_id=into))


def add_post(
    connection: Connection,
    ids: tuple[UUID, UUID],
    title: str,
    roles: Iterable[str],
    rank: int,
) -> None:
    """Add a post; `ids` are its own and its unit's identifier."""
    facts = {"post_id": ids[0], "unit_id": ids[1], "title": title}
    _insert(connection, posts, [facts | {"roles": list(roles), "rank": rank}])


def add_person(connection: Connection, person_id: UUID, name: str) -> None:
    """Add a person by name."""
    facts = {"person_id": person_id, "name": name, "sort_key": sort_key(name)}
    _insert(connection, people, [facts])


def rename_person(connection: Connection, person_id: UUID, name: str) -> None:
    """Give a person another name."""
    mine = update(people).where(people.c.person_id == person_id)
    connection.execute(mine.values(name=name, sort_key=sort_key(name)))


def forget_person(connection: Connection, person_id: UUID, name: str) -> None:
    """Put a name that names nobody in the place of a person's, and drop how to reach them."""
    rename_person(connection, person_id, name)
    for table in (contacts, calendar_feeds, alerts):
        connection.execute(delete(table).where(table.c.person_id == person_id))


def fill_post(connection: Connection, post_id: UUID, person_id: UUID, first_day: date) -> None:
    """Put a person in a post from a day on."""
    facts = {"post_id": post_id, "person_id": person_id, "first_day": first_day}
    _insert(connection, holdings, [facts])


def leave_post(connection: Connection, post_id: UUID, person_id: UUID, last_day: date) -> int:
    """End a person's time in a post; gives how many holdings that ended (0 or 1)."""
    mine = (holdings.c.post_id == post_id) & (holdings.c.person_id == person_id)
    open_one = update(holdings).where(mine, holdings.c.last_day.is_(None))
    return connection.execute(open_one.values(last_day=last_day)).rowcount


def set_days(connection: Connection, days: Iterable[tuple[date, bool, str]]) -> None:
    """Name days that differ from "Monday to Friday": (day, whether offices work, why)."""
    rows = [{"day": day, "working": working, "name": name} for day, working, name in days]
    _insert(connection, calendar_days, rows)


def holidays(first: date, last: date, name: str) -> list[tuple[date, bool, str]]:
    """List the weekdays of a holiday, both ends included."""
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return [(day, False, name) for day in span if day.weekday() < SATURDAY]


def _insert(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    statement = insert(table).values(tenant_id=func.ctx.tenant())
    if rows:
        connection.execute(statement, rows)
