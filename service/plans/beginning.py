"""What a plan began with: the file, its reading, and what the reader proposed."""

from uuid import UUID

from sqlalchemy import Connection

from events.errors import WrongStreamError
from events.plans import DraftStarted
from service.vault.stores import event_store


def beginning(connection: Connection, plan_id: UUID) -> DraftStarted:
    """Give the first event of a plan.

    Raises:
        WrongStreamError: there is no such plan.
    """
    first = event_store(connection).first(plan_id)
    if isinstance(first, DraftStarted):
        return first
    raise WrongStreamError(plan_id)
