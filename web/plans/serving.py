"""Page: work of a plan that a task of another plan does already: linked, not given twice."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.plans import states as plan_states
from service.plans.amendments import living
from service.plans.drafts import work_to_give
from service.plans.likeness import pairs
from service.tasks.serving import ServeByTask, open_elsewhere
from tenants.access import Permission
from web.forms import identity
from web.htmx import page
from web.present import only_now
from web.session import carry_out, db, requires
from web.words import say

MEANWHILE = "Kế hoạch vừa được người khác thay đổi. Hãy xem lại rồi bấm lần nữa."
bp_serve = Blueprint(
    "plans_serve",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/viec-chung",
    template_folder="templates",
)
bp_serve.before_request(only_now)


@bp_serve.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show the work that still waits beside the open tasks that are like it."""
    return _show(plan_id)


@bp_serve.post("")
@requires(Permission.DRAFT_PLAN)
def link(plan_id: UUID) -> ResponseReturnValue:
    """Link one record to a task."""
    item_id = request.form.get("item", type=int)
    try:
        task_id = identity(request.form.get("task"))
    except ValueError:
        task_id = None
    if item_id is None or task_id is None:
        return _show(plan_id, "Hãy chọn mục và nhiệm vụ đang thực hiện mục đó.", 422)
    seen = request.form.get("seen", type=int)
    try:
        carry_out(ServeByTask(plan_id=plan_id, item_id=item_id, task_id=task_id, seen=seen))
    except RefusedError as refusal:
        return _show(plan_id, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(plan_id, MEANWHILE, 409)
    flash("Đã gắn: việc này không giao lần nữa.", "success")
    return redirect(url_for("plans_serve.show", plan_id=plan_id), 303)


def _show(plan_id: UUID, problem: str = "", status: int = 200) -> ResponseReturnValue:
    plan = living(db(), plan_id)
    waiting = work_to_give(plan)
    open_tasks = open_elsewhere(db(), plan_id)
    found = pairs([t.content for t in open_tasks], [i.text for i in waiting])
    names = {p.plan_id: p.full_number for p in plan_states.every(db(), None)}
    return page(
        "plans/serve.html",
        block="main",
        status=status,
        plan=plan,
        problem=problem,
        waiting=len(waiting),
        rows=[(waiting[p.new], open_tasks[p.old], names, round(p.score)) for p in found],
    )
