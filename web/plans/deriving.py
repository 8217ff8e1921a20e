"""Pages: which plans carry out a plan, and deriving one; the plan above, and its links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_items import Item
from events.plan_life import LivingPlan
from events.plan_lineage import Link
from service.plans import states as plan_states
from service.plans.amendments import living
from service.plans.deriving import (
    DerivePlan,
    LinkToParent,
    children,
    covered,
    in_force_items,
    own_plan_due,
    proposed_links,
)
from service.plans.states import PlanState
from tenants.access import Permission
from web import as_of
from web.choices import options
from web.forms import AmountField, ChoiceField, Form, TextField, identity
from web.htmx import page
from web.paging import cut
from web.plans.labels import KINDS, figure
from web.plans.nearest import Choice, nearest
from web.plans.numbers import picked_numbers
from web.plans.views import not_yet, readable, sees_drafts, stood
from web.session import actor, carry_out, db, past, register, requires, today
from web.words import say

PAGE, FIRST_YEAR, LAST_YEAR = 150, 2020, 2100
MEANWHILE = "Kế hoạch vừa được người khác thay đổi. Hãy xem lại rồi bấm lần nữa."
NO_UNIT = "Cả xã (kế hoạch năm)"
bp_derive = Blueprint(
    "plans_derive",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>",
    template_folder="templates",
)


class DeriveForm(Form):
    """What the derived plan is called, whose it is, and for which year."""

    title = TextField("Tên kế hoạch", required="Hãy ghi tên kế hoạch.", most=500)
    unit = ChoiceField("Kế hoạch của")
    year = AmountField("Năm")

    def period(self) -> tuple[int, int] | None:
        """Give the year as a period, when it is one."""
        year = self.year.data
        if year is None or year != int(year) or not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return int(year), int(year)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit, the plan of its own that it issued or drafts, and whether that was too late."""

    name: str
    plan: PlanState | None
    late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A record of the plan, and the plans below that carry it out."""

    item: Item
    kind: str
    target: str
    takers: list[PlanState]


@bp_derive.get("/cu-the-hoa")
@requires(Permission.WORK)
def below(plan_id: UUID) -> ResponseReturnValue:
    """Show who has a plan of their own, and offer to derive one."""
    return _below(plan_id)


@bp_derive.post("/cu-the-hoa")
@requires(Permission.DRAFT_PLAN)
def derive(plan_id: UUID) -> ResponseReturnValue:
    """Start the draft of a plan that carries this one out."""
    form, picked = _derive_form(), picked_numbers("muc")
    if not form.validate() or not picked:
        problem = "" if picked else "Hãy chọn ít nhất một mục để cụ thể hóa."
        return _below(plan_id, form, problem, 422)
    command = DerivePlan(
        parent_id=plan_id,
        title=form.title.data or "",
        item_ids=picked,
        unit_id=identity(form.unit.data),
        period=form.period(),
    )
    try:
        made = uuid5(carry_out(command), "plan")
    except RefusedError as refusal:
        return _below(plan_id, form, say(refusal), 422)
    flash(f"Đã tạo bản nháp với {len(picked)} mục.", "success")
    return redirect(url_for("plans_review.overview", plan_id=made), 303)


@bp_derive.get("/ke-hoach-tren")
@requires(Permission.DRAFT_PLAN)
def above(plan_id: UUID) -> ResponseReturnValue:
    """Ask which plan this one carries out; with one in the address, by which records."""
    return _above(plan_id)


@bp_derive.post("/ke-hoach-tren")
@requires(Permission.DRAFT_PLAN)
def link(plan_id: UUID) -> ResponseReturnValue:
    """Record the plan above and the links."""
    plan, parent = living(db(), plan_id), _parent(plan_id)
    if parent is None:
        return _above(plan_id, "Hãy chọn kế hoạch cấp trên.", 422)
    above_ids = {n: request.form.get(f"l-{n}", type=int) for n in plan.items}
    command = LinkToParent(
        plan_id=plan_id,
        parent_id=parent.plan_id,
        unit_id=_unit(),
        links=tuple(
            Link(item_id=n, parent_item_id=up) for n, up in above_ids.items() if up is not None
        ),
        seen=request.form.get("seen", type=int),
    )
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _above(plan_id, say(refusal), 422)
    except ChangedMeanwhileError:
        return _above(plan_id, MEANWHILE, 409)
    flash(f"Đã gắn với kế hoạch {parent.full_number}.", "success")
    return redirect(url_for("plans.show", plan_id=plan_id), 303)


def _below(
    plan_id: UUID, form: DeriveForm | None = None, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    found = readable(plan_id)
    shown = stood(found)
    if shown is None:
        return not_yet(found)
    every = plan_states.every(db(), as_of.instant())
    mine = children([p for p in every if p.status != "draft" or sees_drafts()], plan_id)
    may_derive = past() is None and actor().may(Permission.DRAFT_PLAN)
    may_derive = may_derive and shown.status == "issued"
    here = cut(
        in_force_items(living(db(), plan_id, as_of.instant())),
        request.args.get("trang", ""),
        PAGE,
    )
    return page(
        "plans/derived.html",
        block="main",
        status=status,
        plan=shown,
        number=shown.full_number,
        units=_units(mine, own_plan_due(shown)),
        due=own_plan_due(shown),
        yearly=[plan for plan in mine if plan.unit_id is None],
        have=len(covered(mine)),
        here=here,
        lines=[_line(item, mine) for item in here.rows],
        picked=set(picked_numbers("muc")),
        form=form or _derive_form(),
        problem=problem,
        may_derive=may_derive,
        at=as_of.past_day(),
        today=today(),
        page_url=url_for("plans_derive.below", plan_id=plan_id) + "?trang={page}",
    )


def _line(item: Item, mine: Sequence[PlanState]) -> Line:
    takers = [plan for plan in mine if item.item_id in plan.taken_items]
    return Line(item, KINDS[item.kind], figure(item.target), takers)


def _units(mine: Sequence[PlanState], due: date | None) -> list[Unit]:
    issued, day = covered(mine), as_of.past_day() or today()
    drafts = {plan.unit_id: plan for plan in mine if plan.status == "draft"}
    found = []
    for unit_id, unit in register().units.items():
        own = issued.get(unit_id)
        done_on = own.issued_on if own else None
        late = due is not None and (done_on or day) > due
        found.append(Unit(unit.name, own or drafts.get(unit_id), late))
    return found


def _derive_form() -> DeriveForm:
    form = DeriveForm(request.form if request.method == "POST" else None)
    names = {str(unit_id): unit.name for unit_id, unit in register().units.items()}
    form.unit.choices = options(names, empty=NO_UNIT)
    return form


def _unit() -> UUID | None:
    asked = request.values.get("unit", "")
    return next((unit for unit in register().units if str(unit) == asked), None)


def _parent(plan_id: UUID) -> PlanState | None:
    asked = request.values.get("tren", "")
    return next((p for p in _issued(plan_id) if str(p.plan_id) == asked), None)


def _issued(plan_id: UUID) -> list[PlanState]:
    every = plan_states.every(db(), None)
    return [p for p in every if p.status == "issued" and p.plan_id != plan_id]


def _above(plan_id: UUID, problem: str = "", status: int = 200) -> ResponseReturnValue:
    plan, parent = living(db(), plan_id), _parent(plan_id)
    plans = _issued(plan_id)
    return page(
        "plans/above.html",
        block="main",
        status=status,
        plan=plan,
        plans=plans,
        parent=parent,
        proposed=_named(plan, plans),
        units=register().units,
        unit=_unit() or (plan.derived.unit_id if plan.derived else None),
        rows=_rows(plan, living(db(), parent.plan_id)) if parent else [],
        problem=problem,
    )


def _named(plan: LivingPlan, plans: Sequence[PlanState]) -> UUID | None:
    """Find the plan that the legal bases name by its number."""
    if plan.derived:
        return plan.derived.parent_id
    bases = " ".join(plan.front.legal_bases).casefold()
    named = [p for p in plans if p.full_number.casefold() in bases and p.number]
    return named[0].plan_id if named else None


def _rows(plan: LivingPlan, parent: LivingPlan) -> list[tuple[Item, int | None, list[Choice]]]:
    """Show each record with the one proposed, or linked before, and those most like it."""
    links = (plan.derived.links if plan.derived else ()) or proposed_links(parent, plan)
    known = {link.item_id: link.parent_item_id for link in links}
    offered = in_force_items(parent)
    return [
        (item, known.get(item.item_id), nearest(item.text, offered, known.get(item.item_id)))
        for item in plan.items.values()
        if item.state != "dropped"
    ]
