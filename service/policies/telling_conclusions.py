"""Who is told of a document: whom it reaches, when it comes, is urged, or holds no longer."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events.conclusions import steps
from events.store import Recorded
from service.conclusions import states
from service.conclusions.reaching import reached
from service.messages.alerts import News
from service.messages.kinds import Kind


def news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    """Tell what an event says to whom; `today`, of the tenant, decides who holds a post."""
    match recorded.event:
        case steps.Issued() as said:
            whom = (*said.unit_ids, *said.people)
            yield from _each("concluded", whom, recorded, connection, today)
        case steps.Urged(addressees=whom):
            yield from _each("conclusion_urged", whom, recorded, connection, today)
        case steps.Withdrawn() | steps.Superseded():
            state = states.one(connection, recorded.stream_id, None)
            whom = (*state.unit_ids, *state.people)
            yield from _each("conclusion_ended", whom, recorded, connection, today)


def _each(
    kind: Kind,
    addressees: Iterable[UUID],
    recorded: Recorded,
    connection: Connection,
    today: date,
) -> Iterator[News]:
    due = states.one(connection, recorded.stream_id, None).told_by
    for person in reached(connection, addressees, today):
        yield News(
            person_id=person,
            key=f"{recorded.position}",
            kind=kind,
            subject_id=recorded.stream_id,
            by=recorded.person_id,
            day=None if kind == "conclusion_ended" else due,
        )
