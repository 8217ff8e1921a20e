"""What is done to evidence: brought in, used once more, revised, judged, withdrawn."""

from collections.abc import Callable
from uuid import UUID, uuid5

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from events.evidence import Purpose
from service.evidence import finding
from service.evidence.judging import JudgeEvidence, Verdict
from service.evidence.keeping import (
    AddEvidence,
    EndUse,
    ReviseEvidence,
    UseEvidence,
    WithdrawEvidence,
)
from service.tasks import timeline
from service.work import Command
from tenants.access import Permission
from web.evidence.forms import (
    AcceptForm,
    AddForm,
    EndUseForm,
    ReturnForm,
    ReviseForm,
    UseForm,
    WithdrawForm,
)
from web.evidence.views import offered, shown, visible
from web.forms import Form, identities
from web.htmx import page
from web.session import carry_out, db, requires, sight
from web.uploads import Brought, brought, same_as_others
from web.words import say

bp = Blueprint(
    "evidence_acts", __name__, url_prefix="/x/<code>/minh-chung", template_folder="templates"
)
NEVER_SEEN = -1
CHANGED = "Vừa có người khác thay đổi minh chứng này. Hãy xem lại rồi gửi lại nếu vẫn cần."
UNKNOWN_CODE = "Không thấy nhiệm vụ hay chỉ tiêu nào có mã này. Hãy xem lại mã."
SEVERAL = "Có nhiều nhiệm vụ, chỉ tiêu cùng mã này. Hãy nộp từ trang của nhiệm vụ."


@bp.get("/them")
@requires(Permission.WORK)
def adding() -> ResponseReturnValue:
    """Ask for files, and what they are for."""
    return _adding(AddForm(data={"target": request.args.get("ma", "")[:40]}))


@bp.post("/them")
@requires(Permission.WORK)
def add() -> ResponseReturnValue:
    """Bring evidence in, without handing a product in."""
    form = AddForm(request.form)
    came = _came(form)
    target = _target(form) if form.validate() and came else None
    if came is None or target is None:
        return _adding(form, status=422)
    purpose, for_id = target
    warned = same_as_others(came.files, for_id)
    command = AddEvidence(
        purpose=purpose, for_id=for_id, files=came.files, described=form.described()
    )
    try:
        came.keep()
        made = uuid5(carry_out(command), "evidence")
    except RefusedError as refusal:
        _beside(form, refusal)
        return _adding(form, status=422)
    came.done()
    for said in warned:
        flash(said, "warning")
    flash("Đã lưu minh chứng.", "success")
    return redirect(url_for("evidence.show", evidence_id=made), 303)


@bp.post("/<uuid:evidence_id>/dung")
@requires(Permission.WORK)
def use(evidence_id: UUID) -> ResponseReturnValue:
    """Use it for one more task or indicator."""
    visible(evidence_id)
    form = UseForm(request.form)
    target = _target(form) if form.validate() else None
    if target is None:
        return shown(evidence_id, tried=("use", form), status=422)
    command = UseEvidence(evidence_id=evidence_id, purpose=target[0], for_id=target[1])
    return _tried(evidence_id, "use", form, lambda: command, f"Đã dùng cho {form.target.data}.")


@bp.post("/<uuid:evidence_id>/ban-moi")
@requires(Permission.WORK)
def revise(evidence_id: UUID) -> ResponseReturnValue:
    """Put other files in the place of those that are there."""
    item = visible(evidence_id)
    form = ReviseForm(request.form)
    came = _came(form)
    if came is None:
        form.validate()
        return shown(evidence_id, tried=("revise", form), status=422)

    may = offered(timeline.of_task(db(), evidence_id, None), item)

    def command() -> Command:
        if "revise" in may:
            came.keep()
        return ReviseEvidence(
            evidence_id=evidence_id,
            files=came.files,
            reason=form.why.data or "",
            fact_on=form.fact_on.data,
            until=form.valid_until.data,
            seen=_seen(),
        )

    done = "Đã thay bản mới; bản cũ vẫn giữ."
    return _tried(evidence_id, "revise", form, command, done, went_through=came.done)


