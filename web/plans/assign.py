"""Assigning whole groups: what is still unclear of them is filled in with one key."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from msgspec.structs import replace

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_items import Item
from events.plans import Plan
from events.values import Clarity, Deadline, Deliverable
from service.imports.drafts import source
from service.imports.matching import plain_name
from service.plans.assigning import Fill, FillClarity
from service.plans.drafts import is_work, open_items
from service.plans.gate import timed
from service.plans.groups import By, Group, unknown_leader
from service.plans.offering import authority, first_due, people
from tenants.access import Permission
from web.choices import NOT_YET, Choices
from web.clarity_form import ClarityForm
from web.htmx import page
from web.plans import labels
from web.plans.lacking import Lacking, lacking
from web.plans.numbers import picked_numbers
from web.plans.others import others
from web.plans.way import way
from web.present import only_now
from web.session import actor, carry_out, file_store, register, requires, today
from web.words import say

MEANWHILE = "Vừa có người khác thay đổi bản rà soát này. Hãy xem lại rồi bấm lần nữa."
MOST_OFFERED, LONGEST_NAME = 9, 200
bp_assign = Blueprint(
    "plans_assign",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/giao",
    template_folder="templates",
)
bp_assign.before_request(only_now)


@bp_assign.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show the groups, one of them opened."""
    return _show(lacking(plan_id))


@bp_assign.post("")
@requires(Permission.DRAFT_PLAN)
def fill(plan_id: UUID) -> ResponseReturnValue:
    """Fill the gaps of the picked records of a group, then open the next group."""
    looked, form = lacking(plan_id), _form(request.form)
    picked = set(picked_numbers("item"))
    items = [item for item in looked.items if item.item_id in picked]
    if not items:
        return _show(looked, form, "Hãy chọn ít nhất một việc của nhóm.", 422)
    if not form.validate():
        return _show(looked, form, status=422)
    offered = _decided(form)
    fills = tuple(Fill(item_id=i.item_id, clarity=_printed(offered, i)) for i in items)
    learned = request.form.get("learned", "")[:LONGEST_NAME]
    if learned and offered.lead_unit_id:
        fills += _same_name(looked.plan, learned, offered.lead_unit_id, picked)
    command = FillClarity(
        plan_id=plan_id, fills=fills, learned=learned, of_unit=offered.lead_unit_id
    )
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(lacking(plan_id), form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(lacking(plan_id), form, MEANWHILE, 409)
    flash(f"Đã điền chỗ còn trống của {len(items)} việc.", "success")
    then = {"theo": _by_slug(), "nhom": request.form.get("then", "")}
    return redirect(f"{url_for('plans_assign.show', plan_id=plan_id)}?{urlencode(then)}", 303)


def _same_name(plan: Plan, printed: str, unit_id: UUID, but: set[int]) -> tuple[Fill, ...]:
    """Let the unit lead every other record that prints the same name, accepted or not."""
    same = [i for i in open_items(plan) if is_work(i) and plain_name(unknown_leader(i))]
    lead, wanted = Clarity(lead_unit_id=unit_id), plain_name(printed)
    return tuple(
        Fill(item_id=item.item_id, clarity=lead)
        for item in same
        if item.item_id not in but and plain_name(unknown_leader(item)) == wanted
    )


def _show(
    looked: Lacking, form: ClarityForm | None = None, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    by = _by()
    groups, asked = looked.groups(by), request.values.get("nhom", "")
    here = next(
        (group for group in groups if group.key == asked), groups[0] if groups else None
    )
    at = groups.index(here) if here else 0
    text = source(file_store(), looked.plan.reading_sha256)
    return page(
        "plans/assign.html",
        block="assign",
        status=status,
        plan=looked.plan,
        stages=way(looked.plan, text, looked.missing),
        others=others(looked.plan.id),
        groups=[(group, _title(group)) for group in groups],
        here=here,
        before=groups[at - 1] if at else None,
        after=groups[at + 1] if at + 1 < len(groups) else None,
        title=_title(here) if here else "",
        by=_by_slug(),
        missing=looked.missing,
        form=form or _offered(here, looked.plan),
        offered=_people(here) if here else [],
        picked=set(picked_numbers("item")) if status != 200 else set(),
        earlier=len(looked.earlier),
        may_issue=actor().may(Permission.ISSUE_PLAN),
        problem=problem,
        labels=labels,
    )


def _title(group: Group) -> str:
    named = register().unit(group.unit_id)
    return group.section or named or group.printed or "Chưa rõ đơn vị"


def _people(group: Group) -> list[tuple[str, str]]:
    """Give the keys and names of those who may be picked with one key."""
    choices = Choices(register(), today())
    known = choices.people()
    found = people(register(), group.unit_id, today())[:MOST_OFFERED]
    return [(key, known[key]) for key in (choices.assignee(*one) for one in found)]


def _form(typed: Any = None) -> ClarityForm:
    if typed is not None and (pick := typed.get("pick")):
        typed = typed.copy()
        typed["assignee"] = pick
    form = ClarityForm(typed, meta={"today": today()})
    form.offer(Choices(register(), today()), empty=NOT_YET)
    return form


def _offered(group: Group | None, plan: Plan) -> ClarityForm:
    """Offer what is likely; the person who presses the key decides."""
    form = _form()
    if group is None:
        return form
    offer = authority(register(), group.unit_id, None, today())
    reports = {item.kind for item in group.items} == {"report"}
    name = "Báo cáo" if reports else "Báo cáo kết quả thực hiện"
    product = Deliverable(name=name, quantity=Decimal(1), unit="báo cáo")
    due = _last_day(plan)
    deadline = Deadline(kind="date", on=due) if due else None
    form.show(
        replace(offer, lead_unit_id=group.unit_id, deliverable=product, deadline=deadline)
    )
    return form


def _last_day(plan: Plan) -> date | None:
    period = plan.front.period
    last = date(period[1], 12, 31) if period else None
    return last if last and last >= today() else None


def _decided(form: ClarityForm) -> Clarity:
    """Give what the form says; whoever would accept their own work is not the one to accept."""
    said = form.clarity()
    own = register().holders(said.accept_post_id, today()) if said.accept_post_id else []
    if own != [said.person_id]:
        return said
    other = authority(register(), said.lead_unit_id, said.person_id, today())
    return replace(said, accept_post_id=other.accept_post_id)


def _printed(offered: Clarity, item: Item) -> Clarity:
    """Offer one record what the form says, in the plan's own rhythm where it names one."""
    own = first_due(item.clarity.deadline, today()) if item.clarity.deadline else None
    if timed(own):
        return replace(offered, deadline=own)
    if offered.deadline is None:
        return offered
    return replace(offered, deadline=replace(offered.deadline, printed=item.deadline_printed))


def _by() -> By:
    return "section" if _by_slug() else "unit"


def _by_slug() -> str:
    return "muc" if request.values.get("theo") == "muc" else ""
