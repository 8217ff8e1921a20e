"""Page: praise and discipline, for those whom it concerns and those who keep the record."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from service.conclusions import merit_states, states
from service.conclusions.merit_states import MeritState
from service.conclusions.merits import RecordMerit, RevokeMerit
from service.inspections import visits
from service.reviews import states as reviews
from service.work import Command
from tenants.access import Permission
from web import as_of
from web.choices import options
from web.conclusions.merit_form import MeritForm, RevokeForm
from web.conclusions.merit_words import KINDS, MEASURES
from web.conclusions.words import KINDS as PAPERS
from web.htmx import page
from web.session import actor, carry_out, db, register, requires, today
from web.vocabulary import spoken
from web.words import say

bp_merits = Blueprint(
    "merits",
    __name__,
    url_prefix="/x/<code>/khen-thuong-ky-luat",
    template_folder="templates",
)
QUICKER = "Vừa có người khác ghi. Hãy xem lại rồi gửi lại nếu vẫn cần."
OPTIONAL = ("person", "unit", "ground", "cited", "same_act")


@bp_merits.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the decisions in sight, and the form of a new one."""
    return _list()


@bp_merits.post("")
@requires(Permission.KEEP_MERITS)
def record() -> ResponseReturnValue:
    """Record a decision."""
    form = _form(_grounds(), _seen(), typed=True)
    if not form.validate():
        return _list(form, status=422)
    return _done(form, RecordMerit(merit=form.recorded()), "Đã ghi quyết định.")


@bp_merits.post("/<uuid:merit_id>/huy")
@requires(Permission.KEEP_MERITS)
def revoke(merit_id: UUID) -> ResponseReturnValue:
    """Let a decision hold no longer."""
    if merit_id not in {one.merit_id for one in _seen()}:
        abort(404)
    form = RevokeForm(request.form)
    if not form.validate():
        return _list(tried={merit_id: form}, status=422)
    command = RevokeMerit(merit_id=merit_id, number=str(form.number.data))
    return _done(form, command, "Đã hủy quyết định.", merit_id)


def _done(
    form: Any, command: Command, told: str, merit_id: UUID | None = None
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except (RefusedError, ChangedMeanwhileError, CommandReusedError) as refusal:
        status = _beside(form, refusal)
        if merit_id:
            return _list(tried={merit_id: form}, status=status)
        return _list(form, status=status)
    flash(told, "success")
    return redirect(url_for(".index"), 303)


def _beside(form: Any, refusal: Exception) -> int:
    if not isinstance(refusal, RefusedError):
        form.form_errors = [QUICKER]
        return 409
    field = form.beside.get(type(refusal))
    if field:
        form[field].errors = [say(refusal)]
    else:
        form.form_errors = [say(refusal)]
    return 422


def _seen() -> list[MeritState]:
    return [one for one in merit_states.every(db(), None) if one.seen_by(actor())]


def _form(
    grounds: dict[str, str], seen: Sequence[MeritState], *, typed: bool = False
) -> MeritForm:
    form = MeritForm(request.form if typed else None, meta={"today": today()})
    known = register()
    people = dict.fromkeys(person for person, _ in known.filled(today()))
    form.person.choices = options(
        {one: known.person(one) for one in people}, empty="Không chọn"
    )
    units = {one.unit_id: one.name for one in known.units.values()}
    form.unit.choices = options(units, empty="Không chọn")
    form.ground.choices = options(grounds, empty="Không chọn")
    held = [one for one in seen if one.kind == "discipline" and not one.revoked]
    same = {one.merit_id: f"{one.number}, {_whom(one)}" for one in held}
    form.same_act.choices = options(same, empty="Không, hành vi khác")
    for name in OPTIONAL:
        form[name].flags.optional = True
    return form


def _grounds() -> dict[str, str]:
    """Name what a decision may follow from, as far as the actor sees it."""
    me = actor()
    papers = (one for one in states.every(db(), None) if one.seen_by(me))
    every = (one for one in visits.every(db(), None) if one.conclusion)
    ended = (one for one in every if one.seen_by(me, today()))
    held = reviews.every(db()) if me.may(Permission.ISSUE_PLAN) else []
    named = {f"conclusion:{p.conclusion_id}": f"{PAPERS[p.kind]} {p.number}" for p in papers}
    named |= {
        f"inspection:{v.inspection_id}": f"Kết luận kiểm tra {v.conclusion}" for v in ended
    }
    return named | {f"review:{r.review_id}": f"Kiểm điểm: {r.post}, {r.unit}" for r in held}


def _whom(one: MeritState) -> str:
    return register().person(one.person_id) or register().unit(one.unit_id)


def _list(
    form: MeritForm | None = None,
    tried: dict[UUID, RevokeForm] | None = None,
    *,
    status: int = 200,
) -> Response:
    named, at = _grounds(), as_of.past_day()
    seen = _seen()
    keeps = at is None and actor().may(Permission.KEEP_MERITS)
    rows = [
        (one, KINDS[one.kind], MEASURES[one.measure], _whom(one), _ground(one, named))
        for one in _then(seen)
    ]
    return page(
        "conclusions/merits.html",
        block="main",
        status=status,
        rows=rows,
        form=(form or _form(named, seen)) if keeps else None,
        revoking={
            one.merit_id: (tried or {}).get(one.merit_id) or RevokeForm() for one, *_ in rows
        }
        if keeps
        else {},
        at=at,
        today=today(),
    )


def _then(seen: list[MeritState]) -> list[MeritState]:
    """Give the decisions that one sees today, as they stood on the day that is shown."""
    if as_of.past_day() is None:
        return seen
    numbers = {one.merit_id for one in seen}
    every = merit_states.every(db(), as_of.instant())
    return [one for one in every if one.merit_id in numbers]


def _ground(one: MeritState, named: dict[str, str]) -> str:
    """Name the ground; one out of the reader's sight is not named."""
    known = named.get(f"{one.ground}:{one.ground_id}", "")
    return known or one.cited or spoken("Căn cứ do cấp có thẩm quyền lưu")
