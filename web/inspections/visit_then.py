"""One inspection as its states keep it at the end of a past day, by today's rights."""

from flask import Response

from service.inspections import visits
from service.inspections.visits import InspectionState
from web import as_of
from web.htmx import page
from web.inspections.visit_words import KINDS, STATES
from web.session import db, register


def then(now: InspectionState) -> Response:
    """Show an inspection that the person sees today as it stood, or that it was not ordered."""
    every, known = visits.every(db(), as_of.instant()), register()
    stood = next((one for one in every if one.inspection_id == now.inspection_id), None)
    return page(
        "inspections/visit_then.html",
        block="main",
        now=now,
        stood=stood,
        kind=KINDS[now.kind],
        badge_of=STATES[stood.status(as_of.day())] if stood else None,
        units=[known.unit(unit) for unit in stood.unit_ids] if stood else [],
        members=[known.person(person) for person in stood.members] if stood else [],
        at=as_of.past_day(),
    )
