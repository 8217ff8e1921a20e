"""Reports on the home page: those that are open, and who of a unit is behind before one."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from service.clock import now
from service.reports import who
from service.reports.missing import Owing, of_unit
from service.reports.states import Awaited, ReportState
from service.reports.wording import inside
from tenants.access import Actor, Role
from web.choices import key
from web.session import db, register, today

MOST = 3  # open reports


def report_blocks(me: Actor, awaited: Sequence[Awaited]) -> dict[str, Any]:
    """Give those who draft the open reports, and other heads who owes the next ones."""
    if who.drafts(me, register()):
        shown = [(one, one.period) for one in awaited[:MOST]]
        return {"reports": shown, "next_report": None}
    return {"reports": [], "next_report": _next(me, awaited)}


def _next(me: Actor, awaited: Sequence[ReportState]) -> dict[str, Any] | None:
    """Give a head the reports that the unit owes next, by one day, and who of it is behind."""
    owed = [one for one in awaited if one.status == "drafting" and one.lower_due_on >= today()]
    if Role.UNIT_HEAD not in me.roles or not owed:
        return None
    day = min(one.lower_due_on for one in owed)
    found = [one for one in owed if one.lower_due_on == day]
    rows = [
        {"name": register().person(one.person_id), "owing": one, "url": _tasks(me, one)}
        for one in of_unit(db(), found, me.unit_id, now())
    ]
    periods = ", ".join(dict.fromkeys(inside(one.period) for one in found))
    return {"due_on": day, "period": periods, "rows": rows, "reports": found}


def _tasks(me: Actor, one: Owing) -> str:
    asked: dict[str, Any] = {"nguoi": key(one.person_id), "don-vi": key(me.unit_id)}
    return url_for("task_list.index", **asked)
