"""What is done about one subject's year: each act is a form that becomes a command."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, CommandReusedError, RefusedError
from tenants.access import Permission
from web.evaluation.year_forms import PERSON_ACTS, UNIT_ACTS, FoundForm, YearForm
from web.evaluation.year_one import offer_acts, show_person, show_unit, stream_of
from web.evaluation.year_sight import person_in_sight, unit_in_sight
from web.evaluation.years import CHANGED
from web.session import carry_out, requires, today
from web.words import say

bp = Blueprint(
    "year_acts",
    __name__,
    url_prefix="/x/<code>/danh-gia/nam/<int:year>",
    template_folder="templates",
)


@bp.post("/nguoi/<uuid:person_id>/<act>")
@requires(Permission.WORK)
def at_person(year: int, person_id: UUID, act: str) -> ResponseReturnValue:
    """Do something about a person's year."""
    standing = person_in_sight(year, person_id)
    form = _form(PERSON_ACTS.get(act))
    if isinstance(form, FoundForm):
        offer_acts(form, stream_of(person_id, year).acts)
    refused = _tried(form, person_id, year)
    if refused:
        return show_person(year, standing, {act: form}, *refused)
    flash(form.done, "success")
    return redirect(url_for("year_one.person", year=year, person_id=person_id), 303)


@bp.post("/don-vi/<uuid:unit_id>/<act>")
@requires(Permission.WORK)
def at_unit(year: int, unit_id: UUID, act: str) -> ResponseReturnValue:
    """Do something about a unit's year."""
    unit_in_sight(year, unit_id)
    form = _form(UNIT_ACTS.get(act))
    refused = _tried(form, unit_id, year)
    if refused:
        return show_unit(year, unit_id, {act: form}, *refused)
    flash(form.done, "success")
    return redirect(url_for("year_one.unit", year=year, unit_id=unit_id), 303)


def _form(kind: type[YearForm] | None) -> YearForm:
    if kind is None:
        abort(404)
    return kind(request.form, meta={"today": today()})


def _tried(form: YearForm, subject_id: UUID, year: int) -> tuple[str, int] | None:
    """Carry the form's command out; what stands in the way, and how that is answered."""
    if not form.validate():
        return "", 422
    try:
        carry_out(form.command(subject_id, year))
    except RefusedError as refusal:
        return say(refusal), 422
    except (ChangedMeanwhileError, CommandReusedError):
        return CHANGED, 409
    return None
