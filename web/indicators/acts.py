"""What is done to an indicator: a figure entered, corrected, withdrawn; a duty, a judgement."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Evidence
from service.indicators import standing
from service.indicators.figures import PeriodFigure
from service.indicators.measuring import (
    CorrectFigure,
    JudgeQuality,
    Measure,
    SetMeasuringDuty,
    WithdrawFigure,
    may_measure,
)
from service.work import Command
from tenants.access import AccessDeniedError, Permission
from web.htmx import page
from web.indicators.forms import CorrectForm, DutyForm, JudgeForm, MeasureForm, WithdrawForm
from web.indicators.shown import figure_rows
from web.indicators.views import offer, offer_posts, proofs_of, shown
from web.session import actor, carry_out, db, local, register, requires
from web.words import say
from web.written import when_written

bp = Blueprint(
    "indicator_acts",
    __name__,
    url_prefix="/x/<code>/chi-tieu/<uuid:indicator_id>",
    template_folder="templates",
)
MEANWHILE = "Vừa có người khác nhập. Hãy xem lại số liệu bên dưới rồi gửi lại nếu vẫn cần."


@bp.post("/so-lieu")
@requires(Permission.WORK)
def measure(indicator_id: UUID) -> ResponseReturnValue:
    """Enter the figure of a period."""
    form = offer(MeasureForm(request.form), _entered(indicator_id))
    period = form.chosen() if form.validate() else None
    if period is None:
        return shown(indicator_id, tried=form, status=422)
    command = Measure(
        indicator_id=indicator_id,
        first_day=period.first_day,
        last_day=period.last_day,
        figure=form.figure(),
    )
    problem, status = tried(command)
    if problem:
        return shown(indicator_id, tried=form, problem=problem, status=status)
    return back(indicator_id, f"Đã ghi số liệu {period.name}.")


@bp.get("/so-lieu/<int:number>")
@requires(Permission.WORK)
def correcting(indicator_id: UUID, number: int) -> ResponseReturnValue:
    """Ask for the right figure, and why the other was wrong."""
    kept = _figure(indicator_id, number)
    return _correcting(indicator_id, kept, CorrectForm(data=CorrectForm.typed(kept.figure)))


@bp.post("/so-lieu/<int:number>")
@requires(Permission.WORK)
def correct(indicator_id: UUID, number: int) -> ResponseReturnValue:
    """Put the right figure in the place of the wrong one."""
    kept, form = _figure(indicator_id, number), CorrectForm(request.form)
    if not form.validate():
        return _correcting(indicator_id, kept, form)
    command = CorrectFigure(
        indicator_id=indicator_id,
        number=number,
        figure=form.figure(),
        reason=str(form.reason.data),
    )
    problem, _ = tried(command)
    if problem:
        return _correcting(indicator_id, kept, form, problem=problem)
    return back(indicator_id, "Đã sửa số liệu; số cũ vẫn được giữ kèm lý do.")


@bp.post("/so-lieu/<int:number>/rut")
@requires(Permission.WORK)
def withdraw(indicator_id: UUID, number: int) -> ResponseReturnValue:
    """Take a figure away that should not have been entered."""
    kept, form = _figure(indicator_id, number), WithdrawForm(request.form)
    problem = ""
    if form.validate():
        problem, _ = tried(
            WithdrawFigure(
                indicator_id=indicator_id, number=number, reason=str(form.reason.data)
            )
        )
        if not problem:
            return back(indicator_id, "Đã rút số liệu.")
    typed = CorrectForm(data=CorrectForm.typed(kept.figure))
    return _correcting(indicator_id, kept, typed, withdrawing=form, problem=problem)


@bp.post("/nguoi-nhap")
@requires(Permission.DRAFT_PLAN)
def set_duty(indicator_id: UUID) -> ResponseReturnValue:
    """Say who enters the figures, how often, from where."""
    one_of(indicator_id)
    form = offer_posts(DutyForm(request.form))
    if not form.validate():
        return shown(indicator_id, tried=form, status=422)
    command = SetMeasuringDuty(
        indicator_id=indicator_id,
        rhythm=form.rhythm.data,
        post_id=form.post_id.data,
        source=str(form.origin.data),
    )
    problem, status = tried(command)
    if problem:
        return shown(indicator_id, tried=form, problem=problem, status=status)
    return back(indicator_id, "Đã giao việc nhập số liệu.")


@bp.post("/danh-gia")
@requires(Permission.DRAFT_PLAN)
def judge(indicator_id: UUID) -> ResponseReturnValue:
    """Judge a quality, and say on what that rests."""
    one = one_of(indicator_id)
    form = JudgeForm(request.form)
    if not form.validate():
        return shown(indicator_id, tried=form, status=422)
    command = JudgeQuality(
        indicator_id=indicator_id,
        reached=form.reached.data == "1",
        statement=str(form.statement.data),
        evidence=_files(one, form),
    )
    problem, status = tried(command)
    if problem:
        return shown(indicator_id, tried=form, problem=problem, status=status)
    return back(indicator_id, "Đã ghi kết quả.")


def _files(one: standing.Standing, form: JudgeForm) -> tuple[Evidence, ...]:
    """Give the files of the evidence that was ticked, among what was brought for it."""
    ticked = set(form.proofs.data or ())
    files = (
        file for item in proofs_of(one) if item.evidence_id in ticked for file in item.files
    )
    return tuple({file.sha256: file for file in files}.values())


def tried(command: Command) -> tuple[str, int]:
    """Carry a command out; gives what stood in its way, and the status to answer with."""
    try:
        carry_out(command, written_at=when_written(None))
    except RefusedError as refusal:
        return say(refusal), 422
    except ChangedMeanwhileError:
        return MEANWHILE, 409
    return "", 200


def back(indicator_id: UUID, done: str) -> ResponseReturnValue:
    """Say what was done, and show the indicator."""
    flash(done, "success")
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


def one_of(indicator_id: UUID) -> standing.Standing:
    """Give an indicator; an unknown one is a page unknown."""
    found = standing.of(standing.every(db(), None), indicator_id)
    if found is None:
        abort(404)
    return found


def _entered(indicator_id: UUID) -> standing.Standing:
    """Give an indicator to somebody who enters its figures; 403 to others."""
    one = one_of(indicator_id)
    if not may_measure(actor(), one.followed.post_id if one.followed else None):
        raise AccessDeniedError(Permission.DRAFT_PLAN)
    return one


def _figure(indicator_id: UUID, number: int) -> PeriodFigure:
    figures = _entered(indicator_id).figures
    mine = (f for f in figures if f.number == number and f.indicator_id == indicator_id)
    found = next((f for f in mine if not f.withdrawn), None)
    if found is None:
        abort(404)
    return found


def _correcting(
    indicator_id: UUID,
    kept: PeriodFigure,
    form: CorrectForm,
    *,
    withdrawing: WithdrawForm | None = None,
    problem: str = "",
) -> ResponseReturnValue:
    one = one_of(indicator_id)
    wrong = bool(problem or form.errors or (withdrawing and withdrawing.errors))
    return page(
        "indicators/correct.html",
        block="main",
        status=422 if wrong else 200,
        one=one,
        row=next(r for r in figure_rows(one, register(), local) if r.number == kept.number),
        form=form,
        withdrawing=withdrawing or WithdrawForm(),
        problem=problem,
    )
