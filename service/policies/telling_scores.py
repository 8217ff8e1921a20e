"""Who is told of a score sheet: the person of a result, whoever scores them of what waits."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events import scoring
from events.store import Recorded
from service.evaluation import periods, score_sheets
from service.evaluation.seats import seating
from service.messages.alerts import News
from service.messages.kinds import Kind
from tenants.directory import directory


def news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    """Tell what an event says to whom; `today`, of the tenant, decides who holds a post."""
    event, sheet = recorded.event, recorded.stream_id
    match event:
        case scoring.Told():
            yield _one("scored", event.person_id, recorded)
        case scoring.PetitionAnswered():
            yield _one("petition_answered", event.person_id, recorded)
        case scoring.SelfScored():
            for person in _scorers(connection, sheet, today):
                yield _one("self_scored", person, recorded, key=f"self_scored {sheet}")
        case scoring.Petitioned():
            for person in _scorers(connection, sheet, today):
                yield _one("petitioned", person, recorded, day=event.due_on)


def _scorers(connection: Connection, sheet_id: UUID, today: date) -> Iterable[UUID]:
    """Give who holds the post that scores the person of a sheet."""
    sheet = score_sheets.one(connection, sheet_id)
    period, register = periods.one(connection, sheet.period_id), directory(connection)
    post = seating(register, period.start, period.end).scorers[sheet.person_id]
    return register.holders(post, today) if post else []


def _one(
    kind: Kind, person: UUID, recorded: Recorded, *, key: str = "", day: date | None = None
) -> News:
    return News(
        person_id=person,
        key=key or f"{recorded.position}",
        kind=kind,
        subject_id=recorded.stream_id,
        by=recorded.person_id,
        day=day,
    )
