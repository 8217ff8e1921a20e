"""Who is told of a report: everybody who was reminded that something lacks for it."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection

from events.reports import Reminded
from events.store import Recorded
from service.messages.alerts import News


def news(recorded: Recorded, _connection: Connection, _today: date) -> Iterator[News]:
    """Tell those who were reminded."""
    if not isinstance(recorded.event, Reminded):
        return
    for person in recorded.event.people:
        yield News(
            person_id=person,
            key=f"{recorded.position}",
            kind="report_missing",
            subject_id=recorded.stream_id,
            by=recorded.person_id,
        )
