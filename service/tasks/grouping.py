"""The groups of `urgency`, said to the database, so that it counts and cuts by them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from sqlalchemy import ColumnElement, case

from events.tasks.life import DONE, OWED, STOPPED
from service.tasks.states import table
from service.tasks.urgency import SILENCE, SOON, Group
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
    owed, today = kept.status.in_(OWED), moment.today
    soon = moment.calendar.after(today, SOON + 1) - ONE_DAY
    settled = OWED | DONE | STOPPED | {"suspended"}
    return {
        "late": owed & (kept.due_on < today),
        "soon": owed & kept.due_on.between(today, soon),
        "later": owed & (kept.due_on > soon),
        "undated": owed & kept.due_on.is_(None),
        "waiting": kept.status.not_in(settled),
        "resting": kept.status == "suspended",
        "done": kept.status.in_(DONE),
        "stopped": kept.status.in_(STOPPED),
        "silent": owed & (kept.valid_from < moment.instant - SILENCE),
    }


def place(moment: Moment) -> ColumnElement[int]:
    """Give the place of a task's group among `GROUPS`, the most urgent first."""
    named = groups(moment)
    return case(*((named[group], number) for number, group in enumerate(GROUPS)))
