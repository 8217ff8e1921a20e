"""Pages: inspections that are ordered here and look at linked communes."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from events.errors import ChangedMeanwhileError, RefusedError
from events.missions.mission import Mission
from service.clock import now
from service.inspections.missions import links, states
from service.inspections.missions.entering import EnterPlace
from service.inspections.missions.ordering import (
    AddPlace,
    ConcludeMission,
    MoveMission,
    OrderMission,
    ReplaceOnMission,
    Vouch,
    WithdrawMission,
)
from service.inspections.missions.papers import guest_id, inspection_id
from service.inspections.missions.states import MissionState
from service.work import Command
from tenants.access import Permission
from web import as_of, stood, visiting
from web.access import handovers
from web.access.handovers import Handover
from web.forms import Form
from web.htmx import page
from web.inspections.mission_forms import MissionForm, VouchForm, WithdrawForm
from web.inspections.mission_shown import mission_form, place_form, seen, shown
from web.inspections.visit_forms import ConcludeForm, MoveForm, beside
from web.inspections.visit_shown import replace_form
from web.inspections.visit_words import KINDS, STATES
from web.inspections.visits import QUICKER
from web.session import actor, carry_out, db, requires, tenant, today
from web.visiting import Home
from web.words import say

bp_missions = Blueprint(
    "missions", __name__, url_prefix="/x/<code>/kiem-tra-tai-xa", template_folder="templates"
)


@bp_missions.get("")
@requires(Permission.SEE_BOARD)
def index() -> ResponseReturnValue:
    """List the missions in sight, and the form of a new one."""
    return _list(mission_form())


@bp_missions.post("")
@requires(Permission.ORDER_INSPECTION)
def order() -> ResponseReturnValue:
    """Order a mission."""
    form = mission_form(typed=True)
    if not form.validate():
        return _list(form, 422)
    try:
        made = carry_out(OrderMission(ordered=form.ordered(), place=form.place()))
    except RefusedError as refusal:
        beside(form, refusal)
        return _list(form, 422)
    flash("Đã ghi quyết định. Xem ở từng xã: đã gửi hay chờ đến ngày đầu.", "success")
    return redirect(url_for(".show", mission_id=uuid5(made, "mission")), 303)


@bp_missions.get("/<uuid:mission_id>")
@requires(Permission.SEE_BOARD)
def show(mission_id: UUID) -> ResponseReturnValue:
    """Show one mission, now or as it stood at the end of a past day."""
    return _one(mission_id)


@bp_missions.post("/<uuid:mission_id>/xa")
@requires(Permission.ORDER_INSPECTION)
def add(mission_id: UUID) -> ResponseReturnValue:
    """Look at one more commune."""
    form = place_form(typed=True)
    return _done(
        mission_id,
        ("add", form),
        lambda: AddPlace(mission_id=mission_id, place=form.place()),
        "Đã ghi quyết định. Xem ở từng xã: đã gửi hay chờ đến ngày đầu.",
    )


@bp_missions.post("/<uuid:mission_id>/thoi-han")
@requires(Permission.ORDER_INSPECTION)
def move(mission_id: UUID) -> ResponseReturnValue:
    """Let it end on another day."""
    form = MoveForm(request.form, meta={"today": today()})
    return _done(
        mission_id,
        ("move", form),
        lambda: MoveMission(mission_id=mission_id, **form.said()),
        "Đã đổi ngày kết thúc và báo các xã.",
    )


@bp_missions.post("/<uuid:mission_id>/thanh-vien")
@requires(Permission.ORDER_INSPECTION)
def replace(mission_id: UUID) -> ResponseReturnValue:
    """Put somebody into the place of a member."""
    form = replace_form(seen(mission_id)[0].members, typed=True)
    return _done(
        mission_id,
        ("replace", form),
        lambda: ReplaceOnMission(mission_id=mission_id, **form.said()),
        "Đã thay thành viên và báo các xã.",
    )


@bp_missions.post("/<uuid:mission_id>/khac-nguoi/<uuid:person_id>")
@requires(Permission.ORDER_INSPECTION)
def vouch(mission_id: UUID, person_id: UUID) -> ResponseReturnValue:
    """Say that a member only bears the name of somebody who is inspected."""
    return _done(
        mission_id,
        ("vouch", VouchForm(request.form)),
        lambda: Vouch(mission_id=mission_id, member=person_id),
        "Đã xác nhận và báo các xã.",
    )


@bp_missions.post("/<uuid:mission_id>/rut")
@requires(Permission.ORDER_INSPECTION)
def withdraw(mission_id: UUID) -> ResponseReturnValue:
    """End it without a conclusion."""
    form = WithdrawForm(request.form)
    return _done(
        mission_id,
        ("withdraw", form),
        lambda: WithdrawMission(mission_id=mission_id, document=str(form.document.data)),
        "Đã rút quyết định và báo các xã.",
    )


@bp_missions.post("/<uuid:mission_id>/ket-luan")
@requires(Permission.ORDER_INSPECTION)
def conclude(mission_id: UUID) -> ResponseReturnValue:
    """End it with a conclusion."""
    form = ConcludeForm(request.form)
    return _done(
        mission_id,
        ("conclude", form),
        lambda: ConcludeMission(mission_id=mission_id, document=str(form.document.data)),
        "Đã ghi kết luận và báo các xã.",
    )


@bp_missions.post("/<uuid:mission_id>/vao/<int:number>")
@requires(Permission.SEE_BOARD)
def enter(mission_id: UUID, number: int) -> ResponseReturnValue:
    """Send a member over to a commune."""
    seen(mission_id)
    try:
        made = carry_out(EnterPlace(mission_id=mission_id, commune=number))
    except RefusedError as refusal:
        flash(say(refusal), "error")
        return redirect(url_for(".show", mission_id=mission_id), 303)
    code = links.communes(db(), today())[number].other.code
    ours, token, back = (
        tenant(),
        str(current_user.get_id()),
        url_for(".show", mission_id=mission_id),
    )
    handover = Handover(
        handover_id=made,
        tenant_id=number,
        guest_id=guest_id(ours.tenant_id, actor().person_id),
        inspection_id=inspection_id(ours.tenant_id, mission_id),
        browser=handovers.browser_of(token),
        until=handovers.until(now()),
    )
    visiting.go_out(Home(ours.code, token, back, code))
    return redirect(url_for("guests.enter", code=code, luot=handovers.write(handover)), 303)


def _done(
    mission_id: UUID, named: tuple[str, Form], command: Callable[[], Command], told: str
) -> ResponseReturnValue:
    """Carry out what was typed, or show the page with it again."""
    seen(mission_id)
    name, form = named
    if not form.validate():
        return _one(mission_id, {name: form}, 422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        beside(form, refusal)
        return _one(mission_id, {name: form}, 422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return _one(mission_id, {name: form}, 409)
    flash(told, "success")
    return redirect(url_for(".show", mission_id=mission_id), 303)


def _list(form: MissionForm, status: int = 200) -> Response:
    seen_now = {one.mission_id for one in states.every(db()) if one.seen_by(actor())}
    every = states.every(db(), as_of.instant())
    found = [one for one in every if one.mission_id in seen_now]
    return page(
        "inspections/missions.html",
        block="main",
        status=status,
        rows=[(one, KINDS[one.kind], STATES[one.status(as_of.day())]) for one in found],
        form=form if as_of.may(Permission.ORDER_INSPECTION) else None,
    )


def _one(
    mission_id: UUID, tried: Mapping[str, Form] | None = None, status: int = 200
) -> ResponseReturnValue:
    now, mission = seen(mission_id)
    return stood.or_missing(
        lambda: _shown(now, as_of.then(mission), tried or {}, status), _not_yet(now)
    )


def _shown(
    now: MissionState, mission: Mission, tried: Mapping[str, Form], status: int
) -> Response:
    at = as_of.instant()
    state = states.state(db(), mission.id, at) if at else now
    facts: dict[str, Any] = shown(state, mission, tried)
    return page(
        "inspections/mission.html",
        block="main",
        status=status,
        kind=KINDS[state.kind],
        badge_of=STATES[state.status(as_of.day())],
        **facts,
    )


def _not_yet(now: MissionState) -> stood.Stood:
    return stood.Stood(
        title=now.subject,
        url=url_for(".show", mission_id=now.mission_id),
        crumbs=[("Kiểm tra tại xã", as_of.link(".index")), (now.document, "")],
        missing="chưa có cuộc kiểm tra này",
    )
