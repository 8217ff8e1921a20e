"""One question for each spelling: every place is shown, and one answer holds for the draft."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.imports.drafts import source
from service.imports.spellings import Question, questions
from service.plans.drafts import draft
from service.plans.spelling import SettleSpelling
from tenants.access import Permission
from web.htmx import page
from web.present import only_now
from web.session import carry_out, db, file_store, requires
from web.words import say

SHOWN, LONGEST = 12, 200
MEANWHILE = "Vừa có người khác thay đổi bản rà soát này. Hãy xem lại rồi trả lời lần nữa."
bp_spelling = Blueprint(
    "plans_spelling",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/cach-viet",
    template_folder="templates",
)
bp_spelling.before_request(only_now)


@bp_spelling.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Ask the first question that nobody has answered."""
    return _show(plan_id)


@bp_spelling.post("")
@requires(Permission.DRAFT_PLAN)
def answer(plan_id: UUID) -> ResponseReturnValue:
    """Write it so everywhere, or leave it everywhere; then ask the next."""
    printed = tuple(word[:LONGEST] for word in request.form.getlist("printed") if word.strip())
    if not printed:
        return _show(plan_id, "Hãy chọn ít nhất một cách viết.", 422)
    leaves = request.form.get("act") == "leave"
    written = "" if leaves else request.form.get("written", "").strip()
    if not leaves and not written:
        return _show(plan_id, "Hãy ghi cách viết đúng, hoặc bấm Để nguyên.", 422)
    command = SettleSpelling(plan_id=plan_id, printed=printed, written=written[:LONGEST])
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(plan_id, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(plan_id, MEANWHILE, 409)
    flash("Đã để nguyên." if leaves else f"Đã viết “{written}” ở mọi chỗ.", "success")
    return redirect(url_for("plans_spelling.show", plan_id=plan_id), 303)


def _show(plan_id: UUID, problem: str = "", status: int = 200) -> ResponseReturnValue:
    plan = draft(db(), plan_id)
    text = source(file_store(), plan.reading_sha256)
    asked: list[Question] = [] if plan.issued else questions(plan, text)
    typed = request.form if problem else None
    return page(
        "plans/spelling.html",
        block="spelling",
        status=status,
        plan=plan,
        question=asked[0] if asked else None,
        left=len(asked),
        picked=set(typed.getlist("printed")) if typed else None,
        written=typed.get("written", "") if typed else asked[0].offered if asked else "",
        most=SHOWN,
        problem=problem,
    )
