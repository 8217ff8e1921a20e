"""What the head and the foot of the document say, corrected by a person."""

from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.imports.drafts import source
from service.plans.drafts import draft, mark
from service.plans.reviewing import ReviseFront
from tenants.access import Permission
from web.htmx import page
from web.plans.forms import FrontForm
from web.plans.labels import DOUBTS
from web.plans.listing import Listing
from web.plans.source import head_and_foot
from web.plans.way import way
from web.present import only_now
from web.session import carry_out, db, file_store, register, requires, today
from web.words import say

MEANWHILE = (
    "Vừa có người khác sửa thông tin văn bản. Nội dung bạn gõ vẫn còn dưới đây; "
    "bấm Lưu lần nữa nếu muốn thay bản mới bằng bản của bạn."
)
bp_front = Blueprint(
    "plans_front",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/van-ban",
    template_folder="templates",
)
bp_front.before_request(only_now)


@bp_front.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show what was read of the document's head and foot."""
    form = FrontForm(meta={"today": today()})
    form.show(draft(db(), plan_id).front)
    return _show(plan_id, form)


@bp_front.post("")
@requires(Permission.DRAFT_PLAN)
def change(plan_id: UUID) -> ResponseReturnValue:
    """Keep the corrected facts."""
    form = FrontForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(plan_id, form, status=422)
    was = request.form.get("was") or None
    try:
        carry_out(ReviseFront(plan_id=plan_id, front=form.front(), was=was))
    except RefusedError as refusal:
        return _show(plan_id, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(plan_id, form, MEANWHILE, 409)
    flash("Đã lưu thông tin văn bản.", "success")
    return redirect(url_for("plans_review.overview", plan_id=plan_id, buoc="chi-tieu"), 303)


def _show(
    plan_id: UUID, form: FrontForm, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    plan = draft(db(), plan_id)
    form.quiet()
    text = source(file_store(), plan.reading_sha256)
    missing = Listing(plan, register(), today()).missing
    return page(
        "plans/front.html",
        block="front",
        status=status,
        plan=plan,
        form=form,
        was=mark(plan.front),
        problem=problem,
        stages=way(plan, text, missing),
        paragraphs=head_and_foot(text.paragraphs, plan.front),
        doubts=[(DOUBTS[one.kind], one) for one in text.anomalies if one.kind in DOUBTS],
    )
