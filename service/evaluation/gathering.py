"""The facts of people in a period, from the events that were recorded up to a position.

The read model of tasks only says where to look; every number comes from the events, each task's
read once whoever asks. What is recorded after `up_to` changes nothing: a score that keeps its
position can be reckoned anew for ever.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from events.tasks.life import OPEN, STOPPED
from service.db import driver
from service.evaluation.course import Course, courses
from service.evaluation.facts import Excluded, Fact, Found, fact, kin_of
from service.evaluation.periods import Period
from service.log.reading import head
from service.tasks.states import table as tasks
from service.vault.stores import event_store
from tenants.calendar import ONE_DAY, WorkingCalendar, working_calendar
from tenants.tables import tenants


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person's products in a period, and what does not count, by deadline and code.

    `up_to` is the position of the last event that was looked at.
    """

    products: tuple[Found, ...]
    excluded: tuple[Excluded, ...]
    up_to: int


def gather(
    connection: Connection, person_id: UUID, period: Period, up_to: int | None = None
) -> PersonFacts:
    """Give the facts of one person in a period.

    Args:
        connection: bound to the tenant.
        person_id: whose products.
        period: which products.
        up_to: the last position of the log that is looked at; None for all there is.
    """
    last = head(driver(connection)).size if up_to is None else up_to
    theirs = or_(
        tasks.c.person_id == person_id,
        tasks.c.submitted_by == person_id,
        tasks.c.sharers.contains(str(person_id)),
    )
    found = _gathered(connection, period, last, theirs)
    return found.get(person_id, PersonFacts((), (), last))


def gather_all(
    connection: Connection, period: Period, up_to: int | None = None
) -> dict[UUID, PersonFacts]:
    """Give the facts of everybody who has any in a period; as `gather` does for one."""
    last = head(driver(connection)).size if up_to is None else up_to
    return _gathered(connection, period, last)


def facts_of(
    found: Mapping[UUID, Course], period: Period, calendar: WorkingCalendar, up_to: int
) -> dict[UUID, PersonFacts]:
    """Judge the courses of tasks for everybody in them; their order does not matter."""
    parts: dict[UUID, list[Course]] = {}
    for course in found.values():
        if course.parent_id:
            parts.setdefault(course.parent_id, []).append(course)
    facts: dict[UUID, list[Fact]] = {}
    for task_id, course in found.items():
        whole = found.get(course.parent_id) if course.parent_id else None
        kin = kin_of(whole, parts.get(task_id, ()))
        for person_id in course.people:
            if one := fact(course, person_id, period, calendar, kin):
                facts.setdefault(person_id, []).append(one)
    return {person: _sorted(theirs, up_to) for person, theirs in facts.items()}


def _gathered(
    connection: Connection, period: Period, up_to: int, *wanted: ColumnElement[bool]
) -> dict[UUID, PersonFacts]:
    zone = ZoneInfo(connection.execute(ZONE).scalar_one())
    task_ids = _related(connection, _candidates(connection, period, zone, *wanted))
    history = event_store(connection).streams(sorted(task_ids), until=up_to)
    calendar = working_calendar(connection)
    return facts_of(courses(history, zone), period, calendar, up_to)


def _candidates(
    connection: Connection, period: Period, zone: ZoneInfo, *wanted: ColumnElement[bool]
) -> set[tuple[UUID, UUID | None]]:
    """Find the tasks that may concern a period, with their wholes: rather too many."""
    first, last = period.counted_from, max(period.end, period.cut_off)
    begin, end = _instant(first, zone), _instant(last + ONE_DAY, zone)
    row = tasks.c
    undated, overdue = row.due_on.is_(None), row.due_on < first
    stood = and_(row.valid_from < end, row.valid_to >= begin, row.status.in_(OPEN))
    ended = and_(row.valid_from < end, row.valid_from >= begin, row.status.in_(STOPPED))
    concerned = or_(
        row.due_on.between(first, period.end),
        row.submitted_on.between(first, last),
        and_(stood, or_(undated, overdue)),
        and_(ended, undated),
    )
    found = select(row.task_id, row.parent_id).where(concerned, *wanted).distinct()
    return {(task_id, parent_id) for task_id, parent_id in connection.execute(found)}


def _related(connection: Connection, found: Collection[tuple[UUID, UUID | None]]) -> set[UUID]:
    """Add the wholes of parts, and the parts of wholes."""
    task_ids = {one for pair in found for one in pair if one}
    parts = select(tasks.c.task_id).where(tasks.c.parent_id.in_(task_ids)).distinct()
    return task_ids | set(connection.execute(parts).scalars())


def _sorted(facts: Iterable[Fact], up_to: int) -> PersonFacts:
    ordered = sorted(facts, key=lambda one: (one.due or date.max, one.code, one.task_id))
    products = tuple(one for one in ordered if isinstance(one, Found))
    return PersonFacts(
        products, tuple(one for one in ordered if isinstance(one, Excluded)), up_to
    )


def _instant(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)


ZONE = select(tenants.c.zone).where(tenants.c.tenant_id == func.ctx.tenant())
