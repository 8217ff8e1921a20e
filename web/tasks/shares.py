"""Page: which indicators a task serves, with their shares; added or dropped one by one."""

from decimal import Decimal
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict
from wtforms import SelectChoice

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from events.tasks.refusals import SharesOutOfRangeError
from events.values import Share
from service.indicators import standing
from service.tasks.acts import open_acts
from service.tasks.sharing import NotPursuedError, ShareTask
from service.tasks.state import TaskState
from web.choices import options
from web.forms import AmountField, ChoiceField, Form, RadioChoiceField
from web.htmx import page
from web.present import only_now
from web.session import actor, carry_out, db, signed_in
from web.tasks.act_form import NEVER_SEEN, VERSION
from web.tasks.attempt import CHANGED, REUSED
from web.tasks.served import served
from web.tasks.show import GONE, shown, visible
from web.words import say

bp_shares = Blueprint(
    "shares",
    __name__,
    url_prefix="/x/<code>/nhiem-vu/<uuid:task_id>/chi-tieu",
    template_folder="templates",
)
bp_shares.before_request(only_now)
LONGEST = 120  # characters of an indicator in a list
BESIDE = {SharesOutOfRangeError: "amount", NotPursuedError: "indicator"}


class ShareForm(Form):
    """One indicator, and how much of the task serves it."""

    indicator = ChoiceField("Chỉ tiêu", required="Hãy chọn chỉ tiêu.")
    amount = AmountField("Phần đóng góp", required="Hãy ghi phần đóng góp.")
    of = RadioChoiceField(
        "Tính theo",
        default="percent",
        choices=[
            SelectChoice("percent", "Phần trăm của nhiệm vụ"),
            SelectChoice("quantity", "Số lượng sản phẩm"),
        ],
    )

    def share(self) -> Share:
        """Say what was typed; it was validated."""
        indicator_id = UUID(self.indicator.data)
        return Share(indicator_id=indicator_id, amount=self.amount.amount, of=self.of.data)


@bp_shares.get("")
@signed_in
def ask(task_id: UUID) -> ResponseReturnValue:
    """Show the shares, with the form of another."""
    task = visible(task_id)
    if "share" not in open_acts(task, actor()):
        return shown(task_id, problem=GONE)
    return _show(task, _form())


@bp_shares.post("")
@signed_in
def change(task_id: UUID) -> ResponseReturnValue:
    """Add one, or let one go."""
    task, form = visible(task_id), _form(request.form)
    left = tuple(s for s in task.shares if str(s.indicator_id) != request.form.get("bo", ""))
    if len(left) == len(task.shares):
        if not form.validate():
            return _show(task, form, 422)
        new = form.share()
        left = (*(s for s in left if s.indicator_id != new.indicator_id), new)
    seen = VERSION.fullmatch(request.form.get("seen", ""))
    version = int(seen[0]) if seen else NEVER_SEEN
    try:
        carry_out(ShareTask(task_id=task_id, shares=left, seen=version))
    except RefusedError as refusal:
        beside = BESIDE.get(type(refusal))
        errors = form[beside].errors if beside else []
        form[beside or "indicator"].errors = [*errors, say(refusal)]
        return _show(visible(task_id), form, 422)
    except (ChangedMeanwhileError, CommandReusedError) as late:
        form.form_errors = [CHANGED if isinstance(late, ChangedMeanwhileError) else REUSED]
        return _show(visible(task_id), form, 409)
    flash("Đã ghi chỉ tiêu mà nhiệm vụ phục vụ.", "success")
    return redirect(url_for(".ask", task_id=task_id), 303)


def _form(typed: MultiDict[str, str] | None = None) -> ShareForm:
    form = ShareForm(typed)
    pursued = (one.state for one in standing.every(db(), None) if one.state.open)
    named = {str(s.indicator_id): f"{s.code} {s.content}"[:LONGEST] for s in pursued}
    form.indicator.choices = options(named, empty="Chưa chọn")
    return form


def _show(task: TaskState, form: ShareForm, status: int = 200) -> Response:
    rows = served(task, None)
    return page(
        "tasks/shares.html",
        block="main",
        status=status,
        task=task,
        rows=rows,
        left=Decimal(100) - sum((row.percent for row in rows), Decimal(0)),
        form=form,
    )
