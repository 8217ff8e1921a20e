"""What a report still waits for of one unit or person, as those who owe it see it."""

from uuid import UUID

from flask import Blueprint, Response, abort, redirect
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from service.reports import owed, states, who
from service.reports.missing import Missing, missing
from service.reports.states import ReportState
from service.tasks import states as task_states
from service.tasks.state import TaskState
from tenants.access import HEADS, Permission
from web import as_of, stood
from web.htmx import page
from web.reports.report_then import not_yet
from web.session import actor, db, register, requires

bp_part = Blueprint(
    "report_part",
    __name__,
    url_prefix="/x/<code>/bao-cao/<uuid:report_id>",
    template_folder="templates",
)


@bp_part.get("/phan-viec")
@requires(Permission.WORK)
def show(report_id: UUID) -> ResponseReturnValue:
    """Show whoever owes a report something what that is, now or what it was on a past day.

    Those who see the report go there.
    """
    seen = _state(report_id)
    if who.sees(actor(), register(), seen):
        return redirect(as_of.link("report.show", report_id=report_id), 303)
    if not any(map(_mine, _tasks(seen))) and not _lacking(seen).count:
        abort(404)
    return stood.or_missing(lambda: _part(report_id), not_yet(seen))


def _part(report_id: UUID) -> Response:
    state = states.state(db(), report_id, as_of.instant())
    found, waits = _lacking(state), state.status == "drafting"
    return page(
        "reports/part.html",
        block="main",
        state=state,
        missing=found if waits else None,
        heads=bool(actor().roles & HEADS),
        people=register(),
        late=waits and state.lower_due_on < as_of.day(),
    )


def _state(report_id: UUID) -> ReportState:
    try:
        return states.state(db(), report_id)
    except NoResultFound:
        abort(404)


def _tasks(state: ReportState) -> list[TaskState]:
    return task_states.of_plan(db(), state.plan_id, None)


def _lacking(state: ReportState) -> Missing:
    found = missing(db(), state, register(), as_of.moment(), as_of.instant())
    me = actor()
    if me.roles & HEADS:
        return owed.of_unit(found, me.unit_id, register(), as_of.day())
    return found.of(_mine, [me.person_id])


def _mine(task: TaskState) -> bool:
    me = actor()
    of_unit = bool(me.roles & HEADS) and task.clarity.lead_unit_id == me.unit_id
    return of_unit or task.clarity.person_id == me.person_id
