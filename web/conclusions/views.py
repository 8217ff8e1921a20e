"""Pages: the documents with how far each unit is, and one with whom it reaches."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from service.conclusions import states
from service.conclusions.answering import (
    AcknowledgeConclusion,
    StrikeDissemination,
    UrgeAddressees,
)
from service.conclusions.issuing import CloseConclusion, IssueConclusion, WithdrawConclusion
from service.conclusions.sheet import workbook
from service.conclusions.states import ConclusionState
from service.files import KINDS
from service.tasks import meetings
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.choices import options
from web.conclusions import shown
from web.conclusions.forms import CloseForm, IssueForm, ReasonForm, SessionForm
from web.conclusions.words import ENDS, MANNERS
from web.conclusions.words import KINDS as PAPERS
from web.forms import Form
from web.htmx import page
from web.paging import cut
from web.session import actor, by_mandate, carry_out, db, local, register, requires, today
from web.uploads import Brought, brought, download, spoken_file
from web.words import say

bp = Blueprint(
    "conclusions", __name__, url_prefix="/x/<code>/ket-luan", template_folder="templates"
)
PAGE, MOST_CROSSED = 20, 6
QUICKER = "Vừa có người khác ghi vào văn bản này. Hãy xem lại rồi gửi lại nếu vẫn cần."
XLSX = KINDS["xlsx"]


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the documents in sight, how far each unit is, and the form of a new one."""
    return _list(_issue_form())


@bp.post("")
@requires(Permission.ISSUE_PLAN)
def issue() -> ResponseReturnValue:
    """Issue a document, and show it."""
    form = _issue_form(typed=True)
    if not form.validate():
        return _list(form, 422)
    try:
        made = carry_out(IssueConclusion(issued=form.issued()))
    except (RefusedError, ChangedMeanwhileError, CommandReusedError) as refusal:
        return _list(form, _beside(form, refusal))
    flash("Đã ghi văn bản và báo cho nơi nhận.", "success")
    return redirect(url_for(".show", conclusion_id=uuid5(made, "conclusion")), 303)


@bp.get("/<uuid:conclusion_id>")
@requires(Permission.WORK)
def show(conclusion_id: UUID) -> ResponseReturnValue:
    """Show one document, now or as it stood at the end of a past day."""
    now = _seen(conclusion_id)
    return stood.or_missing(lambda: _one(shown.then(now)), shown.not_yet(now))


@bp.get("/<uuid:conclusion_id>/bang.xlsx")
@requires(Permission.WORK)
def sheet(conclusion_id: UUID) -> ResponseReturnValue:
    """Give the table of addressees as a workbook."""
    state = shown.then(_seen(conclusion_id))
    lines = _lines(state, _made(state))
    name = f"ket-luan-{state.issued_on:%Y-%m-%d}.xlsx"
    data = BytesIO(workbook(shown.named(state), [shown.cells(one) for one in lines]))
    return send_file(data, mimetype=XLSX, as_attachment=True, download_name=name)


@bp.get("/<uuid:conclusion_id>/tep/<sha256>")
@requires(Permission.WORK)
def file(conclusion_id: UUID, sha256: str) -> ResponseReturnValue:
    """Give a file that stands behind a session."""
    replies = _seen(conclusion_id).replies.values()
    files = (f for r in replies for one in r.sessions for f in one.said.files)
    found = next((one for one in files if one.sha256 == sha256), None)
    return download(found) if found else abort(404)


@bp.post("/<uuid:conclusion_id>/tiep-nhan/<uuid:addressee_id>")
@requires(Permission.WORK)
def acknowledge(conclusion_id: UUID, addressee_id: UUID) -> ResponseReturnValue:
    """Say that a unit, or oneself, has received it."""
    command = AcknowledgeConclusion(conclusion_id=conclusion_id, addressee_id=addressee_id)
    return _done(conclusion_id, "", Form(), lambda: command, "Đã tiếp nhận.")


@bp.post("/<uuid:conclusion_id>/quan-triet/<uuid:addressee_id>")
@requires(Permission.WORK)
def disseminate(conclusion_id: UUID, addressee_id: UUID) -> ResponseReturnValue:
    """Say how a unit told its members."""
    form, name = SessionForm(request.form, meta={"today": today()}), f"session{addressee_id}"
    state = _seen(conclusion_id)
    try:
        came = brought()
    except RefusedError as refusal:
        form.files.errors = [say(refusal)]
        return _one(state, {name: form}, 422)

    def command() -> Command:
        made = form.command(conclusion_id, addressee_id, came.files)
        came.keep()
        return made

    return _done(conclusion_id, name, form, command, "Đã ghi buổi quán triệt.", came)


@bp.post("/<uuid:conclusion_id>/huy-buoi/<int:number>")
@requires(Permission.WORK)
def strike(conclusion_id: UUID, number: int) -> ResponseReturnValue:
    """Strike what was said of a session."""
    form = ReasonForm(request.form)

    def command() -> Command:
        reason = str(form.reason.data)
        return StrikeDissemination(conclusion_id=conclusion_id, session=number, reason=reason)

    return _done(conclusion_id, f"strike{number}", form, command, "Đã hủy buổi đã ghi nhầm.")


@bp.post("/<uuid:conclusion_id>/nhac")
@requires(Permission.ISSUE_PLAN)
def urge(conclusion_id: UUID) -> ResponseReturnValue:
    """Remind whoever owes an answer."""
    owing = tuple(_seen(conclusion_id).owing)
    command = UrgeAddressees(conclusion_id=conclusion_id, addressees=owing)
    return _done(conclusion_id, "", Form(), lambda: command, "Đã nhắc nơi chưa làm xong.")


