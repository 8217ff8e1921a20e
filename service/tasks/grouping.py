"""The groups of `urgency`, said to the database, so that it counts and cuts by them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import ColumnElement, Connection, case, func, select

from events.tasks.life import DONE, OWED, STOPPED
from service.tasks.states import table
from service.tasks.urgency import SILENCE, SOON, Group, group_of
from tenants.calendar import ONE_DAY, WorkingCalendar

Chosen = Group | Literal["silent", ""]
GROUPS: tuple[Group, ...] = get_args(Group)
kept = table.c


@dataclass(frozen=True, slots=True)
class Moment:
    """The day and the instant that tasks are counted at, in the tenant's calendar."""

    today: date
    instant: datetime
    calendar: WorkingCalendar


def groups(moment: Moment) -> Mapping[Chosen, ColumnElement[bool]]:
    """Give the condition of each group on a day, and of who has been silent at an instant."""
    owed, today, soon = kept.status.in_(OWED), moment.today, _last_soon(moment)
    settled = OWED | DONE | STOPPED | {"suspended", "awaiting"}
    return {
        "late": owed & (kept.due_on < today),
        "soon": owed & kept.due_on.between(today, soon),
        "later": owed & (kept.due_on > soon),
        "undated": owed & kept.due_on.is_(None),
        "waiting": kept.status.not_in(settled),
        "awaiting": kept.status == "awaiting",
        "resting": kept.status == "suspended",
        "done": kept.status.in_(DONE),
        "stopped": kept.status.in_(STOPPED),
        "silent": owed & (kept.valid_from < moment.instant - SILENCE),
    }


class Tally(NamedTuple):
    """How many tasks share a key and a group, are silent or not, and when the first is due."""

    key: tuple[Any, ...]
    group: Group
    silent: bool
    first_due: date | None
    tasks: int


def tallied(
    connection: Connection,
    moment: Moment,
    limits: Iterable[ColumnElement[bool]],
    *keys: ColumnElement[Any],
) -> Iterator[Tally]:
    """Count the tasks in some limits by keys, group and silence; a group may come in parts.

    The database looks once at a task's step, deadline and last change; their groups follow.
    """
    due = _due(moment).label("due")
    quiet = (kept.valid_from < moment.instant - SILENCE).label("quiet")
    counted = select(*keys, kept.status, due, quiet, func.min(kept.due_on), func.count())
    grouped = counted.where(*limits).group_by(*keys, kept.status, "due", "quiet")
    for *key, status, number, silent, first_due, count in connection.execute(grouped):
        group = group_of(status, GROUPS[number])
        yield Tally(tuple(key), group, silent and status in OWED, first_due, count)


def place(moment: Moment) -> ColumnElement[int]:
    """Give the place of a task's group among `GROUPS`, the most urgent first."""
    named = groups(moment)
    return case(*((named[group], number) for number, group in enumerate(GROUPS)))


def _due(moment: Moment) -> ColumnElement[int]:
    """Give the place among `GROUPS` that a task's deadline has, were it still owed."""
    day = kept.due_on
    dated = ((day < moment.today, 0), (day <= _last_soon(moment), 1), (day.is_not(None), 2))
    return case(*dated, else_=3)


def _last_soon(moment: Moment) -> date:
    return moment.calendar.after(moment.today, SOON + 1) - ONE_DAY
