"""Pages: the periods of evaluation, opened by the year or one by one, closed and reopened."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from service.evaluation import periods
from service.evaluation.doubts import doubts
from service.evaluation.opening import (
    ClosePeriod,
    NameEvaluators,
    OpenPeriod,
    ReopenPeriod,
)
from service.evaluation.periods import Period
from service.work import Command
from tenants.access import Permission
from web import as_of
from web.choices import options
from web.evaluation.period_forms import EvaluatorsForm, PeriodForm, ReasonForm, YearForm
from web.evaluation.period_words import KINDS, doubted, named, state_of
from web.evaluation.places import places
from web.forms import Form
from web.htmx import page
from web.session import actor, carry_out, db, register, requires, today
from web.words import say

bp_periods = Blueprint(
    "periods", __name__, url_prefix="/x/<code>/danh-gia/ky", template_folder="templates"
)
MEANWHILE = "Vừa có người khác thay đổi kỳ này. Hãy xem lại rồi làm lại."
manager = requires(Permission.MANAGE_PERIODS)


@bp_periods.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the periods, those of a year together, and how further ones are opened."""
    return _list(_year_form(), PeriodForm())


@bp_periods.post("/nam")
@manager
def open_year() -> ResponseReturnValue:
    """Open a year's periods that are not there yet."""
    form = YearForm(request.form)
    if not form.validate():
        return _list(form, PeriodForm(), 422)
    status = _tried(form, form.command())
    if status != 0:
        return _list(form, PeriodForm(), status)
    flash(f"Đã mở các kỳ của năm {form.year.data}.", "success")
    return redirect(url_for(".index"), 303)


@bp_periods.post("")
@manager
def open_one() -> ResponseReturnValue:
    """Open one period."""
    form = PeriodForm(request.form, meta={"today": today()})
    if not form.validate():
        return _list(_year_form(), form, 422)
    command: OpenPeriod = form.command()
    status = _tried(form, command)
    if status != 0:
        return _list(_year_form(), form, status)
    flash(f"Đã mở kỳ từ {command.start:%d/%m/%Y} đến {command.end:%d/%m/%Y}.", "success")
    return redirect(url_for(".index"), 303)


@bp_periods.get("/<uuid:period_id>")
@requires(Permission.WORK)
def show(period_id: UUID) -> ResponseReturnValue:
    """Show one period: its days, why it was closed, and what may be done with it."""
    return _one(period_id, ReasonForm())


@bp_periods.post("/<uuid:period_id>/khoa")
@manager
def close(period_id: UUID) -> ResponseReturnValue:
    """Close a period, and say why."""
    return _changed(period_id, ClosePeriod, "Đã khóa kỳ.")


@bp_periods.post("/<uuid:period_id>/mo-lai")
@manager
def reopen(period_id: UUID) -> ResponseReturnValue:
    """Open a closed period again, and say why."""
    return _changed(period_id, ReopenPeriod, "Đã mở lại kỳ.")


@bp_periods.post("/<uuid:period_id>/nguoi-danh-gia")
@requires(Permission.DECIDE_GRADES)
def name_evaluators(period_id: UUID) -> ResponseReturnValue:
    """Name who may look at every sheet of the period."""
    form = _evaluators(periods.one(db(), period_id), typed=True)
    if not form.validate():
        return _one(period_id, ReasonForm(), 422, form)
    people = tuple(one for one in form.people.data or () if one)
    command = NameEvaluators(period_id=period_id, people=people, basis=str(form.basis.data))
    status = _tried(form, command)
    if status != 0:
        return _one(period_id, ReasonForm(), status, form)
    flash("Đã cử người đánh giá của kỳ.", "success")
    return redirect(url_for(".show", period_id=period_id), 303)


def _changed(
    period_id: UUID, kind: type[ClosePeriod | ReopenPeriod], said: str
) -> ResponseReturnValue:
    periods.one(db(), period_id)
    form = ReasonForm(request.form)
    if not form.validate():
        return _one(period_id, form, 422)
    status = _tried(form, kind(period_id=period_id, reason=form.reason.data))
    if status != 0:
        return _one(period_id, form, status)
    flash(said, "success")
    return redirect(url_for(".show", period_id=period_id), 303)


def _tried(form: Form, command: Command) -> int:
    """Carry a command out; gives how the request is answered when it was not, else 0."""
    try:
        carry_out(command)
    except RefusedError as refusal:
        form.form_errors = [say(refusal)]
        return 422
    except (ChangedMeanwhileError, CommandReusedError):
        form.form_errors = [MEANWHILE]
        return 409
    return 0


def _year_form() -> YearForm:
    return YearForm(year=str(today().year))


def _list(year: YearForm, one: PeriodForm, status: int = 200) -> Response:
    found = periods.every(db(), as_of.instant())
    years = sorted({period.start.year for period in found}, reverse=True)
    return page(
        "evaluation/periods.html",
        block="main",
        status=status,
        groups=[(f"Năm {y}", [p for p in found if p.start.year == y]) for y in years],
        kinds=KINDS,
        named=named,
        state_of=_state_of,
        year=year,
        one=one,
        places=places(),
        may_open=_manages(),
        at=as_of.past_day(),
        today=today(),
    )


def _evaluators(period: Period, *, typed: bool = False) -> EvaluatorsForm:
    form = EvaluatorsForm(request.form if typed else None, data={"people": period.evaluators})
    people = dict.fromkeys(person for person, _ in register().filled(today()))
    form.people.choices = options({person: register().person(person) for person in people})
    return form


def _one(
    period_id: UUID,
    form: ReasonForm,
    status: int = 200,
    naming: EvaluatorsForm | None = None,
) -> Response:
    period = periods.one(db(), period_id, as_of.instant())
    names = actor().may(Permission.DECIDE_GRADES) and as_of.past_day() is None
    return page(
        "evaluation/period.html",
        block="main",
        status=status,
        period=period,
        name=named(period),
        said=_state_of(period),
        form=form,
        evaluators=[register().person(person) for person in period.evaluators],
        naming=(naming or _evaluators(period)) if names else None,
        doubts=_doubts(period) if _manages() else [],
        may_change=_manages(),
        may_close=as_of.day() > period.cut_off,
        at=as_of.past_day(),
        today=today(),
    )


def _doubts(period: Period) -> list[str]:
    known = register()
    last = min(period.end, today())
    return [doubted(one, known) for one in doubts(known, period.start, last)]


def _manages() -> bool:
    return actor().may(Permission.MANAGE_PERIODS) and as_of.past_day() is None


def _state_of(period: Period) -> tuple[str, str, str]:
    return state_of(period, as_of.day())
