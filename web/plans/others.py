"""Who else is reviewing, as the pages show it."""

from datetime import datetime
from uuid import UUID

from service.clock import now
from service.plans.company import company
from web.session import actor, db, local, register


def others(plan_id: UUID) -> list[tuple[str, datetime, int | None]]:
    """Name those who changed a draft lately, when, and at which record."""
    found = company(db(), plan_id, actor().person_id, now())
    return [(register().person(one.person_id), local(one.at), one.item_id) for one in found]
