"""Page “Giao việc”: a task outside the plan, or one that a meeting or a document concluded."""

from uuid import uuid5

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import CommandReusedError, RefusedError
from tenants.access import Permission
from web.htmx import page
from web.session import actor, carry_out, requires, today
from web.tasks.attempt import REUSED
from web.tasks.outside_form import GiveForm
from web.tasks.sources import Source, asked_source

bp_give = Blueprint(
    "give", __name__, url_prefix="/x/<code>/giao-viec", template_folder="templates"
)


@bp_give.get("")
@requires(Permission.GIVE_TASKS)
def ask() -> ResponseReturnValue:
    """Show an empty form, or one with a conclusion's words."""
    source, form = asked_source(), _form()
    form.begin()
    if source:
        form.text.data = source.words
    return _show(form, source)


@bp_give.post("")
@requires(Permission.GIVE_TASKS)
def give() -> ResponseReturnValue:
    """Give the task, and show it."""
    source, form = asked_source(), _form(typed=True)
    if not form.validate():
        return _show(form, source, 422)
    try:
        made = carry_out(form.command(source.origin if source else None))
    except RefusedError as refusal:
        form.refuse(refusal)
        return _show(form, source, 422)
    except CommandReusedError:
        form.form_errors = [REUSED]
        return _show(form, source, 409)
    flash("Đã giao việc.", "success")
    return redirect(url_for("tasks.show", task_id=uuid5(made, "task 1")), 303)


def _form(*, typed: bool = False) -> GiveForm:
    form = GiveForm(request.form if typed else None, meta={"today": today()})
    me = actor()
    everywhere = me.may(Permission.ISSUE_PLAN)
    form.offer_everything(frozenset() if everywhere else frozenset({me.unit_id}))
    return form


def _show(form: GiveForm, source: Source | None, status: int = 200) -> Response:
    return page(
        "tasks/give.html",
        block="main",
        status=status,
        form=form,
        source=source,
    )
