"""Page: how many units are to be inspected each year, and which still wait."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.coverage import MOST, CoverageSet
from events.errors import ChangedMeanwhileError, RefusedError
from service.inspections import coverage, visits
from service.inspections.coverage import SetCoverage
from tenants.access import Permission
from web import as_of
from web.forms import CountField, Form, TextField
from web.htmx import page
from web.session import carry_out, db, register, requires
from web.words import say

bp_coverage = Blueprint(
    "coverage", __name__, url_prefix="/x/<code>/kiem-tra/ty-le", template_folder="templates"
)
CHANGED = "Vừa có người khác đổi mục tiêu này. Hãy xem lại rồi gửi lại nếu vẫn cần."
orders = requires(Permission.ORDER_INSPECTION)


class GoalForm(Form):
    """How many, how often, and where it stands."""

    percent = CountField(
        "Mỗi năm kiểm tra ít nhất (% số đơn vị)", required="Hãy ghi tỷ lệ, ví dụ 20."
    )
    years = CountField("Mỗi đơn vị ít nhất một lần trong (năm)", required="Hãy ghi số năm.")
    basis = TextField("Theo văn bản", required="Hãy ghi số văn bản.", most=200)

    def command(self) -> SetCoverage:
        """Set the goal as typed."""
        typed = {name: self[name].count or 0 for name in MOST}
        return SetCoverage(goal=CoverageSet(**typed, basis=(self.basis.data or "").strip()))


@bp_coverage.get("")
@orders
def show() -> ResponseReturnValue:
    """Show the goal, the year's share, and the units that wait; now or on a past day."""
    goal = coverage.goal_of(db())
    held = {name: getattr(goal, name) for name in (*MOST, "basis")} if goal else {}
    return _show(GoalForm(data=held))


@bp_coverage.post("")
@orders
def change() -> ResponseReturnValue:
    """Let another goal hold."""
    form = GoalForm(request.form)
    if not form.validate():
        return _show(form, status=422)
    try:
        carry_out(form.command())
    except RefusedError as refusal:
        return _show(form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(form, CHANGED, 409)
    flash("Đã lưu mục tiêu kiểm tra.", "success")
    return redirect(url_for(".show"), 303)


def _show(form: GoalForm, problem: str = "", status: int = 200) -> Response:
    at, day = as_of.instant(), as_of.day()
    units, year = coverage.inspectable(register(), day), day.year
    goal = coverage.goal_of(db(), at)
    reach = coverage.reach(visits.every(db(), at), units, year, goal)
    return page(
        "inspections/coverage.html",
        block="main",
        status=status,
        form=None if at else form,
        problems=[(problem, "")] if problem else [],
        goal=goal,
        reach=reach,
        year=year,
        waiting=[units[unit].name for unit in reach.waiting],
    )
