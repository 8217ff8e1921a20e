"""Pages: the reports of the year, what comes, the calendar of a plan, a report on request."""

from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from service.plans import states as plan_states
from service.reports import states, who
from service.reports.letter import TakeReport
from service.reports.opening import OpenOnRequest, OpenReport, coming
from service.reports.wording import period_name
from service.work import Command
from tenants.access import Permission
from web import as_of
from web.choices import options
from web.htmx import page
from web.reports.attempt import attempt
from web.reports.forms import AskForm, ReportForm
from web.reports.incoming import came_in
from web.reports.opened import drafts, plan_name
from web.reports.words import STAGES
from web.session import actor, calendar, command_id, db, register, requires, today

bp = Blueprint("reports", __name__, url_prefix="/x/<code>/bao-cao", template_folder="templates")
MOST_DUTIES = 20


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """Show the year's reports: open, waiting, late, sent; and those to come."""
    return _index(_ask_form())


@bp.post("/dot-xuat")
@requires(Permission.DRAFT_REPORTS)
def ask() -> ResponseReturnValue:
    """Open a report outside the calendar."""
    form = _ask_form(typed=True)

    def command() -> Command:
        return OpenOnRequest(
            plan_id=UUID(str(form.plan.data)),
            first_day=form.first_day.day,
            cut_off=form.cut_off.day,
            send_on=form.send_on.day,
            due_on=form.due_on.day,
            addressee=str(form.addressee.data),
        )

    if failed := attempt(form, command):
        return _index(form, failed.status)
    return _to(uuid5(command_id(), "report"), "Đã mở báo cáo đột xuất.")


@bp.post("/mo")
@requires(Permission.DRAFT_REPORTS)
def open_early() -> ResponseReturnValue:
    """Open a report of the calendar before the service does."""
    wanted = request.form.get("ky", "")
    found = next((one for one in _coming() if str(one.report_id) == wanted), None)
    if found is None:
        abort(404)
    command = OpenReport(
        plan_id=found.plan.plan_id,
        duty=found.duty.number,
        occasion=found.term.occasion,
        year=found.year,
    )
    form = ReportForm(request.form)
    if failed := attempt(form, lambda: command):
        return _index(_ask_form(), failed.status, form)
    return _to(found.report_id, "Đã mở kỳ báo cáo.")


@bp.post("/den/<uuid:letter_id>")
@requires(Permission.APPRAISE_REFORM)
def take(letter_id: UUID) -> ResponseReturnValue:
    """Receive a report that a commune sent."""
    form = ReportForm(request.form)
    try:
        failed = attempt(form, lambda: TakeReport(letter_id=letter_id))
    except NoResultFound:
        abort(404)
    if failed:
        return _index(_ask_form(), failed.status, form)
    flash("Đã ghi nhận báo cáo gửi đến.", "success")
    return redirect(url_for(".index"), 303)


def _to(report_id: UUID, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url_for("report.show", report_id=report_id), 303)


def _index(form: AskForm, status: int = 200, opening: ReportForm | None = None) -> Response:
    plans = {plan.plan_id: plan for plan in plan_states.every(db(), None)}
    at, day = as_of.past_day(), as_of.day()
    now = [one for one in states.every(db(), None) if who.sees(actor(), register(), one)]
    seen = {one.report_id for one in now}
    then = states.every(db(), as_of.instant()) if at else now
    every = [one for one in then if one.report_id in seen]
    rows = [
        {"state": one, "period": one.period, "plan": plan_name(plans[one.plan_id])}
        | {"badge": STAGES[one.status], "late": one.owed and one.due_on < day}
        for one in every
        if one.due_on.year >= day.year - 1
    ]
    return page(
        "reports/index.html",
        block="main",
        status=status,
        owed=[row for row in rows if row["state"].owed],  # type: ignore[attr-defined]
        gone=[row for row in rows if not row["state"].owed][::-1],  # type: ignore[attr-defined]
        coming=[(one, _period(one), plan_name(one.plan)) for one in _coming()]
        if at is None
        else [],
        plans=[(one, plan_name(one)) for one in plans.values() if one.status == "issued"],
        drafts=drafts(),
        sets=at is None and actor().may(Permission.DRAFT_REPORTS),
        form=form,
        opening=opening,
        came=came_in() if at is None else [],
        at=at,
        today=today(),
    )


def _coming() -> list[Any]:
    found = [
        one
        for one in coming(db(), (today().year, today().year + 1), calendar())
        if one.days.due_on >= today()
    ]
    return found[:MOST_DUTIES]


def _period(one: Any) -> str:
    return period_name(one.term.occasion, one.year, one.days.first_day, one.days.cut_off)


def _ask_form(*, typed: bool = False) -> AskForm:
    form = AskForm(request.form if typed else None, meta={"today": today()})
    plans = [one for one in plan_states.every(db(), None) if one.status == "issued"]
    form.plan.choices = options({str(one.plan_id): plan_name(one) for one in plans})
    return form
