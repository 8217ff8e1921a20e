"""What is decided about a report: comment, return, approval, signature, lock, and after."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.reports.afterwards import (
    ApproveCorrection,
    DraftCorrection,
    SendReport,
    WithdrawReport,
    replacement_of,
)
from service.reports.deciding import (
    ApproveReport,
    CommentReport,
    LockReport,
    ReturnReport,
    SignReport,
)
from service.work import Command
from tenants.access import Permission
from web.reports.attempt import Failed, attempt, beside
from web.reports.forms import CorrectionForm, LockForm, NumberForm, ReportForm, SayForm
from web.reports.opened import seen
from web.reports.wizard import answer
from web.reports.words import LACKING
from web.session import requires, today
from web.uploads import brought

bp_report_acts = Blueprint(
    "report_acts", __name__, url_prefix="/x/<code>/bao-cao/<uuid:report_id>"
)
LAST = 5


@bp_report_acts.post("/y-kien")
@requires(Permission.WORK)
def comment(report_id: UUID) -> ResponseReturnValue:
    """Say something about it."""
    form = SayForm(request.form)

    def command() -> Command:
        return CommentReport(report_id=report_id, text=str(form.text.data))

    return _done(report_id, "comment", form, command, "Đã ghi ý kiến.")


@bp_report_acts.post("/tra-lai")
@requires(Permission.WORK)
def send_back(report_id: UUID) -> ResponseReturnValue:
    """Give it back to those who draft it."""
    form = SayForm(request.form)

    def command() -> Command:
        return ReturnReport(report_id=report_id, text=str(form.text.data))

    return _done(report_id, "return", form, command, "Đã trả lại báo cáo.")


@bp_report_acts.post("/duyet")
@requires(Permission.WORK)
def approve(report_id: UUID) -> ResponseReturnValue:
    """Agree to it."""
    form = ReportForm(request.form)
    made = ApproveReport(report_id=report_id)
    return _done(report_id, "submit", form, lambda: made, "Đã duyệt báo cáo.")


@bp_report_acts.post("/ky")
@requires(Permission.SIGN_REPORTS)
def sign(report_id: UUID) -> ResponseReturnValue:
    """Sign it."""
    form = ReportForm(request.form)
    made = SignReport(report_id=report_id)
    return _done(report_id, "submit", form, lambda: made, "Đã ký báo cáo.")


@bp_report_acts.post("/chot")
@requires(Permission.WORK)
def lock(report_id: UUID) -> ResponseReturnValue:
    """Give it number, day and signed file."""
    seen(report_id)
    form = LockForm(request.form, meta={"today": today()})
    try:
        came = brought()
    except RefusedError as refusal:
        beside(form, refusal)
        return answer(report_id, {"lock": form}, Failed(422), LAST)
    if not [one for one in came.files if one.kind == "pdf"]:
        form.validate()
        form.files.errors = [LACKING["file"]]
        return answer(report_id, {"lock": form}, Failed(422), LAST)

    def command() -> Command:
        came.keep()
        return LockReport(
            report_id=report_id,
            number=str(form.number.data),
            symbol=str(form.symbol.data),
            signed_on=form.signed_on.day,
            file=came.files[0],
        )

    return _done(report_id, "lock", form, command, "Đã chốt báo cáo: từ nay không sửa nữa.")


@bp_report_acts.post("/gui")
@requires(Permission.WORK)
def send(report_id: UUID) -> ResponseReturnValue:
    """Send it to whom it is owed."""
    form = ReportForm(request.form)
    made = SendReport(report_id=report_id, on=today())
    return _done(report_id, "submit", form, lambda: made, "Đã ghi nhận gửi báo cáo.")


@bp_report_acts.post("/dinh-chinh")
@requires(Permission.WORK)
def correct(report_id: UUID) -> ResponseReturnValue:
    """Say what is to be set right."""
    form = CorrectionForm(request.form)

    def command() -> Command:
        return DraftCorrection(
            report_id=report_id,
            what=str(form.what.data),
            old=str(form.old.data or ""),
            new=str(form.new.data),
            why=str(form.why.data),
        )

    return _done(report_id, "correct", form, command, "Đã lập đính chính, chờ lãnh đạo duyệt.")


@bp_report_acts.post("/dinh-chinh/<int:number>/duyet")
@requires(Permission.SIGN_REPORTS)
def let_stand(report_id: UUID, number: int) -> ResponseReturnValue:
    """Let a correction stand."""
    form = NumberForm(request.form, meta={"today": today()})

    def command() -> Command:
        return ApproveCorrection(
            report_id=report_id,
            correction=number,
            number=str(form.number.data),
            symbol=str(form.symbol.data),
            signed_on=form.signed_on.day,
        )

    return _done(report_id, "number", form, command, "Đã duyệt đính chính.")


@bp_report_acts.post("/thu-hoi")
@requires(Permission.SIGN_REPORTS)
def withdraw(report_id: UUID) -> ResponseReturnValue:
    """Withdraw it and open another in its place."""
    form = SayForm(request.form)
    seen(report_id)

    def command() -> Command:
        return WithdrawReport(report_id=report_id, reason=str(form.text.data))

    if failed := attempt(form, command):
        return answer(report_id, {"withdraw": form}, failed, LAST)
    flash("Đã thu hồi; đây là báo cáo thay thế.", "success")
    new = replacement_of(report_id)
    return redirect(url_for("report.show", report_id=new, buoc=1), 303)


def _done(
    report_id: UUID, name: str, form: ReportForm, command: Callable[[], Command], said: str
) -> ResponseReturnValue:
    seen(report_id)
    if failed := attempt(form, command):
        return answer(report_id, {name: form}, failed, LAST)
    flash(said, "success")
    return redirect(url_for("report.show", report_id=report_id, buoc=LAST), 303)
