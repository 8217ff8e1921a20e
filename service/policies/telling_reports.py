"""Who is told of a report: everybody who was reminded that something lacks for it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection

from events.reports import Reminded
from events.store import Recorded
from service.messages.alerts import News, alert


def tell_reports(happened: Sequence[Recorded], connection: Connection, _today: date) -> None:
    """Tell those who were reminded, in the transaction of the reminder."""
    news = [
        News(
            person_id=person,
            key=f"{recorded.position}",
            kind="report_missing",
            subject_id=recorded.stream_id,
            by=recorded.person_id,
        )
        for recorded in happened
        if isinstance(recorded.event, Reminded)
        for person in recorded.event.people
    ]
    if news:
        alert(connection, news, happened[0].recorded_at)
