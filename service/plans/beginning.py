"""What a plan began with: the file, its reading, and what the reader proposed."""

from uuid import UUID

from sqlalchemy import Connection

from events.errors import WrongStreamError
from events.plans import DraftStarted
from events.recorder import TenantRecorder
from events.registry import decode
from service.db import driver


def beginning(connection: Connection, plan_id: UUID) -> DraftStarted:
    """Give the first event of a plan.

    Raises:
        WrongStreamError: there is no such plan.
    """
    for stored in TenantRecorder(driver(connection)).select_events(plan_id, lte=1):
        event = decode(stored.topic, stored.state)
        if isinstance(event, DraftStarted):
            return event
    raise WrongStreamError(plan_id)
