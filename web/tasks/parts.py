"""Page “Tách việc con”: a part of a task goes to somebody of the units that share it."""

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from events.values import Clarity, Deadline
from service.tasks.acts import open_acts
from service.tasks.parts import PartDueLaterError
from service.tasks.splitting import NotSharingError, PartTooLargeError, SplitTask
from service.tasks.state import TaskState
from web.htmx import page
from web.present import only_now
from web.session import actor, carry_out, signed_in, today
from web.tasks.act_form import NEVER_SEEN, VERSION
from web.tasks.attempt import CHANGED, REUSED
from web.tasks.duty_form import DutyForm
from web.tasks.show import GONE, shown, visible

bp_parts = Blueprint(
    "parts",
    __name__,
    url_prefix="/x/<code>/nhiem-vu/<uuid:task_id>/viec-con",
    template_folder="templates",
)
bp_parts.before_request(only_now)


class PartForm(DutyForm):
    """A duty inside the bounds of another."""

    beside: ClassVar[Mapping[type[RefusedError], str]] = {
        **DutyForm.beside,
        NotSharingError: "lead",
        PartDueLaterError: "due_on",
        PartTooLargeError: "quantity",
    }

    def begin_of(self, whole: TaskState) -> None:
        """Offer what the whole says; who is in charge of it accepts its parts."""
        clarity = whole.clarity
        deadline = Deadline(kind="date", on=whole.due_on) if whole.due_on else None
        self.show(
            Clarity(
                lead_unit_id=clarity.lead_unit_id,
                deadline=deadline,
                accept_post_id=clarity.post_id or clarity.accept_post_id,
                extend_post_id=clarity.extend_post_id,
            )
        )
        self.unit.data = clarity.deliverable.unit if clarity.deliverable else ""


@bp_parts.get("")
@signed_in
def ask(task_id: UUID) -> ResponseReturnValue:
    """Show an empty form to whoever may cut the task."""
    whole = visible(task_id)
    if "split" not in open_acts(whole, actor()):
        return shown(task_id, problem=GONE)
    form = _form(whole)
    form.begin_of(whole)
    return _show(whole, form)


@bp_parts.post("")
@signed_in
def split(task_id: UUID) -> ResponseReturnValue:
    """Cut the part off, and show it."""
    whole = visible(task_id)
    form = _form(whole, request.form)
    if not form.validate():
        return _show(whole, form, 422)
    seen = VERSION.fullmatch(request.form.get("seen", ""))
    command = SplitTask(
        task_id=task_id,
        content=form.text.data or "",
        clarity=form.clarity(),
        seen=int(seen[0]) if seen else NEVER_SEEN,
    )
    try:
        made = carry_out(command)
    except RefusedError as refusal:
        form.refuse(refusal)
        return _show(visible(task_id), form, 422)
    except (ChangedMeanwhileError, CommandReusedError) as late:
        form.form_errors = [CHANGED if isinstance(late, ChangedMeanwhileError) else REUSED]
        return _show(visible(task_id), form, 409)
    flash("Đã tách việc con.", "success")
    return redirect(url_for("tasks.show", task_id=uuid5(made, "part")), 303)


def _form(whole: TaskState, typed: MultiDict[str, str] | None = None) -> PartForm:
    form, clarity = PartForm(typed, meta={"today": today()}), whole.clarity
    form.offer_register(frozenset({clarity.lead_unit_id, *clarity.cooperating}))
    return form


def _show(whole: TaskState, form: PartForm, status: int = 200) -> Response:
    return page("tasks/part.html", block="main", status=status, whole=whole, form=form)
