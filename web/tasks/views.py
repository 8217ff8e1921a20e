"""Pages of one task: the task itself, each act on it, and its files."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from events.tasks.life import Act
from service.tasks import timeline
from service.tasks.acts import open_acts
from web.session import actor, db, signed_in
from web.tasks.act_form import ActForm
from web.tasks.acts import ACTS, form_of
from web.tasks.attempt import attempt
from web.tasks.forms import FilesForm
from web.tasks.show import shown, visible
from web.uploads import brought, download, same_as_others

bp = Blueprint("tasks", __name__, url_prefix="/x/<code>/nhiem-vu", template_folder="templates")
WORDS = ", ".join(f"'{word}'" for word in ACTS)


@bp.get("/<uuid:task_id>")
@signed_in
def show(task_id: UUID) -> ResponseReturnValue:
    """Show one task, now or as of a past day."""
    return shown(task_id)


@bp.post(f"/<uuid:task_id>/<any({WORDS}):act>")
@signed_in
def act(task_id: UUID, act: str) -> ResponseReturnValue:
    """Do one act on the task, with the files that come with it."""
    task = visible(task_id)
    form = form_of(ACTS[act], task)(task, request.form)
    if isinstance(form, FilesForm) and not _took(form, ACTS[act]):
        return shown(task_id, tried=form, status=422)
    return _carry_out(form)


@bp.get("/<uuid:task_id>/minh-chung/<sha256>")
@signed_in
def evidence(task_id: UUID, sha256: str) -> ResponseReturnValue:
    """Send a file that came with this task, also before a return."""
    visible(task_id)
    kept = timeline.files(timeline.of_task(db(), task_id, None)).get(sha256)
    if kept is None:
        abort(404)
    return download(kept)


def _took(form: FilesForm, act: Act) -> bool:
    """Take the files that came with a form; tells whether they may be what they are."""
    try:
        form.came = brought()
    except RefusedError as refusal:
        form.validate()
        form.refuse(refusal)
        return False
    if form.validate() and act in open_acts(form.task, actor()):
        form.pointed_out = same_as_others(form.came.files, form.task_id)
        form.came.keep()
    return True


def _carry_out(form: ActForm) -> ResponseReturnValue:
    """Carry out what a form asks for, and answer with the page as it then stands."""
    if form.validate() and (more := form.asks_more()):
        return shown(form.task_id, tried=more, status=422)
    if failed := attempt(form):
        status, problem = failed.status, failed.problem
        return shown(form.task_id, tried=form, status=status, problem=problem)
    for said in form.went_through():
        flash(said, "warning")
    flash(form.done)
    return redirect(url_for(".show", task_id=form.task_id), 303)
