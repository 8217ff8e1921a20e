"""Page of the administrator: from how much on the rules of signals signal."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from events.signals import BOUNDS, SignalLimitsSet
from service.inspections.looking import SetSignalLimits, limits_of
from tenants.access import Permission
from web.forms import CountField, Form
from web.htmx import page
from web.inspections.words import FIELDS
from web.session import carry_out, db, requires
from web.words import say

bp_limits = Blueprint(
    "signal_limits",
    __name__,
    url_prefix="/x/<code>/quan-tri/dau-hieu",
    template_folder="templates",
)
NEEDED = "Hãy ghi số từ 1 trở lên."


class LimitsForm(Form):
    """The six limits."""

    recorded_days = CountField(FIELDS["recorded_days"], required=NEEDED)
    before_days = CountField(FIELDS["before_days"], required=NEEDED)
    rush_percent = CountField(FIELDS["rush_percent"], required=NEEDED)
    accept_seconds = CountField(FIELDS["accept_seconds"], required=NEEDED)
    self_percent = CountField(FIELDS["self_percent"], required=NEEDED)
    report_percent = CountField(FIELDS["report_percent"], required=NEEDED)

    def command(self) -> SetSignalLimits:
        """Set the limits as typed."""
        typed = {name: self[name].count or 0 for name in BOUNDS}
        return SetSignalLimits(limits=SignalLimitsSet(**typed))


@bp_limits.get("")
@requires(Permission.SET_RULES)
def show() -> ResponseReturnValue:
    """Show the form with the limits that hold."""
    held = limits_of(db())
    return _show(LimitsForm(data={name: getattr(held, name) for name in BOUNDS}))


@bp_limits.post("")
@requires(Permission.SET_RULES)
def change() -> ResponseReturnValue:
    """Let other limits hold."""
    form = LimitsForm(request.form)
    if not form.validate():
        return _show(form, status=422)
    try:
        carry_out(form.command())
    except RefusedError as refusal:
        return _show(form, say(refusal), status=422)
    flash("Đã lưu giới hạn của các dấu hiệu.", "success")
    return redirect(url_for(".show"), 303)


def _show(form: LimitsForm, problem: str = "", status: int = 200) -> Response:
    problems = [(problem, "")] if problem else []
    return page(
        "inspections/limits.html", block="main", status=status, form=form, problems=problems
    )
