"""Names of units as plans print them: asked once, and known from then on."""

from uuid import UUID

from sqlalchemy import Connection, text

from events.organisation import Organisation, UnitNamed
from events.registry import decode
from service.organisation.founding import ORGANISATION
from service.work import Work

NAMED = text(
    "SELECT topic, state FROM es.stored_events"
    " WHERE stream_id = :organisation AND topic = :topic ORDER BY position"
)


def learn(work: Work, printed: str, unit_id: UUID) -> None:
    """Remember which unit a printed name stands for; the latest answer counts."""
    organisation = work.load(Organisation, ORGANISATION)
    organisation.note(UnitNamed(unit_id=unit_id, printed=printed))
    work.save(organisation)


def known_names(connection: Connection) -> dict[str, UUID]:
    """Give what was answered, by printed name."""
    asked = {"organisation": ORGANISATION, "topic": UnitNamed.TOPIC}
    events = [decode(r.topic, bytes(r.state)) for r in connection.execute(NAMED, asked)]
    return {event.printed: event.unit_id for event in events if isinstance(event, UnitNamed)}
