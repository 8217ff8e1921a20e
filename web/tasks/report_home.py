"""Reports on the home page: those that are open, and who of a unit is behind before one."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from service.clock import now
from service.reports import who
from service.reports.missing import Owing, of_unit
from service.reports.states import ReportState
from service.reports.wording import period_name
from tenants.access import Actor, Role
from web.choices import key
from web.session import db, register, today

MOST = 3  # open reports


def report_blocks(me: Actor, awaited: Sequence[ReportState]) -> dict[str, Any]:
    """Give those who draft the reports that are open, and other heads who owes the next one."""
    if who.drafts(me, register()):
        return {"reports": [(one, _period(one)) for one in awaited[:MOST]], "next_report": None}
    return {"reports": [], "next_report": _next(me, awaited)}


def _next(me: Actor, awaited: Sequence[ReportState]) -> dict[str, Any] | None:
    """Give a head the report that the unit owes next, and who of it is behind."""
    owed = [one for one in awaited if one.status == "drafting" and one.lower_due_on >= today()]
    if Role.UNIT_HEAD not in me.roles or not owed:
        return None
    found = min(owed, key=lambda one: one.lower_due_on)
    rows = [
        {"name": register().person(one.person_id), "owing": one, "url": _tasks(me, one)}
        for one in of_unit(db(), found, me.unit_id, now())
    ]
    return {"report": found, "period": _period(found), "rows": rows}


def _tasks(me: Actor, one: Owing) -> str:
    asked: dict[str, Any] = {"nguoi": key(one.person_id), "don-vi": key(me.unit_id)}
    return url_for("task_list.index", **asked)


def _period(one: ReportState) -> str:
    return period_name(one.occasion, one.year, one.first_day, one.cut_off)
