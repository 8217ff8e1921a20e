"""Taking a plan file in: read under guard, keep the file and its reading, start a draft."""

from uuid import uuid5

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.imports.drafts import start_draft
from service.plans import states
from service.plans.drafting import StartDraft
from tenants.access import Permission
from web.filenames import tidy_name
from web.htmx import page
from web.plans.present import only_now
from web.plans.taking_in import take_in
from web.plans.way import unread
from web.session import (
    calendar,
    carry_out,
    db,
    end_reading,
    register,
    requires,
)
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
    """Read the file and start its draft; a refused file leaves nothing behind."""
    uploaded = request.files.get("file")
    if uploaded is None or not uploaded.filename:
        return _ask("Hãy chọn tệp kế hoạch: Word (.docx), PDF hoặc .txt.")
    end_reading()  # reading may take seconds, and holds no transaction meanwhile
    try:
        draft = _kept(uploaded.read(), tidy_name(uploaded.filename, otherwise="ke-hoach"))
        _warn_of_twins(draft)
        plan_id = uuid5(carry_out(draft), "plan")
    except RefusedError as refusal:
        return _ask(say(refusal))
    flash(f"Đã đọc {draft.file_name}: {len(draft.items)} mục để rà soát.", "success")
    return redirect(url_for("plans_front.show", plan_id=plan_id), 303)


def _kept(data: bytes, name: str) -> StartDraft:
    taken = take_in(data, name)
    return start_draft(taken.reading, taken.file, taken.reading_sha256, register(), calendar())


def _warn_of_twins(draft: StartDraft) -> None:
    twins = [s for s in states.every(db(), None) if s.file_sha256 == draft.file_sha256]
    if twins:
        flash("Tệp này đã được nạp trước đây. Hãy kiểm tra để không nạp trùng.", "warning")


def _ask(problem: str = "") -> ResponseReturnValue:
    return page(
        "plans/upload.html",
        block="upload",
        status=422 if problem else 200,
        problem=problem,
        stages=unread(),
    )
