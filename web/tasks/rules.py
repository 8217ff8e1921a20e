"""Page of the administrator: the tenant's own rules of tasks, in force, to come and before."""

from datetime import date

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from events.task_rules import TaskRulesSet
from service.tasks import rules
from service.tasks.rules import SetTaskRules
from service.tasks.written import DRAFTS_KEPT
from tenants.access import Permission
from web.forms import CountField, DayField, Form, TextField
from web.htmx import page
from web.session import carry_out, db, requires, today
from web.tasks.attempt import REUSED
from web.words import say

bp_rules = Blueprint(
    "task_rules", __name__, url_prefix="/x/<code>/quan-tri/quy-tac", template_folder="templates"
)
CHANGED = "Vừa có người khác đổi quy tắc. Hãy xem lại rồi gửi lại nếu vẫn cần."
KEPT = (
    "extensions_most", "extension_days_most", "lower_days_before", "written_days_most",
    "follows_above",
)  # fmt: skip


class RulesForm(Form):
    """How often and how far deadlines move, who is due first, from when, on which paper."""

    from_day = DayField("Áp dụng từ ngày", required="Hãy ghi ngày bắt đầu áp dụng.")
    basis = TextField("Văn bản làm căn cứ", required="Hãy ghi văn bản làm căn cứ.")
    extensions_most = CountField("Số lần gia hạn nhiều nhất của một nhiệm vụ")
    extension_days_most = CountField("Tổng số ngày gia hạn nhiều nhất, tính từ hạn đầu")
    lower_days_before = CountField("Cấp dưới đến hạn trước cấp trên, số ngày làm việc")
    written_days_most = CountField("Bản nháp trên máy được gửi muộn nhất, số ngày")
    follows_above = BooleanField("Cấp trên dời hạn văn bản thì hạn việc của đơn vị tự dời theo")

    def command(self) -> SetTaskRules:
        """Set the rules as typed; what is empty sets no limit."""
        return SetTaskRules(
            from_day=self.from_day.day,
            basis=str(self.basis.data),
            extensions_most=self.extensions_most.count,
            extension_days_most=self.extension_days_most.count,
            lower_days_before=self.lower_days_before.count or 0,
            written_days_most=self.written_days_most.count,
            follows_above=bool(self.follows_above.data),
        )


@bp_rules.get("")
@requires(Permission.SET_RULES)
def show() -> ResponseReturnValue:
    """Show the rules, and the form with those in force."""
    said = rules.on(db(), today())
    kept = {name: getattr(said, name) for name in KEPT} if said else {}
    return _show(RulesForm(data=kept | {"from_day": today()}))


@bp_rules.post("")
@requires(Permission.SET_RULES)
def change() -> ResponseReturnValue:
    """Let other rules hold from a day on."""
    form = RulesForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(form, status=422)
    try:
        carry_out(form.command())
    except RefusedError as refusal:
        return _show(form, say(refusal), status=422)
    except (ChangedMeanwhileError, CommandReusedError) as other:
        reused = isinstance(other, CommandReusedError)
        return _show(form, REUSED if reused else CHANGED, status=409)
    flash("Đã lưu quy tắc.", "success")
    return redirect(url_for(".show"), 303)


def in_words(said: TaskRulesSet | None) -> list[str]:
    """Say rules in sentences; without any, what holds then."""
    if said is None:
        return ["Chưa đặt quy tắc riêng: gia hạn không giới hạn số lần và số ngày."]
    times, days = said.extensions_most, said.extension_days_most
    kept = DRAFTS_KEPT if said.written_days_most is None else said.written_days_most
    ahead = said.lower_days_before
    return [
        "Gia hạn không giới hạn số lần."
        if times is None
        else f"Gia hạn nhiều nhất {times} lần.",
        "Gia hạn không giới hạn số ngày."
        if days is None
        else f"Hạn dời nhiều nhất {days} ngày sau hạn đầu.",
        f"Cấp dưới đến hạn trước cấp trên {ahead} ngày làm việc."
        if ahead
        else "Cấp dưới được cùng hạn với cấp trên.",
        f"Bản nháp trên máy được gửi muộn nhất {kept} ngày.",
        "Cấp trên dời hạn văn bản thì hạn việc của đơn vị tự dời theo."
        if said.follows_above
        else "Cấp trên dời hạn văn bản thì người quyết định hạn được hỏi.",
    ]


def _show(form: RulesForm, problem: str = "", status: int = 200) -> Response:
    said = rules.every(db())
    holding = rules.on(db(), today())
    return page(
        "tasks/rules.html",
        block="main",
        status=status,
        form=form,
        problems=[(problem, "")] if problem else [],
        holding=holding,
        words=in_words(holding),
        others=[(one, in_words(one), _when(one, today())) for one in said if one != holding],
    )


def _when(said: TaskRulesSet, day: date) -> str:
    return "sắp áp dụng" if said.from_day > day else "đã thay"
