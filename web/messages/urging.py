"""Pages: owners who say nothing, and reminding them or anybody by hand (đôn đốc)."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.messages.silence import silent_owners
from service.messages.urging import UrgeTasks
from service.tasks.state import TaskState
from tenants.access import Permission
from web import as_of
from web.forms import identities
from web.htmx import page
from web.messages.forms import UrgeForm
from web.session import actor, carry_out, db, local, register, requires, today
from web.words import say

bp = Blueprint("urging", __name__, url_prefix="/x/<code>", template_folder="templates")


@bp.get("/im-lang")
@requires(Permission.SEE_BOARD)
def silence() -> ResponseReturnValue:
    """Show who had said nothing for more than fourteen days, by the day that is shown."""
    return _silence(UrgeForm())


@bp.post("/nhac")
@requires(Permission.WORK)
def urge() -> ResponseReturnValue:
    """Remind the people in charge of one task or of several."""
    form = UrgeForm(request.form)
    tasks = identities(request.form.getlist("task_id")) or _silent_tasks()
    if not tasks:
        return _silence(form, problem="Hãy chọn ít nhất một việc để nhắc.")
    if not form.validate():
        return _silence(form)
    try:
        carry_out(UrgeTasks(task_ids=tasks, note=form.note.data))
    except RefusedError as refusal:
        flash(say(refusal), "warning")
        return redirect(_back(tasks), 303)
    flash("Đã nhắc người phụ trách." if len(tasks) == 1 else "Đã nhắc những người phụ trách.")
    return redirect(_back(tasks), 303)


def _silent_tasks() -> tuple[UUID, ...]:
    """Give the silent tasks of the person who was named instead of tasks."""
    people = identities(request.form.getlist("person_id"))
    if not people:
        return ()
    return tuple(
        task.task_id for person, theirs in _owners() if person in people for task in theirs
    )


def _owners() -> list[tuple[UUID, list[TaskState]]]:
    """List whom one may remind: everybody, or the people of one's own unit."""
    actor().require(Permission.SEE_BOARD)
    everything = actor().may(Permission.SEE_ALL_TASKS)
    units = list(register().units) if everything else [actor().unit_id]
    return silent_owners(db(), units, actor(), as_of.instant())


def _back(tasks: tuple[UUID, ...]) -> str:
    where = request.form.get("from")
    if where == "task":
        return url_for("tasks.show", task_id=tasks[0])
    return url_for("home.work" if where == "home" else "urging.silence")


def _silence(form: UrgeForm, *, problem: str = "") -> Response:
    owners = [
        (register().person(who), [(task, local(task.changed_at).date()) for task in theirs])
        for who, theirs in _owners()
    ]
    return page(
        "messages/silence.html",
        block="main",
        status=422 if problem or form.errors else 200,
        owners=owners,
        form=form,
        problem=problem,
        at=as_of.past_day(),
        today=today(),
    )
