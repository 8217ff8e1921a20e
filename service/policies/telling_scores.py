"""Who is told of a score sheet: the person of a result, whoever scores them of what waits."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events import scoring
from events.store import Recorded
from service.evaluation import periods, score_sheets
from service.evaluation.seats import seating
from service.messages.alerts import News, alert
from service.messages.kinds import Kind
from tenants.directory import directory


def tell_scores(happened: Sequence[Recorded], connection: Connection, today: date) -> None:
    """Tell those whom events of score sheets concern, in their transaction; never who did it.

    Args:
        happened: what one command recorded; the read models know it already.
        connection: the transaction.
        today: the day in the tenant's zone, which decides who holds a post.
    """
    news = [one for recorded in happened for one in _news(recorded, connection, today)]
    others = [one for one in news if one.person_id != one.by]
    if others:
        alert(connection, others, happened[0].recorded_at)


def _news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
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
