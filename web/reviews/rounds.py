"""Pages: the rounds in sight, what should be looked at, and one round with who is reviewed."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.exchange import links
from service.exchange.links import LinkFacts
from service.reviews import rounds, states
from service.reviews.limits import SetLowResults, low_results
from service.reviews.opening import OpenRound
from service.reviews.places import places_along
from service.reviews.raised import Raised, raised
from service.reviews.rounds import RoundState
from service.reviews.sight import sees_round
from service.reviews.states import ReviewState
from service.work import Command
from tenants.access import Permission
from tenants.names import sort_key
from web import as_of, stood
from web.choices import options
from web.forms import Form
from web.htmx import page
from web.reviews.forms import OURS, LimitsForm, RoundForm, SubjectForm, periods, sources
from web.reviews.opened import of_party
from web.reviews.then import not_yet
from web.reviews.words import GRADES, STEPS, period_words
from web.session import actor, carry_out, db, register, today
from web.words import say

bp_rounds = Blueprint(
    "review_rounds", __name__, url_prefix="/x/<code>/kiem-diem", template_folder="templates"
)


@bp_rounds.get("")
@of_party(Permission.WORK)
def index() -> ResponseReturnValue:
    """List one's own reviews and the rounds in sight, what is raised; now or on a past day."""
    return _list()


@bp_rounds.post("")
@of_party(Permission.PROPOSE_GRADES)
def open_round() -> ResponseReturnValue:
    """Open a round."""
    form = _round_form(typed=True)
    if form.validate():
        try:
            made = carry_out(OpenRound(opened=form.opened()))
        except RefusedError as refusal:
            form.form_errors = [say(refusal)]
        else:
            flash("Đã mở đợt kiểm điểm.", "success")
            return redirect(url_for(".show", round_id=uuid5(made, "round")), 303)
    return _list({"round": form}, 422)


@bp_rounds.post("/gioi-han")
@of_party(Permission.DECIDE_GRADES)
def limit() -> ResponseReturnValue:
    """Say from where on results are low."""
    form = LimitsForm(request.form)
    done = form.validate() and _told(form, SetLowResults(low=form.low()), "Đã lưu giới hạn.")
    return redirect(url_for(".index"), 303) if done else _list({"limits": form}, 422)


@bp_rounds.get("/dot/<uuid:round_id>")
@of_party(Permission.WORK)
def show(round_id: UUID) -> ResponseReturnValue:
    """Show a round, now or as it stood at the end of a past day."""
    missing = not_yet(_seen(round_id), "chưa mở đợt kiểm điểm này")
    return stood.or_missing(lambda: _one(round_id), missing)


@bp_rounds.post("/dot/<uuid:round_id>")
@of_party(Permission.PROPOSE_GRADES)
def add(round_id: UUID) -> ResponseReturnValue:
    """Review one more."""
    _seen(round_id)
    form = _subject_form(_overseen(), typed=True)
    done = form.validate() and _told(form, form.command(round_id), "Đã thêm vào đợt này.")
    return (
        redirect(url_for(".show", round_id=round_id), 303)
        if done
        else _one(round_id, form, 422)
    )


def _told(form: Form, command: Command, done: str) -> bool:
    """Carry a command out and say so; a refusal is said above the form."""
    try:
        carry_out(command)
    except RefusedError as refusal:
        form.form_errors = [say(refusal)]
        return False
    flash(done, "success")
    return True


def _seen(round_id: UUID) -> RoundState:
    found = rounds.one(db(), round_id)
    if not sees_round(actor(), found):
        abort(404)
    return found


def _list(tried: Mapping[str, Form] | None = None, status: int = 200) -> Response:
    me, tried, at = actor(), tried or {}, as_of.instant()
    every, reviews = rounds.every(db(), at), states.every(db(), at)
    known = {one.round_id: one for one in every}
    raises = me.may(Permission.DECIDE_GRADES) or me.may(Permission.PROPOSE_GRADES)
    prepares = as_of.may(Permission.PROPOSE_GRADES)
    decides = as_of.may(Permission.DECIDE_GRADES)
    return page(
        "reviews/rounds.html",
        block="main",
        status=status,
        own=[_row(one, known) for one in reviews if one.person_id == me.person_id],
        rounds=[
            (one, period_words(one.kind, one.year, one.number), _steps(one, reviews))
            for one in every
            if sees_round(me, one)
        ],
        raised=_raised() if raises else None,
        limits=low_results(db(), at) if raises else None,
        person=register().person,
        period_words=period_words,
        form=tried.get("round") or (_round_form() if prepares else None),
        limits_form=tried.get("limits") or (_limits_form() if decides else None),
    )


def _raised() -> list[Raised]:
    """List who should be looked at; nobody reads it of oneself."""
    found = raised(db(), as_of.day(), as_of.instant())
    return [one for one in found if one.person_id != actor().person_id]


def _limits_form() -> LimitsForm:
    held = low_results(db())
    return LimitsForm(data={name: getattr(held, name) for name in held.__struct_fields__})


def _steps(of: RoundState, reviews: list[ReviewState]) -> str:
    theirs = [one.step for one in reviews if one.round_id == of.round_id]
    done = sum(step == "closed" for step in theirs)
    return f"{done}/{len(theirs)}"


def _row(one: ReviewState, known: Mapping[UUID, RoundState]) -> tuple[Any, ...]:
    of = known[one.round_id]
    step = STEPS["told"] if one.step == "judged" and one.conclusions else STEPS[one.step]
    grade = GRADES[one.grade] if one.grade else ""
    return one, period_words(of.kind, of.year, of.number), step, grade


def _one(round_id: UUID, form: SubjectForm | None = None, status: int = 200) -> Response:
    of, at = _seen(round_id), as_of.instant()
    known = {round_id: rounds.one(db(), round_id, at) if at else of}
    mine = [one for one in states.every(db(), at) if one.round_id == round_id]
    prepares = as_of.may(Permission.PROPOSE_GRADES)
    stand = _overseen() if prepares else []
    places = places_along(db(), stand)
    return page(
        "reviews/round.html",
        block="main",
        status=status,
        of=of,
        period=period_words(of.kind, of.year, of.number),
        rows=[_row(one, known) for one in mine if one.person_id != actor().person_id],
        person=register().person,
        form=form or (_subject_form(stand) if prepares else None),
        units=list(dict.fromkeys(one.unit for one in places)),
        posts=sorted({post for one in places for post in one.posts}, key=sort_key),
    )


def _round_form(*, typed: bool = False) -> RoundForm:
    form = RoundForm(request.form if typed else None, meta={"today": today()})
    form.period.choices = options(periods(today()))
    form.members.choices = options(_people())
    return form


def _subject_form(stand: list[LinkFacts], *, typed: bool = False) -> SubjectForm:
    usual = stand[0].link_id if len(stand) == 1 else None
    form = SubjectForm(request.form if typed else None, data={"link": usual})
    form.link.choices = options(sources(stand), empty=OURS)
    form.person.choices = options(_people())
    return form


def _overseen() -> list[LinkFacts]:
    return [one for one in links.standing(db(), "oversight", today()) if not one.ours]


def _people() -> dict[UUID, str]:
    known = register()
    people = dict.fromkeys(person for person, _ in known.filled(today()))
    return {person: known.person(person) for person in people}
