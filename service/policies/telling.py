"""Who is told of what: an event of a task becomes lines under bells."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection, select

from events import urging
from events.store import Recorded
from events.tasks import deadlines, giving, judging, obstacles, working
from service.history import standing
from service.messages.alerts import Kind, News, alert
from service.tasks.states import table
from tenants.directory import holders_of


@dataclass(frozen=True, slots=True)
class _Told:
    """What to say, to whom: people by name, or the holders of the post in a column."""

    kind: Kind
    task_id: UUID
    people: tuple[UUID | None, ...] = ()
    column: str = ""
    day: date | None = None


def tell(recorded: Recorded, connection: Connection, today: date) -> None:
    """Tell those whom an event concerns, in its transaction; never whoever did it.

    Args:
        recorded: what was just recorded; the read models know it already.
        connection: the transaction.
        today: the day in the tenant's zone, which decides who holds a post.
    """
    told = _told(recorded)
    if told is None:
        return
    people = {*told.people, *_by_column(connection, told, today)} - {recorded.person_id, None}
    news = (_news(told, person, recorded) for person in people if person)
    alert(connection, news, recorded.recorded_at)


def _told(recorded: Recorded) -> _Told | None:
    task, told = recorded.stream_id, None
    match recorded.event:
        case giving.Issued(clarity=clarity, due_on=due_on):
            told = _Told("given", task, (clarity.person_id,), day=due_on)
        case working.Submitted():
            told = _Told("handed_in", task, column="accept_post_id")
        case judging.Returned():
            told = _Told("returned", task, column="person_id")
        case judging.Accepted():
            told = _Told("accepted", task, column="person_id")
        case obstacles.ObstacleReported():
            told = _Told("obstacle", task, column="cause_post_id")
        case deadlines.DeadlineExtended(due_on=due_on):
            told = _Told("extended", task, column="person_id", day=due_on)
        case urging.Urged(task_id=urged, person_id=person):
            told = _Told("urged", urged, (person,))
    return told


def _by_column(connection: Connection, told: _Told, today: date) -> Iterable[UUID]:
    """Give the person in charge, or the holders of a post, as the task stands now."""
    if not told.column:
        return []
    found = select(table.c[told.column]).where(
        standing(table, None), table.c.task_id == told.task_id
    )
    one: UUID = connection.execute(found).scalar_one()
    return [one] if told.column == "person_id" else holders_of(connection, one, today)


def _news(told: _Told, person: UUID, recorded: Recorded) -> News:
    return News(
        person_id=person,
        key=f"{recorded.position}",
        kind=told.kind,
        task_id=told.task_id,
        by=recorded.person_id,
        day=told.day,
    )
