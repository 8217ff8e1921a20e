"""Pages: choose what a later document changes in an issued plan, then say how and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Field

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_items import Item
from events.plan_life import LivingPlan
from service.plans.amendments import living
from service.plans.numbers import full_number
from service.tasks.amending import AmendPlan
from tenants.access import Permission
from web.htmx import elsewhere, page
from web.paging import cut
from web.plans.amend_forms import ChangeForm, NewForm, PaperForm, all_valid
from web.plans.labels import KINDS, figure
from web.plans.numbers import picked_numbers
from web.present import only_now
from web.session import carry_out, db, requires, today
from web.words import say

PAGE, MOST_CHANGES, MOST_NEW = 100, 20, 10
MEANWHILE = "Kế hoạch vừa được người khác thay đổi. Hãy xem lại rồi bấm Ghi sửa đổi lần nữa."
bp_amend = Blueprint(
    "plans_amend",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/sua-doi",
    template_folder="templates",
)
bp_amend.before_request(only_now)


@dataclass(frozen=True, slots=True)
class Typed:
    """The forms of one amendment: its document, records to change, records to add."""

    paper: PaperForm
    changes: Mapping[int, ChangeForm]
    new: tuple[NewForm, ...]

    def fields(self) -> list[Field]:
        """List the fields of all of them."""
        forms = [self.paper, *self.changes.values(), *self.new]
        return [field for form in forms for field in form]

    def valid(self) -> bool:
        """Validate all of them."""
        return all_valid([self.paper, *self.changes.values(), *self.new])


@bp_amend.get("")
@requires(Permission.ISSUE_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Ask which records change; with records in the address, how."""
    plan = living(db(), plan_id)
    if plan.issued and _asked(plan):
        return _form(plan, _typed(plan, posted=False))
    return _choose(plan)


@bp_amend.post("")
@requires(Permission.ISSUE_PLAN)
def amend(plan_id: UUID) -> ResponseReturnValue:
    """Record the amendment."""
    plan = _issued(plan_id)
    typed = _typed(plan, posted=True)
    if not _asked(plan):
        return _choose(plan, "Hãy chọn ít nhất một mục, hoặc thêm một mục mới.", 422)
    if not typed.valid():
        return _form(plan, typed, status=422)
    try:
        carry_out(_command(plan, typed))
    except RefusedError as refusal:
        return _form(plan, typed, say(refusal), 422)
    except ChangedMeanwhileError:
        return _form(_issued(plan_id), typed, MEANWHILE, 409)
    number = full_number(typed.paper.number.data or "", typed.paper.symbol.data or "")
    flash(f"Đã ghi sửa đổi theo văn bản số {number}.", "success")
    compared = url_for("plans_compare.compare", plan_id=plan_id, so_voi="ban-hanh")
    return elsewhere(compared)


def _command(plan: LivingPlan, typed: Typed) -> AmendPlan:
    changed = (form.wish(plan.items[item_id]) for item_id, form in typed.changes.items())
    return AmendPlan(
        plan_id=plan.id,
        paper=typed.paper.paper(),
        in_force_on=typed.paper.in_force_on.day,
        wishes=(*changed, *(form.wish() for form in typed.new)),
        seen=request.form.get("seen", type=int),
    )


def _issued(plan_id: UUID) -> LivingPlan:
    plan = living(db(), plan_id)
    if plan.issued is None:
        abort(404)
    return plan


def _asked(plan: LivingPlan) -> bool:
    return bool(_chosen(plan) or _wanted_new())


def _chosen(plan: LivingPlan) -> list[Item]:
    """Give the picked records; those of a form that was sent stand, so that a resend is one."""
    if request.method == "POST":
        known = plan.items
    else:
        known = {item.item_id: item for item in _amendable(plan)}
    numbers = picked_numbers("muc")[:MOST_CHANGES]
    return [known[number] for number in numbers if number in known]


def _amendable(plan: LivingPlan) -> list[Item]:
    return [item for item in plan.items.values() if item.state == "accepted"]


def _wanted_new() -> int:
    typed = request.values.get("them", type=int) or 0
    return max(0, min(typed, MOST_NEW))


def _typed(plan: LivingPlan, *, posted: bool) -> Typed:
    data = request.form if posted else None
    changes = {
        item.item_id: ChangeForm(data, prefix=f"i{item.item_id}-", meta={"today": today()})
        for item in _chosen(plan)
    }
    if not posted:
        for item_id, form in changes.items():
            form.show(plan.items[item_id])
    new = tuple(NewForm(data, prefix=f"n{n}-") for n in range(_wanted_new()))
    return Typed(PaperForm(data, meta={"today": today()}), changes, new)


def _choose(plan: LivingPlan, problem: str = "", status: int = 200) -> ResponseReturnValue:
    here = cut(_amendable(plan), request.args.get("trang", ""), PAGE)
    address = url_for("plans_amend.show", plan_id=plan.id)
    return page(
        "plans/amend_choose.html",
        block="main",
        status=status,
        plan=plan,
        number=_number(plan),
        problem=problem,
        here=here,
        lines=[(item, KINDS[item.kind], figure(item.target)) for item in here.rows],
        most_new=MOST_NEW,
        page_url=f"{address}?trang=" + "{page}",
    )


def _form(
    plan: LivingPlan, typed: Typed, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    return page(
        "plans/amend.html",
        block="amend",
        status=status,
        plan=plan,
        number=_number(plan),
        typed=typed,
        problem=problem,
        kinds=KINDS,
    )


def _number(plan: LivingPlan) -> str:
    signed = plan.issued
    return full_number(signed.number, signed.symbol) if signed else "Bản nháp"
