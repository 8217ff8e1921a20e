"""Pages: the inspections, and one of them from its mandate to its conclusion."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.inspections import Inspection
from service.inspections import coverage, visits
from service.inspections.changing import MoveLastDay, ReplaceMember
from service.inspections.findings import AnswerFinding, GiveRepair, NoteFinding, SettleFinding
from service.inspections.ordering import CloseInspection, DrawSample, OrderInspection
from service.inspections.visits import InspectionState
from service.plans import states as plan_states
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.choices import options
from web.forms import Form
from web.htmx import page
from web.inspections import visit_shown
from web.inspections.opened import seen
from web.inspections.unopened import unopened
from web.inspections.visit_forms import (
    ConcludeForm,
    ExplainForm,
    MoveForm,
    OrderForm,
    RepairForm,
    SampleForm,
    SettleForm,
    beside,
)
from web.inspections.visit_words import KINDS, STATES
from web.session import actor, carry_out, db, register, requires, tenant, today

bp_visits = Blueprint(
    "visits", __name__, url_prefix="/x/<code>/kiem-tra", template_folder="templates"
)
bp_visits.add_app_template_global(unopened)
QUICKER = "Vừa có người khác ghi vào cuộc kiểm tra này. Hãy xem lại rồi gửi lại nếu vẫn cần."


@bp_visits.get("")
@requires(Permission.SEE_BOARD)
def index() -> ResponseReturnValue:
    """List the inspections in sight, how many units were covered, and the form of a new one."""
    return _list(_order_form())


@bp_visits.post("")
@requires(Permission.ORDER_INSPECTION)
def order() -> ResponseReturnValue:
    """Order an inspection."""
    form = _order_form(typed=True)
    if not form.validate():
        return _list(form, 422)
    try:
        made = carry_out(OrderInspection(ordered=form.ordered()))
    except RefusedError as refusal:
        beside(form, refusal)
        return _list(form, 422)
    flash("Đã lập cuộc kiểm tra.", "success")
    return redirect(url_for(".show", inspection_id=uuid5(made, "inspection")), 303)


@bp_visits.get("/<uuid:inspection_id>")
@requires(Permission.SEE_BOARD)
def show(inspection_id: UUID) -> ResponseReturnValue:
    """Show one inspection, now or as it stood at the end of a past day."""
    return _one(inspection_id)


@bp_visits.post("/<uuid:inspection_id>/mau")
@requires(Permission.SEE_BOARD)
def sample(inspection_id: UUID) -> ResponseReturnValue:
    """Draw a sample."""
    form = SampleForm(request.form)

    def command() -> Command:
        count, seed = form.chosen()
        return DrawSample(inspection_id=inspection_id, count=count, seed=seed)

    return _done(inspection_id, "sample", form, command, "Đã chọn mẫu.")


@bp_visits.post("/<uuid:inspection_id>/phat-hien")
@requires(Permission.SEE_BOARD)
def note(inspection_id: UUID) -> ResponseReturnValue:
    """Note a finding."""
    form = visit_shown.finding_form(seen(inspection_id)[1], register(), typed=True)

    def command() -> Command:
        return NoteFinding(inspection_id=inspection_id, **form.note())  # type: ignore[arg-type]

    return _done(inspection_id, "finding", form, command, "Đã ghi phát hiện.")


@bp_visits.post("/<uuid:inspection_id>/giai-trinh/<int:number>")
@requires(Permission.SEE_BOARD)
def explain(inspection_id: UUID, number: int) -> ResponseReturnValue:
    """Let the unit answer a finding."""
    form = ExplainForm(request.form)

    def command() -> Command:
        text = str(form.answer.data)
        return AnswerFinding(inspection_id=inspection_id, finding=number, text=text)

    return _done(inspection_id, f"explain{number}", form, command, "Đã ghi giải trình.")


@bp_visits.post("/<uuid:inspection_id>/khac-phuc/<int:number>")
@requires(Permission.ORDER_INSPECTION)
def repair(inspection_id: UUID, number: int) -> ResponseReturnValue:
    """Give the task that repairs what was found."""
    form = RepairForm(request.form)

    def command() -> Command:
        return GiveRepair(
            inspection_id=inspection_id,
            finding=number,
            content=str(form.content.data),
            due_on=form.due_on.day,
        )

    return _done(inspection_id, f"repair{number}", form, command, "Đã giao việc khắc phục.")


@bp_visits.post("/<uuid:inspection_id>/gui-xa/<int:number>")
@requires(Permission.ORDER_INSPECTION)
def recommend(inspection_id: UUID, number: int) -> ResponseReturnValue:
    """Send what is recommended to a linked commune."""
    form = visit_shown.recommend_form(typed=True)

    def command() -> Command:
        return form.command(inspection_id, number)

    return _done(inspection_id, f"recommend{number}", form, command, "Đã gửi kiến nghị.")


@bp_visits.post("/<uuid:inspection_id>/dong-kien-nghi/<int:number>")
@requires(Permission.ORDER_INSPECTION)
def settle(inspection_id: UUID, number: int) -> ResponseReturnValue:
    """Close a recommendation that needs no task."""
    form = SettleForm(request.form)

    def command() -> Command:
        reason = str(form.reason.data)
        return SettleFinding(inspection_id=inspection_id, finding=number, reason=reason)

    return _done(inspection_id, f"settle{number}", form, command, "Đã đóng kiến nghị.")


@bp_visits.post("/<uuid:inspection_id>/thoi-han")
@requires(Permission.ORDER_INSPECTION)
def move(inspection_id: UUID) -> ResponseReturnValue:
    """Let it end on another day, by a paper."""
    form = MoveForm(request.form, meta={"today": today()})

    def command() -> Command:
        return MoveLastDay(inspection_id=inspection_id, **form.said())

    return _done(inspection_id, "move", form, command, "Đã đổi ngày kết thúc.")


@bp_visits.post("/<uuid:inspection_id>/thanh-vien")
@requires(Permission.ORDER_INSPECTION)
def replace(inspection_id: UUID) -> ResponseReturnValue:
    """Put somebody into the place of a member, by a paper."""
    form = visit_shown.replace_form(seen(inspection_id)[0].members, typed=True)

    def command() -> Command:
        return ReplaceMember(inspection_id=inspection_id, **form.said())

    return _done(inspection_id, "replace", form, command, "Đã thay thành viên.")


@bp_visits.post("/<uuid:inspection_id>/ket-luan")
@requires(Permission.ORDER_INSPECTION)
def conclude(inspection_id: UUID) -> ResponseReturnValue:
    """End it with a conclusion."""
    form = ConcludeForm(request.form)

    def command() -> Command:
        document = str(form.document.data)
        return CloseInspection(inspection_id=inspection_id, document=document)

    return _done(inspection_id, "conclude", form, command, "Đã ghi kết luận.")


def _done(
    inspection_id: UUID, name: str, form: Form, command: Any, told: str
) -> ResponseReturnValue:
    """Carry out what was typed, or show the page with it again."""
    seen(inspection_id)
    if not form.validate():
        return _one(inspection_id, {name: form}, 422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        beside(form, refusal)
        return _one(inspection_id, {name: form}, 422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return _one(inspection_id, {name: form}, 409)
    flash(told, "success")
    return redirect(url_for(".show", inspection_id=inspection_id), 303)


def _order_form(*, typed: bool = False) -> OrderForm:
    form = OrderForm(request.form if typed else None, meta={"today": today()})
    units = coverage.inspectable(register(), today())
    form.units.choices = options({key: unit.name for key, unit in units.items()})
    every = [plan for plan in plan_states.every(db(), None) if plan.status != "draft"]
    form.plans.choices = options({p.plan_id: f"{p.full_number} {p.title}" for p in every})
    form.members.choices = options(visit_shown.in_office())
    return form


def _list(form: OrderForm, status: int = 200) -> Response:
    at, on = as_of.past_day(), as_of.day()
    mine = {
        one.inspection_id for one in visits.every(db(), None) if one.seen_by(actor(), today())
    }
    found = [one for one in visits.every(db(), as_of.instant()) if one.inspection_id in mine]
    orders = actor().may(Permission.ORDER_INSPECTION)
    units, year = coverage.inspectable(register(), on), on.year
    goal = coverage.goal_of(db(), as_of.instant()) if orders else None
    return page(
        "inspections/visits.html",
        block="main",
        status=status,
        rows=[(one, KINDS[one.kind], STATES[one.status(on)], _units(one)) for one in found],
        reach=coverage.reach(found, units, year, goal),
        year=year,
        form=form if orders and at is None else None,
        orders=orders,
        goes_out=tenant().kind != "commune",
        sets_templates=actor().may(Permission.SET_TEMPLATES),
        at=at,
        today=today(),
    )


def _units(one: InspectionState) -> list[str]:
    return [register().unit(unit) for unit in one.unit_ids]


def _one(
    inspection_id: UUID, tried: Mapping[str, Form] | None = None, status: int = 200
) -> ResponseReturnValue:
    now, inspection = seen(inspection_id)
    return stood.or_missing(
        lambda: _shown(now, as_of.then(inspection), tried or {}, status), _not_yet(now)
    )


def _shown(
    now: InspectionState, inspection: Inspection, tried: Mapping[str, Form], status: int
) -> Response:
    at = as_of.instant()
    state = visits.state(db(), inspection.id, at) if at else now
    return page(
        "inspections/visit.html",
        block="main",
        status=status,
        kind=KINDS[state.kind],
        badge_of=STATES[state.status(as_of.day())],
        units=_units(state),
        **visit_shown.shown(now, state, inspection, tried),
    )


def _not_yet(now: InspectionState) -> stood.Stood:
    return stood.Stood(
        title=now.subject,
        url=url_for(".show", inspection_id=now.inspection_id),
        crumbs=[("Kiểm tra", as_of.link(".index")), (now.document, "")],
        missing="chưa có cuộc kiểm tra này",
    )
