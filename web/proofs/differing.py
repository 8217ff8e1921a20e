"""Pages: what changed between two days in a unit, a person's work, an indicator, a commune."""

from uuid import UUID

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from service.indicators import states as indicator_states
from service.inspections.scope import Thing, scope
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.plans.comparing import asked_point, differences, listed, shown_point
from web.session import db, register, requires, sight, tenant, today

bp_differ = Blueprint(
    "difference", __name__, url_prefix="/x/<code>/so-sanh", template_folder="templates"
)
NOBODY = UUID(int=0)


@bp_differ.get("/don-vi/<uuid:unit_id>")
@requires(Permission.SEE_BOARD)
def unit(unit_id: UUID) -> ResponseReturnValue:
    """Compare what a unit leads, as far as it is in sight."""
    if unit_id not in register().units:
        abort(404)
    return _shown("unit", unit_id, register().unit(unit_id), "units.show")


@bp_differ.get("/nguoi/<uuid:person_id>")
@requires(Permission.SEE_BOARD)
def person(person_id: UUID) -> ResponseReturnValue:
    """Compare what a person is in charge of, as far as it is in sight."""
    if person_id not in register().people:
        abort(404)
    return _shown("person", person_id, register().person(person_id), "replay.person")


@bp_differ.get("/chi-tieu/<uuid:indicator_id>")
@requires(Permission.WORK)
def indicator(indicator_id: UUID) -> ResponseReturnValue:
    """Compare an indicator, its figures and the tasks that serve it."""
    found = indicator_states.one(db(), indicator_id)
    title = f"{found.code} {found.content}"
    return _shown("indicator", indicator_id, title, "indicators.show")


@bp_differ.get("/tat-ca")
@requires(Permission.WORK)
def commune() -> ResponseReturnValue:
    """Compare everything that is in sight."""
    return _shown("commune", NOBODY, tenant().name, "plans.index")


def _shown(thing: Thing, thing_id: UUID, title: str, endpoint: str) -> ResponseReturnValue:
    here, other = shown_point(), asked_point()
    before, after = sorted((here, other or here), key=lambda point: point.order)
    of = scope(thing, thing_id).within(sight())
    found = [] if before == after else differences(of, before, after)
    named = {} if thing_id == NOBODY else {f"{thing}_id": thing_id}
    return page(
        "proofs/difference.html",
        block="main",
        title=title,
        back=as_of.link_on(after.day, endpoint, **named),
        at=after.day if after.instant else None,
        today=today(),
        before=before,
        after=after,
        asked=other is not None,
        **listed(found, before, after),
    )
