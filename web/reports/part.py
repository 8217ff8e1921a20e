"""What a report still waits for of one unit or person, as those who owe it see it."""

from uuid import UUID

from flask import Blueprint, abort, redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from service.clock import now
from service.reports import owed, states, who
from service.reports.missing import Missing, missing
from service.reports.states import ReportState
from service.tasks import states as task_states
from service.tasks.state import TaskState
from tenants.access import HEADS, Permission
from web.htmx import page
from web.session import actor, db, register, requires, today

bp_part = Blueprint(
    "report_part",
    __name__,
    url_prefix="/x/<code>/bao-cao/<uuid:report_id>",
    template_folder="templates",
)


@bp_part.get("/phan-viec")
@requires(Permission.WORK)
def show(report_id: UUID) -> ResponseReturnValue:
    """Show whoever owes a report something what that is; those who see it go to the report."""
    state = _state(report_id)
    if who.sees(actor(), register(), state):
        return redirect(url_for("report.show", report_id=report_id), 303)
    found = _of_me(missing(db(), state, register(), now()))
    if not found.count and not any(map(_mine, _tasks(state))):
        abort(404)
    waits = state.status == "drafting"
    return page(
        "reports/part.html",
        block="main",
        state=state,
        missing=found if waits else None,
        heads=bool(actor().roles & HEADS),
        people=register(),
        late=waits and state.lower_due_on < today(),
    )


def _state(report_id: UUID) -> ReportState:
    try:
        return states.state(db(), report_id)
    except NoResultFound:
        abort(404)


def _tasks(state: ReportState) -> list[TaskState]:
    return task_states.of_plan(db(), state.plan_id, None)


def _of_me(found: Missing) -> Missing:
    me = actor()
    if me.roles & HEADS:
        return owed.of_unit(found, me.unit_id, register(), today())
    return found.of(_mine, [me.person_id])


def _mine(task: TaskState) -> bool:
    me = actor()
    of_unit = bool(me.roles & HEADS) and task.clarity.lead_unit_id == me.unit_id
    return of_unit or task.clarity.person_id == me.person_id
