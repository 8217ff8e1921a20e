"""An inspection of the address, for whoever may see it; who takes its papers and its pack."""

from uuid import UUID

from flask import abort

from events.inspections import Inspection
from service.inspections import visits
from service.inspections.pack import ordered_by
from service.inspections.visits import InspectionState
from tenants.access import Permission
from web.session import actor, db, today


def seen(inspection_id: UUID) -> tuple[InspectionState, Inspection]:
    """Give an inspection that the person may see; hidden looks like missing."""
    found = visits.state(db(), inspection_id)
    if not found.seen_by(actor(), today()):
        abort(404)
    return found, visits.one(db(), inspection_id)


def takes_minutes(state: InspectionState) -> bool:
    """Tell whether the person may take the minutes, which name the sample.

    Members and who orders inspections may at any time, the inspected after the conclusion.
    """
    mine = actor().person_id in state.members or actor().may(Permission.ORDER_INSPECTION)
    return mine or bool(state.conclusion)


def takes_pack(state: InspectionState) -> bool:
    """Tell whether the person may take the pack: a member, or who ordered the inspection."""
    me = actor().person_id
    return me in state.members or me == ordered_by(db(), state.inspection_id)