@bp.post("/<uuid:conclusion_id>/thu-hoi")
@requires(Permission.ISSUE_PLAN)
def withdraw(conclusion_id: UUID) -> ResponseReturnValue:
    """Let it hold no longer."""
    form = ReasonForm(request.form)

    def command() -> Command:
        return WithdrawConclusion(conclusion_id=conclusion_id, reason=str(form.reason.data))

    return _done(conclusion_id, "withdraw", form, command, "Đã thu hồi văn bản.")


@bp.post("/<uuid:conclusion_id>/ket-thuc")
@requires(Permission.ISSUE_PLAN)
def close(conclusion_id: UUID) -> ResponseReturnValue:
    """Follow it no longer."""
    form = CloseForm(request.form)

    def command() -> Command:
        return CloseConclusion(conclusion_id=conclusion_id, reason=str(form.reason.data or ""))

    return _done(conclusion_id, "close", form, command, "Đã kết thúc theo dõi.")


def _done(
    conclusion_id: UUID,
    name: str,
    form: Form,
    command: Callable[[], Command],
    told: str,
    came: Brought | None = None,
) -> ResponseReturnValue:
    """Carry out what was typed, or show the page with it again."""
    state, tried = _seen(conclusion_id), {name or "act": form}
    if not form.validate():
        return _one(state, tried, 422)
    try:
        carry_out(command())
    except (RefusedError, ChangedMeanwhileError, CommandReusedError) as refusal:
        return _one(_seen(conclusion_id), tried, _beside(form, refusal))
    if came:
        came.done()
    flash(told, "success")
    return redirect(url_for(".show", conclusion_id=conclusion_id), 303)


def _beside(form: Any, refusal: Exception) -> int:
    """Say a refusal beside its field, or above the form; gives how that is answered."""
    if not isinstance(refusal, RefusedError):
        form.form_errors = [QUICKER]
        return 409
    field = getattr(form, "beside", {}).get(type(refusal))
    if field:
        form[field].errors = [say(refusal)]
    else:
        form.form_errors = [say(refusal)]
    return 422


def _seen(conclusion_id: UUID) -> ConclusionState:
    """Give a document that the person may see; hidden looks like missing."""
    state = states.one(db(), conclusion_id, None)
    return state if state.seen_by(actor()) else abort(404)


def _made(state: ConclusionState) -> shown.Made:
    at = as_of.instant()
    return meetings.followed_up(db(), state.conclusion_id, at, kind="conclusion")


def _lines(state: ConclusionState, made: shown.Made) -> list[shown.Addressee]:
    """Give the addressees in sight: all, one's own, those of inspected units."""
    reached = shown.addressees(state, made)
    if actor().may(Permission.SEE_ALL_TASKS):
        return reached
    return [one for one in reached if one.mine or one.key in by_mandate().units]


def _issues() -> bool:
    return actor().may(Permission.ISSUE_PLAN) and as_of.past_day() is None


def _issue_form(*, typed: bool = False) -> IssueForm:
    form = IssueForm(request.form if typed else None, meta={"today": today()})
    known = register()
    people = dict.fromkeys(person for person, _ in known.filled(today()))
    form.units.choices = options({u.unit_id: u.name for u in known.units.values()})
    form.people.choices = options({person: known.person(person) for person in people})
    held = [one for one in states.every(db(), None) if not one.ended]
    before = {one.conclusion_id: f"{PAPERS[one.kind]} {one.number}" for one in held}
    form.replaces.choices = options(before, empty="Không thay thế văn bản nào")
    for name in ("units", "people", "told_by", "replaces"):
        form[name].flags.optional = True
    return form


def _list(form: IssueForm, status: int = 200) -> Response:
    at, me = as_of.instant(), actor()
    found = [one for one in states.every(db(), at) if one.seen_by(me)]
    made = meetings.followed_up(db(), None, at, kind="conclusion")
    here = cut(found, request.args.get("trang", ""), PAGE)
    crossed = [one for one in found if not one.ended][:MOST_CROSSED]
    return page(
        "conclusions/list.html",
        block="main",
        status=status,
        rows=[shown.line(one, made) for one in here.rows],
        here=here,
        page_url=as_of.link("conclusions.index", {"trang": ""}) + "{page}",
        crossed=crossed,
        by_unit=shown.by_unit(crossed) if me.may(Permission.SEE_ALL_TASKS) else [],
        form=form if _issues() else None,
        at=as_of.past_day(),
        today=today(),
    )


def _one(
    state: ConclusionState, tried: Mapping[str, Any] | None = None, status: int = 200
) -> Response:
    made, now = _made(state), as_of.past_day() is None
    follows = actor().may(Permission.SEE_ALL_TASKS)
    others = {one.conclusion_id: one for one in states.every(db(), None)}
    return page(
        "conclusions/one.html",
        block="main",
        status=status,
        state=state,
        kind=PAPERS[state.kind],
        badge_of=ENDS[state.ended],
        points=shown.points(state, made),
        lines=_lines(state, made),
        before=others.get(state.replaces) if state.replaces else None,
        after=others.get(state.successor_id) if state.successor_id else None,
        follows=follows,
        issues=_issues() and not state.ended,
        answers=now and not state.ended,
        gives=actor().may(Permission.GIVE_TASKS) and now and not state.ended,
        tried=tried or {},
        forms={"withdraw": ReasonForm(), "close": CloseForm()},
        manners=MANNERS,
        new_session=lambda: SessionForm(data={"held_on": today()}),
        new_reason=ReasonForm,
        people=register(),
        local=local,
        file_facts=spoken_file,
        seer=actor(),
        late=state.late(as_of.day()),
        at=as_of.past_day(),
        today=today(),
    )
