"""The gate and the issue: what is missing is named and linked, the rest begins."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_items import Item
from events.plans import Plan
from service.imports.drafts import source
from service.plans.drafts import draft, progress, work_to_give
from service.plans.gate import Unclear, unclear
from service.plans.numbers import full_number
from service.tasks.issuing import GiveOutTasks, IssuePlan
from tenants.access import Permission
from web.clarity_words import FIELD_OF, MISSING
from web.htmx import elsewhere, page
from web.plans.forms import IssueForm
from web.plans.numbers import picked_numbers
from web.plans.way import way
from web.present import only_now
from web.session import actor, carry_out, db, file_store, register, requires, today
from web.words import say

MEANWHILE = "Bản rà soát vừa được người khác thay đổi. Hãy xem lại rồi bấm Ban hành lần nữa."
bp_issue = Blueprint(
    "plans_issue",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ban-hanh",
    template_folder="templates",
)
bp_issue.before_request(only_now)


@bp_issue.get("")
@requires(Permission.ISSUE_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show what is clear, what is missing, and the form of the issue."""
    return _show(draft(db(), plan_id))


@bp_issue.post("")
@requires(Permission.ISSUE_PLAN)
def issue(plan_id: UUID) -> ResponseReturnValue:
    """Issue the plan, or give out what was left for later."""
    if request.form.get("act") == "give":
        return _give(plan_id)
    form = IssueForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(draft(db(), plan_id), form, status=422)
    command = IssuePlan(
        plan_id=plan_id,
        **{name: form[name].data for name in ("number", "symbol", "issued_on")},
        signer=form.signer.data,
        signer_post=form.signer_post.data,
        later=picked_numbers("later"),
        seen=request.form.get("seen", type=int),
    )
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(draft(db(), plan_id), form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(draft(db(), plan_id), form, MEANWHILE, 409)
    number = full_number(command.number, command.symbol)
    flash(f"Đã ban hành kế hoạch số {number}.", "success")
    return elsewhere(url_for("plans.show", plan_id=plan_id))


def _give(plan_id: UUID) -> ResponseReturnValue:
    plan, picked = draft(db(), plan_id), picked_numbers("item")
    if not picked:
        return _show(plan, problem="Hãy chọn ít nhất một việc để giao.", status=422)
    try:
        carry_out(GiveOutTasks(plan_id=plan_id, item_ids=picked))
    except RefusedError as refusal:
        return _show(draft(db(), plan_id), problem=say(refusal), status=422)
    except ChangedMeanwhileError:
        return _show(draft(db(), plan_id), problem=MEANWHILE, status=409)
    flash(f"Đã giao {len(picked)} việc.", "success")
    return redirect(url_for("plans_issue.show", plan_id=plan_id), 303)


def _show(
    plan: Plan, form: IssueForm | None = None, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    work = work_to_give(plan)
    missing = {item.item_id: unclear(item, register(), today()) for item in work}
    text = source(file_store(), plan.reading_sha256)
    lacking = [(item, gaps(plan, item, missing[item.item_id])) for item in work]
    targets = [
        i for i in plan.items.values() if i.kind == "indicator" and i.state == "accepted"
    ]
    return page(
        "plans/issue.html",
        block="issue",
        status=status,
        plan=plan,
        stages=way(plan, text, missing),
        form=form or _prefilled(plan),
        problem=problem,
        clear=[item for item in work if not missing[item.item_id]],
        unclear=[(item, links) for item, links in lacking if links],
        targets=len(targets),
        progress=progress(plan.items.values()),
        picked=set(picked_numbers("later")),
        may_draft=actor().may(Permission.DRAFT_PLAN),
    )


def gaps(plan: Plan, item: Item, missing: tuple[Unclear, ...]) -> list[tuple[str, str]]:
    """Name what is missing of a record, each with the address of its field."""
    record = url_for("plans_record.show", plan_id=plan.id, item_id=item.item_id)
    return [(MISSING[kind], f"{record}#{FIELD_OF[kind]}") for kind in missing]


def _prefilled(plan: Plan) -> IssueForm:
    """Put in what the document prints, and nothing else."""
    form, front = IssueForm(meta={"today": today()}), plan.front
    form.number.data, form.symbol.data, form.issued_on.data = (
        front.number,
        front.symbol,
        front.dated,
    )
    form.signer.data, form.signer_post.data = front.signer, front.signer_post
    return form
