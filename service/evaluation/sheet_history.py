"""One sheet as it was recorded: what it says now, and event by event how it came so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from events.scoring import ScoreSheet, sheet_id
from events.store import Recorded
from service.in_force import past_of
from service.vault.stores import event_store


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet, and what was recorded of it, the oldest first; empty until somebody acts."""

    sheet: ScoreSheet
    history: tuple[Recorded, ...]


def kept_sheet(
    connection: Connection, person_id: UUID, period_id: UUID, at: datetime | None = None
) -> KeptSheet:
    """Read a person's sheet of a period, now (`at` None) or as it stood at an instant."""
    sheet = ScoreSheet(sheet_id(person_id, period_id))
    history = event_store(connection).stream(sheet.id, past=past_of(connection, at))
    for recorded in history:
        sheet.replay(recorded.event)
    return KeptSheet(sheet, tuple(history))
