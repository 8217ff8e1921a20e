"""Step 5: the annex that the plan names, and the files that were joined with it."""

from uuid import UUID

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.imports.drafts import source
from service.plans.drafts import draft
from tenants.access import Permission
from web.htmx import page
from web.plans.intake import chosen, leave
from web.plans.listing import Listing
from web.plans.way import following, way
from web.present import only_now
from web.session import db, file_store, register, requires, today
from web.words import say

bp_annexing = Blueprint(
    "plans_annexing",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/phu-luc",
    template_folder="templates",
)
bp_annexing.before_request(only_now)


@bp_annexing.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show whether an annex is announced, which were joined, and ask for one."""
    return _show(plan_id)


@bp_annexing.post("")
@requires(Permission.DRAFT_PLAN)
def take(plan_id: UUID) -> ResponseReturnValue:
    """Leave an annex to be read and joined with the draft."""
    plan, uploaded = draft(db(), plan_id), chosen()
    if plan.issued:
        return _show(plan_id, "Kế hoạch đã ban hành; phụ lục sửa được nạp ở trang kế hoạch.")
    if not uploaded:
        return _show(plan_id, "Hãy chọn tệp phụ lục: Excel (.xlsx), .csv, Word hoặc PDF.")
    try:
        intake_id = leave(uploaded, plan_id)
    except RefusedError as refused:
        return _show(plan_id, say(refused))
    return redirect(url_for("plans_upload.progress", intake_id=intake_id), 303)


def _show(plan_id: UUID, problem: str = "") -> ResponseReturnValue:
    plan = draft(db(), plan_id)
    text = source(file_store(), plan.reading_sha256)
    stages = way(plan, text, Listing(plan, register(), today()).missing)
    return page(
        "plans/annexing.html",
        block="annexing",
        status=422 if problem else 200,
        plan=plan,
        stages=stages,
        following=following(stages, "annex"),
        announced=[one for one in text.anomalies if one.kind == "absent_appendix"],
        problem=problem,
    )