@bp.post("/<uuid:evidence_id>/chap-nhan")
@requires(Permission.WORK)
def accept(evidence_id: UUID) -> ResponseReturnValue:
    """Take it as proof."""
    form = AcceptForm(request.form)
    return _judged(evidence_id, ("accept", "accepted"), form, "Đã chấp nhận minh chứng.")


@bp.post("/<uuid:evidence_id>/tra-lai")
@requires(Permission.WORK)
def send_back(evidence_id: UUID) -> ResponseReturnValue:
    """Say that it does not prove what it should."""
    form = ReturnForm(request.form)
    return _judged(evidence_id, ("send_back", "returned"), form, "Đã trả lại minh chứng.")


@bp.post("/<uuid:evidence_id>/thoi-dung")
@requires(Permission.WORK)
def end_use(evidence_id: UUID) -> ResponseReturnValue:
    """Take back a use that was a mistake; the item stays."""
    visible(evidence_id)
    form = EndUseForm(request.form)
    form.used.choices = {one: str(one) for one in identities(request.form.getlist("used"))}

    def command() -> Command:
        reason = form.mistake.data or ""
        return EndUse(
            evidence_id=evidence_id, for_id=form.used.data, reason=reason, seen=_seen()
        )

    done = "Đã gỡ; chỗ dùng nhầm vẫn hiện, có gạch ngang."
    return _tried(evidence_id, "end_use", form, command, done)


@bp.post("/<uuid:evidence_id>/rut")
@requires(Permission.WORK)
def withdraw(evidence_id: UUID) -> ResponseReturnValue:
    """Let it count no more."""
    visible(evidence_id)
    form = WithdrawForm(request.form)

    def command() -> Command:
        reason = form.ground.data or ""
        return WithdrawEvidence(evidence_id=evidence_id, reason=reason, seen=_seen())

    done = "Đã rút minh chứng; minh chứng vẫn hiện, có gạch ngang."
    return _tried(evidence_id, "withdraw", form, command, done)


def _judged(
    evidence_id: UUID, act: tuple[str, Verdict], form: AcceptForm | ReturnForm, done: str
) -> ResponseReturnValue:
    visible(evidence_id)
    command = JudgeEvidence(
        evidence_id=evidence_id, verdict=act[1], words=form.words, seen=_seen()
    )
    return _tried(evidence_id, act[0], form, lambda: command, done)


def _tried(
    evidence_id: UUID,
    act: str,
    form: Form,
    command: Callable[[], Command],
    done: str,
    *,
    went_through: Callable[[], None] = lambda: None,
) -> ResponseReturnValue:
    """Carry out what a form asks for, and answer with the page as it then stands."""
    if not form.validate():
        return shown(evidence_id, tried=(act, form), status=422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        problem = "" if _beside(form, refusal) else say(refusal)
        return shown(evidence_id, tried=(act, form), status=422, problem=problem)
    except (ChangedMeanwhileError, CommandReusedError):
        return shown(evidence_id, tried=(act, form), status=409, problem=CHANGED)
    went_through()
    flash(done, "success")
    return redirect(url_for("evidence.show", evidence_id=evidence_id), 303)


def _adding(form: AddForm, *, status: int = 200) -> ResponseReturnValue:
    return page("evidence/add.html", block="main", status=status, form=form)


def _came(form: AddForm | ReviseForm) -> Brought | None:
    """Give the files that came; None when one is refused, which is said beside the field."""
    try:
        return brought()
    except RefusedError as refusal:
        form.validate()
        _beside(form, refusal)
        return None


def _target(form: AddForm | UseForm) -> tuple[Purpose, UUID] | None:
    """Find what is called by the code that was typed; None when it is said why not."""
    found = finding.called(db(), str(form.target.data).upper(), sight())
    if len(found) == 1:
        return found[0]
    form.target.errors = [SEVERAL if found else UNKNOWN_CODE]
    return None


def _beside(form: Form, refusal: RefusedError) -> bool:
    name = getattr(form, "beside", {}).get(type(refusal))
    if name:
        form[name].errors = [*form[name].errors, say(refusal)]
    return bool(name)


def _seen() -> int:
    """Give the version that the person looked at; one that never was, when it is rubbish."""
    typed = request.form.get("seen", "")
    return int(typed[:9]) if typed.isascii() and typed.isdigit() else NEVER_SEEN
