"""The report calendar of a plan: its duties, each with the periods that come next."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from events.plans import Plan
from events.report_calendars import DECREE_09
from events.report_values import Duty, Turn
from service.exchange.links import standing
from service.plans import states as plan_states
from service.plans.states import PlanState
from service.reports import calendars, setting
from service.reports.calendars import Days, PlanCalendar
from service.reports.setting import SetCalendar, offered
from service.reports.wording import OCCASIONS, period_name
from service.vault.stores import event_store
from tenants.access import Permission
from web import as_of
from web.choices import options
from web.htmx import page
from web.reports.attempt import Failed, attempt
from web.reports.duty_form import (
    DutyForm,
    EndForm,
    TermForm,
    blank_rows,
    hold,
    rhythm_of,
    typed_rows,
)
from web.reports.opened import plan_name
from web.reports.words import CHANNELS, RHYTHM_WORDS
from web.session import calendar, db, requires, today
from web.vocabulary import party_reads

bp_calendar = Blueprint(
    "report_calendar",
    __name__,
    url_prefix="/x/<code>/bao-cao/lich/<uuid:plan_id>",
    template_folder="templates",
)
Rows = dict[Turn, TermForm]
NEW = 0  # the number in the address of a duty that is added


@bp_calendar.get("")
@requires(Permission.DRAFT_REPORTS)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show the calendar of a plan, now or on a past day, or what its words propose."""
    plan = _plan(plan_id)
    duties = [(one, _coming(one)) for one in _duties(plan)]
    return page(
        "reports/calendar.html",
        block="main",
        plan=plan,
        name=plan_name(plan),
        kept=_kept(plan_id),
        duties=[row for row in duties if not _over(row[0])],
        over=[row[0] for row in duties if _over(row[0])],
        channels=CHANNELS,
        occasions=OCCASIONS,
    )


@bp_calendar.get("/<int:number>")
@requires(Permission.DRAFT_REPORTS)
def edit(plan_id: UUID, number: int) -> ResponseReturnValue:
    """Show one duty to be changed, or a new one (0); `nhip` lays down the law's days."""
    old = _duty(_plan(plan_id), number)
    return _edit(plan_id, old, _form(old), blank_rows(old, request.args.get("nhip", "")))


@bp_calendar.post("/<int:number>")
@requires(Permission.DRAFT_REPORTS)
def save(plan_id: UUID, number: int) -> ResponseReturnValue:
    """Set one duty of a plan's calendar, the others stay; or look at its days first."""
    plan = _plan(plan_id)
    old, rows = _duty(plan, number), typed_rows(request.form)
    form = _form(old, typed=True)
    if not (hold(rows.values()) & form.validate()):
        return _edit(plan_id, old, form, rows, Failed(422))
    new = form.duty(old, tuple(row.term(name) for name, row in rows.items()))
    if "xem" in request.form:
        return _edit(plan_id, old, form, rows, seen=new)
    return _set(
        plan_id,
        form,
        setting.put(_duties(plan), new),
        lambda failed: _edit(plan_id, old, form, rows, failed),
    )


@bp_calendar.post("/<int:number>/ket-thuc")
@requires(Permission.DRAFT_REPORTS)
def end(plan_id: UUID, number: int) -> ResponseReturnValue:
    """Let a duty ask for nothing after a day."""
    plan = _plan(plan_id)
    old, form = _duty(plan, number), EndForm(request.form, prefix="het-")
    until = form.until.data or today()
    return _set(
        plan_id,
        form,
        setting.end(_duties(plan), number, until),
        lambda failed: _edit(
            plan_id, old, _form(old), blank_rows(old, ""), failed, ending=form
        ),
    )


def _set(
    plan_id: UUID,
    form: DutyForm | EndForm,
    duties: tuple[Duty, ...],
    again: Callable[[Failed], Response],
) -> ResponseReturnValue:
    command = SetCalendar(plan_id=plan_id, duties=duties, reason=str(form.reason.data or ""))
    if failed := attempt(form, lambda: command):
        return again(failed)
    flash("Đã lưu lịch báo cáo.", "success")
    return redirect(url_for(".show", plan_id=plan_id), 303)


def _edit(
    plan_id: UUID,
    duty: Duty,
    form: DutyForm,
    rows: Rows,
    failed: Failed | None = None,
    **more: Any,
) -> Response:
    seen: Duty | None = more.get("seen")
    return page(
        "reports/duty.html",
        block="main",
        status=failed.status if failed else 200,
        plan_id=plan_id,
        duty=duty,
        form=form,
        rows=[(OCCASIONS[name], name, row) for name, row in rows.items()],
        rhythms=RHYTHM_WORDS,
        chosen=rhythm_of(rows),
        seen=_coming(seen) if seen else None,
        ending=more.get("ending") or EndForm(prefix="het-"),
        kept=_kept(plan_id),
    )


def _coming(duty: Duty) -> list[tuple[str, Days, list[bool]]]:
    """Name the next periods of a duty, with their days and which of them are days off."""
    found = calendars.coming(duty, as_of.day(), calendar())
    return [
        (
            period_name(term.occasion, year, days.first_day, days.cut_off),
            days,
            [not calendar().works(day) for day in (days.cut_off, days.send_on, days.due_on)],
        )
        for term, year, days in found
    ]


def _over(duty: Duty) -> bool:
    return duty.until is not None and duty.until < as_of.day()


def _plan(plan_id: UUID) -> PlanState:
    try:
        return plan_states.one(db(), plan_id, None)
    except NoResultFound:
        abort(404)


def _duties(plan: PlanState) -> tuple[Duty, ...]:
    kept = _kept(plan.plan_id)
    if kept or as_of.past_day():
        return kept.duties if kept else ()
    items = event_store(db()).load(Plan, plan.plan_id).items
    return offered(items.values(), _usual_addressee())


def _kept(plan_id: UUID) -> PlanCalendar | None:
    return calendars.of_plan(db(), plan_id, as_of.instant())


def _duty(plan: PlanState, number: int) -> Duty:
    if number == NEW:
        addressee = _usual_addressee()
        return Duty(number=NEW, addressee=addressee, channel="paper", terms=DECREE_09)
    return next((one for one in _duties(plan) if one.number == number), None) or abort(404)


def _usual_addressee() -> str:
    return "Ban Thường vụ Tỉnh ủy" if party_reads() else "Sở Nội vụ"


def _form(duty: Duty, *, typed: bool = False) -> DutyForm:
    data = {
        "addressee": duty.addressee,
        "channel": f"link-{duty.taker}" if duty.taker else duty.channel,
        "lower_before": duty.lower_before,
        "since": duty.since,
    }
    form = DutyForm(request.form) if typed else DutyForm(data=data)
    form.channel.choices = options(_channels())
    return form


def _channels() -> dict[str, str]:
    """Name the channels; a link that stands is one of its own."""
    plain: dict[str, str] = {key: word for key, word in CHANNELS.items() if key != "link"}
    ours = [one for one in standing(db(), "province", today()) if one.ours]
    linked = {f"link-{one.other.tenant_id}": f"{one.other.name} (liên kết)" for one in ours}
    return {**plain, **linked}
