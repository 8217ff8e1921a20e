"""Page: a plan takes the place of an old one; each open task and target is decided."""

import re
from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.plan_life import LivingPlan
from service.indicators import states as indicator_states
from service.plans import states as plan_states
from service.plans.amendments import living
from service.plans.drafts import work_to_give
from service.plans.gate import unclear
from service.plans.states import PlanState
from service.tasks import states as task_states
from service.tasks.issuing import IssuePlan
from service.tasks.replacing import ReplacePlan
from tenants.access import Permission
from web.forms import identity
from web.htmx import elsewhere, page
from web.plans.forms import IssueForm
from web.plans.replace_forms import KINDS, Turn, typed
from web.present import only_now
from web.session import carry_out, db, register, requires, today
from web.words import say

MEANWHILE = "Một trong hai kế hoạch vừa được người khác thay đổi. Hãy xem lại rồi bấm lần nữa."
NUMBER = re.compile(r"(\d+)\s*[-/]\s*([\w-]+(?:/[\w-]+)?)")
bp_replace = Blueprint(
    "plans_replace",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/thay-the",
    template_folder="templates",
)
bp_replace.before_request(only_now)


@bp_replace.get("")
@requires(Permission.ISSUE_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Ask which plan is replaced; with one in the address, what becomes of it."""
    new, old = living(db(), plan_id), _old(plan_id)
    return _show(new, old) if old else _choose(new)


@bp_replace.post("")
@requires(Permission.ISSUE_PLAN)
def replace(plan_id: UUID) -> ResponseReturnValue:
    """Let the plan take the old one's place, and issue it when it is a draft."""
    new, old = living(db(), plan_id), _old(plan_id)
    if old is None:
        return _choose(new, "Hãy chọn kế hoạch được thay thế.")
    form = IssueForm(request.form, meta={"today": today()})
    if new.issued is None and not form.validate():
        return _show(new, old, form, status=422)
    try:
        carry_out(_command(new, old, form))
    except RefusedError as refusal:
        return _show(living(db(), plan_id), old, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(living(db(), plan_id), old, form, MEANWHILE, 409)
    flash(f"Đã thay thế kế hoạch {old.full_number}.", "success")
    return elsewhere(url_for("plans.show", plan_id=plan_id))


def _command(new: LivingPlan, old: PlanState, form: IssueForm) -> ReplacePlan:
    turn = _turn(new, old)
    fates = turn.task_fates()
    taken = {fate.item_id for fate in fates}
    issue = None
    if new.issued is None:
        issue = IssuePlan(
            plan_id=new.id,
            number=form.number.data or "",
            symbol=form.symbol.data or "",
            issued_on=form.issued_on.day,
            signer=form.signer.data or "",
            signer_post=form.signer_post.data or "",
            later=tuple(n for n in _unclear(new) if n not in taken) if _later() else (),
        )
    return ReplacePlan(
        plan_id=new.id,
        old_plan_id=old.plan_id,
        tasks=fates,
        targets=turn.target_fates(),
        issue=issue,
        seen=request.form.get("seen", type=int),
    )


def _old(plan_id: UUID) -> PlanState | None:
    try:
        asked = identity(request.values.get("cu"))
    except ValueError:
        return None
    return next((p for p in _replaceable(plan_id) if p.plan_id == asked), None)


def _replaceable(plan_id: UUID) -> list[PlanState]:
    every = plan_states.every(db(), None)
    return [p for p in every if p.status == "issued" and p.plan_id != plan_id]


def _turn(new: LivingPlan, old: PlanState) -> Turn:
    tasks = task_states.of_plan(db(), old.plan_id, None)
    targets = indicator_states.of_plan(db(), old.plan_id, None)
    return Turn(new, [t for t in tasks if t.open], [t for t in targets if t.open])


def _unclear(new: LivingPlan) -> list[int]:
    return [i.item_id for i in work_to_give(new) if unclear(i, register(), today())]


def _later() -> bool:
    return "later" in request.form


def _choose(new: LivingPlan, problem: str = "") -> ResponseReturnValue:
    plans = _replaceable(new.id)
    return page(
        "plans/replace_choose.html",
        block="main",
        status=422 if problem else 200,
        plan=new,
        problem=problem,
        plans=plans,
        proposed=named_in(new.front.supersedes, plans),
    )


def named_in(words: str, plans: Sequence[PlanState]) -> UUID | None:
    """Find the plan whose number and symbol a sentence names; None when it names none."""
    said = {(no, symbol.casefold()) for no, symbol in NUMBER.findall(words)}
    named = [p for p in plans if (p.number, p.symbol.casefold()) in said]
    return named[0].plan_id if named else None


def _show(
    new: LivingPlan,
    old: PlanState,
    form: IssueForm | None = None,
    problem: str = "",
    status: int = 200,
) -> ResponseReturnValue:
    turn = _turn(new, old)
    return page(
        "plans/replace.html",
        block="replace",
        status=status,
        plan=new,
        old=old,
        seen=living(db(), old.plan_id).version,
        tasks=turn.task_lines(),
        targets=turn.target_lines(),
        unclear=len(_unclear(new)),
        later=_later(),
        why={name: typed(f"why-{name}") for name in (*KINDS, "target")},
        kinds=KINDS,
        form=form or _prefilled(new),
        problem=problem,
    )


def _prefilled(new: LivingPlan) -> IssueForm:
    form, front = IssueForm(meta={"today": today()}), new.front
    form.number.data, form.symbol.data, form.issued_on.data = (
        front.number,
        front.symbol,
        front.dated,
    )
    form.signer.data, form.signer_post.data = front.signer, front.signer_post
    return form
