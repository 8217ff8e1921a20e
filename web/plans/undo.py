"""The steps of a review as its people took them, and going back before any of them."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.plans import ItemsReplaced, ItemsRevised
from events.stream import Event
from service.plans.drafts import draft
from service.plans.undoing import Step, TakeBack, steps
from tenants.access import Permission
from web.htmx import page
from web.paging import cut
from web.plans.review import asked_for
from web.plans.telling import told
from web.present import only_now
from web.session import carry_out, db, local, register, requires
from web.words import say

PAGE = 50
MEANWHILE = "Vừa có người làm thêm bước khác. Hãy xem lại các bước rồi hoàn tác lần nữa."
bp_undo = Blueprint(
    "plans_undo",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/cac-buoc",
    template_folder="templates",
)
bp_undo.before_request(only_now)


@bp_undo.get("")
@requires(Permission.DRAFT_PLAN)
def history(plan_id: UUID) -> ResponseReturnValue:
    """List the steps, newest first."""
    return _history(plan_id)


@bp_undo.post("")
@requires(Permission.DRAFT_PLAN)
def undo(plan_id: UUID) -> ResponseReturnValue:
    """Go back before a step, then to the record that it changed or to the list."""
    to = request.form.get("to", -1, type=int)
    seen, at = request.form.get("seen", type=int), request.form.get("at", type=int)
    gone = next((s for s in steps(db(), draft(db(), plan_id)) if s.before == to), None)
    said = told(gone.event, draft(db(), plan_id).stood[to]) if gone else ""
    by = register().person(gone.person_id) if gone else ""
    try:
        carry_out(TakeBack(plan_id=plan_id, to_version=to, seen=seen))
    except RefusedError as refusal:
        return _history(plan_id, say(refusal), 422)
    except ChangedMeanwhileError:
        return _history(plan_id, MEANWHILE, 409)
    flash(f"Đã hoàn tác: {said} ({by}).", "success")
    return redirect(_back(plan_id, gone, at), 303)


def _back(plan_id: UUID, gone: Step | None, at: int | None) -> str:
    if at is None:
        return url_for("plans_undo.history", plan_id=plan_id)
    touched, query = _touched(gone.event) if gone else 0, asked_for().query()
    if at and touched:
        return url_for("plans_record.show", plan_id=plan_id, item_id=touched) + query
    return url_for("plans_review.overview", plan_id=plan_id) + query


def _history(plan_id: UUID, problem: str = "", status: int = 200) -> ResponseReturnValue:
    plan = draft(db(), plan_id)
    rows = [
        (step, told(step.event, plan.stood[step.before]), step.person_id, step.recorded_at)
        for step in steps(db(), plan)
    ]
    named = [(s, said, register().person(who), local(at)) for s, said, who, at in rows]
    return page(
        "plans/history.html",
        block="history",
        status=status,
        plan=plan,
        rows=cut(named, request.args.get("trang", ""), PAGE),
        problem=problem,
    )


def _touched(event: Event) -> int:
    match event:
        case ItemsRevised():
            return event.items[0].item_id
        case ItemsReplaced():
            return event.gone[0] if event.gone else 0
    return 0
