"""Page “Giao việc”: a task outside the plan, or one that a meeting concluded."""

from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from events.errors import CommandReusedError, RefusedError
from service.tasks import meetings
from tenants.access import Permission
from web.htmx import page
from web.session import actor, carry_out, db, requires, today
from web.tasks.attempt import REUSED
from web.tasks.outside_form import GiveForm

bp_give = Blueprint(
    "give", __name__, url_prefix="/x/<code>/giao-viec", template_folder="templates"
)
Conclusion = tuple[UUID, int]  # of which meeting, its number from 1


@bp_give.get("")
@requires(Permission.GIVE_TASKS)
def ask() -> ResponseReturnValue:
    """Show an empty form, or one with a conclusion's words."""
    conclusion, form = _conclusion(), _form()
    form.begin()
    if conclusion:
        form.text.data = _said(conclusion)
    return _show(form, conclusion)


@bp_give.post("")
@requires(Permission.GIVE_TASKS)
def give() -> ResponseReturnValue:
    """Give the task, and show it."""
    conclusion, form = _conclusion(), _form(typed=True)
    if not form.validate():
        return _show(form, conclusion, 422)
    try:
        made = carry_out(form.command(conclusion))
    except RefusedError as refusal:
        form.refuse(refusal)
        return _show(form, conclusion, 422)
    except CommandReusedError:
        form.form_errors = [REUSED]
        return _show(form, conclusion, 409)
    flash("Đã giao việc.", "success")
    return redirect(url_for("tasks.show", task_id=uuid5(made, "task 1")), 303)


def _form(*, typed: bool = False) -> GiveForm:
    form = GiveForm(request.form if typed else None, meta={"today": today()})
    me = actor()
    everywhere = me.may(Permission.ISSUE_PLAN)
    form.offer_everything(frozenset() if everywhere else frozenset({me.unit_id}))
    return form


def _show(form: GiveForm, conclusion: Conclusion | None, status: int = 200) -> Response:
    meeting = meetings.one(db(), conclusion[0], None) if conclusion else None
    return page(
        "tasks/give.html",
        block="main",
        status=status,
        form=form,
        meeting=meeting,
        item=conclusion[1] if conclusion else 0,
    )


def _conclusion() -> Conclusion | None:
    """Read which conclusion of which meeting is given, if one is; a wrong one is missing."""
    asked = request.values.get("cuoc_hop", "")
    if not asked:
        return None
    try:
        found = UUID(asked), int(request.values.get("ket_luan", ""))
        _said(found)
    except (ValueError, LookupError, NoResultFound):
        abort(404)
    return found


def _said(conclusion: Conclusion) -> str:
    meeting_id, number = conclusion
    return dict(enumerate(meetings.one(db(), meeting_id, None).conclusions, 1))[number]
