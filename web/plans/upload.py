"""Taking plan files in: they are read outside the request, and a page shows how far that is."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.imports.intake import Intake
from service.plans import states
from service.plans.drafts import draft
from tenants.access import Permission
from web.htmx import elsewhere, page
from web.plans.intake import ask as ask_intake
from web.plans.intake import chosen, leave, refusal
from web.plans.way import unread
from web.present import only_now
from web.session import db, requires
from web.words import say

bp_upload = Blueprint(
    "plans_upload", __name__, url_prefix="/x/<code>/ke-hoach/nap", template_folder="templates"
)
bp_upload.before_request(only_now)


@bp_upload.get("")
@requires(Permission.DRAFT_PLAN)
def ask() -> ResponseReturnValue:
    """Ask for a file."""
    return _ask()


@bp_upload.post("")
@requires(Permission.DRAFT_PLAN)
def take() -> ResponseReturnValue:
    """Leave the files to be read; what is plainly no plan is refused at once."""
    uploaded = chosen()
    if not uploaded:
        return _ask("Hãy chọn tệp kế hoạch: Word (.docx), PDF, Excel (.xlsx) hoặc .txt.")
    try:
        intake_id = leave(uploaded)
    except RefusedError as refused:
        return _ask(say(refused))
    return redirect(url_for("plans_upload.progress", intake_id=intake_id), 303)


@bp_upload.get("/<uuid:intake_id>")
@requires(Permission.DRAFT_PLAN)
def progress(intake_id: UUID) -> ResponseReturnValue:
    """Show how far the reading is, and lead on when it is over."""
    intake = ask_intake(intake_id)
    if intake.phase == "refused":
        return _refused(intake)
    if intake.phase == "done" and intake.plan_id:
        return elsewhere(_done(intake, intake.plan_id))
    return page(
        "plans/progress.html",
        block="progress",
        intake=intake,
        intake_id=intake_id,
        stages=unread(),
    )


def _done(intake: Intake, plan_id: UUID) -> str:
    plan = draft(db(), plan_id)
    if intake.annex:
        joined = plan.annexes[-1]
        flash(f"Đã ghép {joined.file_name}: {len(joined.items)} mục được bổ sung.", "success")
        return url_for("plans_annexing.show", plan_id=plan_id)
    flash(f"Đã đọc {plan.file_name}: {len(plan.items)} mục để rà soát.", "success")
    if intake.note:
        flash(f"Chưa đọc được phụ lục {intake.note}. Hãy nạp lại ở bước Phụ lục.", "warning")
    same = [s for s in states.every(db(), None) if s.file_sha256 == plan.file_sha256]
    if len(same) > 1:
        flash("Tệp này đã được nạp trước đây. Hãy kiểm tra để không nạp trùng.", "warning")
    return url_for("plans_front.show", plan_id=plan_id)


def _refused(intake: Intake) -> ResponseReturnValue:
    said = say(refusal(intake))
    if intake.annex and intake.plan_id:
        flash(f"{intake.sheets[0].name}: {said}", "warning")
        return elsewhere(url_for("plans_annexing.show", plan_id=intake.plan_id))
    return _ask(said)


def _ask(problem: str = "") -> ResponseReturnValue:
    return page(
        "plans/upload.html",
        block="upload",
        status=422 if problem else 200,
        problem=problem,
        stages=unread(),
    )
