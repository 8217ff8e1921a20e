"""The groups of `urgency`, said to the database, so that it counts and cuts by them."""

from collections.abc import Mapping
from typing import Literal

from sqlalchemy import ColumnElement

from events.tasks.life import DONE, OWED, STOPPED
from service.tasks.board import Moment
from service.tasks.states import table
from service.tasks.urgency import SILENCE, SOON, Group
from tenants.calendar import ONE_DAY

Chosen = Group | Literal["silent", ""]
kept = table.c


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
