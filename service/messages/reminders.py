"""Reminders of deadlines: 7, 3 and 1 working days before, on the day, and after it.

Tasks have theirs; so have the figures of indicators, due when their period ends, evidence that
is valid until a day, while what it proves is pursued, documents that members are told of, and
reviews: the person writes by a day, then members judge, then what was concluded is set right.
So have recommendations of inspections, for the head of the unit, until a task repairs them.
Each is told once for each deadline: a new one has reminders of its own. When the worker was
away, only the nearest is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from uuid import UUID

from sqlalchemy import Connection, select

from events.tasks.life import OPEN, OWED
from service.conclusions.reaching import reached
from service.conclusions.states import holding
from service.db import together
from service.evidence.finding import in_use, items, used
from service.history import standing
from service.indicators.owed import coming, owed
from service.inspections.findings import heads
from service.messages import inspected
from service.messages.alerts import News
from service.messages.kinds import Kind
from service.reports.owed import owed as owed_to_reports
from service.reviews.pending import to_judge, to_repair, to_write
from service.tasks.states import table as tasks
from tenants.access import Permission
from tenants.calendar import WorkingCalendar
from tenants.directory import Directory

BEFORE = (0, 1, 3, 7)  # working days until the deadline, nearest first
AFTER = (15, 10, 5, 3, 1)  # working days past it, furthest first


def due(
    connection: Connection, today: date, calendar: WorkingCalendar, known: Directory
) -> list[News]:
    """Say what people should be reminded of on a working day; nothing on a day off."""
    if not calendar.works(today):
        return []
    morning = _Morning(today, calendar)
    found = (
        *_of_tasks(connection, morning),
        *_of_figures(connection, morning, known),
        *_of_evidence(connection, morning),
        *_of_reports(connection, morning, known),
        *_of_conclusions(connection, morning),
        *_of_reviews(connection, morning, known),
        *inspected.begun(connection, known, today),
        *_of_inspections(connection, morning, known),
    )
    return [news for news in found if news]


def opinion_wanted(judge: UUID, review: UUID) -> News:
    """Tell a member, once, that a review waits for their opinion."""
    kind: Kind = "review_to_judge"
    return News(person_id=judge, key=f"{kind} {review}", kind=kind, subject_id=review)


@dataclass(frozen=True, slots=True)
class _Morning:
    """A working day of a tenant."""

    today: date
    calendar: WorkingCalendar

    def mark(self, due_on: date) -> int | None:
        """Give the mark that a deadline has reached, in working days before or past it."""
        if due_on < self.today:
            past = self.calendar.between(due_on, self.today)
            return next((mark for mark in AFTER if past >= mark), None)
        left = self.calendar.between(self.today, due_on)
        return next((mark for mark in BEFORE if left <= mark), None)

    def reminder(
        self, person_id: UUID, thing: UUID, due_on: date, kinds: tuple[Kind, Kind]
    ) -> News | None:
        """Remind somebody of a deadline: the first kind until it is over, then the second."""
        mark, kind = self.mark(due_on), kinds[due_on < self.today]
        if mark is None:
            return None
        key = f"{kind} {thing} {due_on} {mark}"
        return News(person_id=person_id, key=key, kind=kind, subject_id=thing, day=due_on)


def _of_tasks(connection: Connection, morning: _Morning) -> Iterator[News | None]:
    kept = tasks.c
    open_ones = (
        select(kept.person_id, kept.task_id, kept.due_on)
        .where(standing(tasks, None), kept.status.in_(OWED), kept.due_on.is_not(None))
        .where(kept.person_id.is_not(None))
    )
    for row in connection.execute(open_ones):
        yield morning.reminder(*row, ("due", "late"))


def _of_figures(
    connection: Connection, morning: _Morning, known: Directory
) -> Iterator[News | None]:
    today = morning.today
    found = together(connection, owed(today, None), coming(today, None))
    for one in chain.from_iterable(found):
        for person in known.holders(one.post_id, today):
            thing, day = one.indicator_id, one.last_day
            yield morning.reminder(person, thing, day, ("figure_due", "figure_late"))


def _of_evidence(connection: Connection, morning: _Morning) -> Iterator[News | None]:
    pursued = (tasks.c.task_id == used.c.for_id) & standing(tasks, None)
    valid = (
        select(items.c.evidence_id, items.c.until, items.c.brought_by, tasks.c.person_id)
        .join(used, (used.c.evidence_id == items.c.evidence_id) & in_use(None))
        .outerjoin(tasks, pursued & tasks.c.status.in_(OPEN))
        .where(standing(items, None), items.c.until.is_not(None))
        .where(items.c.status.in_(("handed_in", "accepted")))
        .where((used.c.purpose == "indicator") | tasks.c.task_id.is_not(None))
    )
    for evidence_id, until, *people in connection.execute(valid):
        for person in {person for person in people if person}:
            yield morning.reminder(person, evidence_id, until, ("expiring", "expired"))


def _of_conclusions(connection: Connection, morning: _Morning) -> Iterator[News | None]:
    [followed] = together(connection, holding())
    for paper in followed:
        if paper.told_by:
            for person in reached(connection, paper.owing, morning.today):
                kinds: tuple[Kind, Kind] = ("conclusion_due", "conclusion_late")
                yield morning.reminder(person, paper.conclusion_id, paper.told_by, kinds)


def _of_reports(
    connection: Connection, morning: _Morning, known: Directory
) -> Iterator[News | None]:
    """Remind of the day on which a report is sent, and heads of that of their own units."""
    for one in owed_to_reports(connection, known, morning.today):
        whole: tuple[Kind, Kind] = ("report_due", "report_late")
        part: tuple[Kind, Kind] = ("report_part_due", "report_part_late")
        kinds = part if one.part else whole
        yield morning.reminder(one.person_id, one.report.report_id, one.on, kinds)


def _of_reviews(
    connection: Connection, morning: _Morning, known: Directory
) -> Iterator[News | None]:
    for one in to_write(connection):
        kinds: tuple[Kind, Kind] = ("review_due", "review_late")
        yield morning.reminder(one.person_id, one.review_id, one.day, kinds)
    for judge, review in to_judge(connection, morning.today):
        yield opinion_wanted(judge, review)
    prepare = {*known.entitled(Permission.PROPOSE_GRADES, morning.today)}
    for one in to_repair(connection):
        for person in prepare - {one.person_id}:
            kinds = ("review_repair_due", "review_repair_late")
            yield morning.reminder(person, one.review_id, one.day, kinds)


def _of_inspections(
    connection: Connection, morning: _Morning, known: Directory
) -> Iterator[News | None]:
    for one in inspected.owed(connection):
        for person, _ in heads(known, one.unit_id, morning.today):
            kinds: tuple[Kind, Kind] = ("inspection_repair_due", "inspection_repair_late")
            yield morning.reminder(person, one.inspection_id, one.due_on, kinds)
