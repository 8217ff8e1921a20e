"""The facts of people in a period, from the events that were recorded up to a position.

The read model of tasks only says where to look; every number comes from the events, each task's
read once whoever asks. What is recorded after `up_to` changes nothing: a score that keeps its
position can be reckoned anew for ever.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, and_, or_, select, text, union

from events.store import NOW, Past, Recorded
from events.tasks.life import OPEN, STOPPED
from events.tasks.obstacles import ObstacleAnswered
from service.evaluation.course import Course, courses
from service.evaluation.facts import Excluded, Fact, Found, fact, kin_of
from service.evaluation.periods import Period
from service.tasks.states import table as tasks
from service.vault.stores import event_store
from tenants.calendar import ONE_DAY, WorkingCalendar

NOBODY: frozenset[UUID] = frozenset()
NOTHING_LEFT_OUT: frozenset[int] = frozenset()
GROUND = text("""
    SELECT h.position, t.zone, (SELECT coalesce(json_agg(json_build_array(day, working)), '[]')
                                  FROM calendar_days)
      FROM es.tenant_heads h JOIN tenants t USING (tenant_id)
     WHERE h.tenant_id = (SELECT ctx.tenant())
""")  # how far the log has come, and by which days it is judged: asked in one breath


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """A person's products in a period, and what does not count, by deadline and code.

    `up_to` is the position of the last event that was looked at.
    """

    products: tuple[Found, ...]
    excluded: tuple[Excluded, ...]
    up_to: int


@dataclass(frozen=True)
class Histories:
    """The events of the tasks that may concern a period, read once for many questions."""

    period: Period
    zone: ZoneInfo
    calendar: WorkingCalendar
    events: Mapping[UUID, Sequence[Recorded]]
    up_to: int

    @cached_property
    def whole(self) -> dict[UUID, Course]:
        """The courses of all tasks, as far as they were read."""
        return courses((one for task in self.events.values() for one in task), self.zone)

    @cached_property
    def concerned(self) -> dict[UUID, frozenset[UUID]]:
        """The tasks that say something of each person: theirs, with wholes and parts."""
        theirs: dict[UUID, set[UUID]] = {}
        for task_id, course in self.whole.items():
            family = {task_id, *self._parts.get(task_id, ())} | {course.parent_id or task_id}
            for person_id in course.people:
                theirs.setdefault(person_id, set()).update(family)
        return {person_id: frozenset(found) for person_id, found in theirs.items()}

    def of(
        self, person_id: UUID, up_to: int, without: frozenset[int] = NOTHING_LEFT_OUT
    ) -> PersonFacts:
        """Give the facts of one person up to a position, without some answers to obstacles."""
        found: dict[UUID, Course] = {}
        for task_id in self.concerned.get(person_id, NOBODY):
            events = self.events.get(task_id, ())
            if events and events[-1].position <= up_to and not without:
                found[task_id] = self.whole[task_id]
            else:
                found |= courses(_seen(events, up_to, without), self.zone)
        facts = facts_of(found, self.period, self.calendar, up_to)
        return facts.get(person_id, PersonFacts((), (), up_to))

    def of_all(self) -> dict[UUID, PersonFacts]:
        """Give the facts of everybody who has any."""
        return facts_of(self.whole, self.period, self.calendar, self.up_to)

    @cached_property
    def _parts(self) -> dict[UUID, list[UUID]]:
        parts: dict[UUID, list[UUID]] = {}
        for task_id, course in self.whole.items():
            if course.parent_id:
                parts.setdefault(course.parent_id, []).append(task_id)
        return parts


def gather(
    connection: Connection,
    person_id: UUID,
    period: Period,
    up_to: int | None = None,
    past: Past = NOW,
) -> PersonFacts:
    """Give the facts of one person in a period.

    Args:
        connection: bound to the tenant.
        person_id: whose products.
        period: which products.
        up_to: the last position of the log that is looked at; None for all there is.
        past: only what had been recorded, or had happened, by then.
    """
    found = histories_of(connection, person_id, period, up_to, past)
    return found.of_all().get(person_id, PersonFacts((), (), found.up_to))


def gather_all(
    connection: Connection, period: Period, past: Past = NOW
) -> dict[UUID, PersonFacts]:
    """Give the facts of everybody who has any in a period; as `gather` does for one."""
    return histories(connection, period, None, past=past).of_all()


def histories_of(
    connection: Connection,
    person_id: UUID,
    period: Period,
    up_to: int | None,
    past: Past = NOW,
) -> Histories:
    """Read the events of the tasks of one person that may concern a period."""
    theirs = or_(
        tasks.c.person_id == person_id,
        tasks.c.submitted_by == person_id,
        tasks.c.sharers.contains(str(person_id)),
    )
    return histories(connection, period, up_to, theirs, past=past)


def histories(
    connection: Connection,
    period: Period,
    up_to: int | None,
    *whose: ColumnElement[bool],
    past: Past = NOW,
) -> Histories:
    """Read the events of the tasks that may concern a period, each task once."""
    [(last, named, days)] = connection.execute(GROUND)
    last, zone = (last if up_to is None else up_to), ZoneInfo(named)
    calendar = WorkingCalendar({date.fromisoformat(day): works for day, works in days})
    task_ids = _related(connection, period, zone, *whose)
    read = past.of(event_store(connection).streams(sorted(task_ids), until=last))
    by_task = {key: list(some) for key, some in groupby(read, lambda one: one.stream_id)}
    return Histories(period, zone, calendar, by_task, last)


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


def _seen(
    events: Iterable[Recorded], up_to: int, without: frozenset[int]
) -> Iterator[Recorded]:
    """Give the events up to a position, without some answers to obstacles."""
    for one in events:
        left_out = one.position in without and isinstance(one.event, ObstacleAnswered)
        if one.position <= up_to and not left_out:
            yield one


def _related(
    connection: Connection, period: Period, zone: ZoneInfo, *whose: ColumnElement[bool]
) -> set[UUID]:
    """Find the tasks that may concern a period, rather too many; with wholes and parts."""
    row = tasks.c
    wanted = [_concerned(period, zone)]
    wanted += [row.task_id.in_(select(row.task_id).where(one)) for one in whose]
    near = select(row.task_id, row.parent_id).where(*wanted).distinct().cte()
    wholes = select(near.c.parent_id).where(near.c.parent_id.is_not(None))
    family = union(select(near.c.task_id), wholes).cte()
    parts = select(row.task_id).where(row.parent_id.in_(select(family.c.task_id)))
    return set(connection.execute(union(select(family.c.task_id), parts)).scalars())


def _concerned(period: Period, zone: ZoneInfo) -> ColumnElement[bool]:
    first, last = period.counted_from, max(period.end, period.cut_off)
    begin, end = _instant(first, zone), _instant(last + ONE_DAY, zone)
    row = tasks.c
    undated, overdue = row.due_on.is_(None), row.due_on < first
    stood = and_(row.valid_from < end, row.valid_to >= begin, row.status.in_(OPEN))
    ended = and_(row.valid_from < end, row.valid_from >= begin, row.status.in_(STOPPED))
    return or_(
        row.due_on.between(first, period.end),
        row.submitted_on.between(first, last),
        and_(stood, or_(undated, overdue)),
        and_(ended, undated),
    )


def _sorted(facts: Iterable[Fact], up_to: int) -> PersonFacts:
    ordered = sorted(facts, key=lambda one: (one.due or date.max, one.code, one.task_id))
    products = tuple(one for one in ordered if isinstance(one, Found))
    return PersonFacts(
        products, tuple(one for one in ordered if isinstance(one, Excluded)), up_to
    )


def _instant(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time.min, zone)
