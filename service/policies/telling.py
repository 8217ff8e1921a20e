"""Who is told of what: an event of a task becomes lines under bells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, select

from events import discussions, evidence, urging
from events.store import Recorded
from events.stream import Event
from events.tasks import (
    conditions,
    deadlines,
    giving,
    judging,
    obstacles,
    outside,
    taking_back,
    working,
)
from events.values import Clarity
from service.discussions.following import followers
from service.history import standing
from service.messages.alerts import News, alert
from service.messages.kinds import Kind
from service.tasks.states import table
from tenants.directory import heads_of, holders_of

PERSON, ACCEPTS = "person_id", "accept_post_id"
EXTENDS, JUDGES = "extend_post_id", "cause_post_id"
CONCERNS: dict[type[Event], tuple[Kind, str]] = {  # what is said, to whom a column names
    working.Submitted: ("handed_in", ACCEPTS),
    judging.Returned: ("returned", PERSON),
    judging.Accepted: ("accepted", PERSON),
    obstacles.ObstacleReported: ("obstacle", JUDGES),
    obstacles.ObstacleAnswered: ("answered", PERSON),
    deadlines.ExtensionAsked: ("asked", EXTENDS),
    deadlines.DeadlineExtended: ("extended", PERSON),
    deadlines.ExtensionRefused: ("not_extended", PERSON),
    deadlines.Suspended: ("suspended", PERSON),
    deadlines.Resumed: ("resumed", PERSON),
    giving.Recalled: ("recalled", PERSON),
    giving.Cancelled: ("recalled", PERSON),
    giving.Superseded: ("recalled", PERSON),
    taking_back.TakenBack: ("followed", PERSON),
}
GIVEN = (
    giving.Issued,
    outside.Given,
    giving.Assigned,
    giving.Transferred,
    giving.HandedOver,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What to say of which task, to whom first; its followers hear that it moved."""

    kind: Kind
    task_id: UUID
    people: tuple[UUID, ...]
    day: date | None = None


def tell(happened: Sequence[Recorded], connection: Connection, today: date) -> None:
    """Tell those whom events concern, in their transaction; never whoever did it.

    Args:
        happened: what one command recorded; the read models know it already.
        connection: the transaction.
        today: the day in the tenant's zone, which decides who holds a post.
    """
    news = [one for recorded in happened for one in _news_of(recorded, connection, today)]
    mine = [one for one in news if one.person_id != one.by]
    if mine:
        alert(connection, mine, happened[0].recorded_at)


def _news_of(recorded: Recorded, connection: Connection, today: date) -> Iterable[News]:
    told = _told(recorded, connection, today)
    if told is None:
        return
    first = dict.fromkeys(told.people)
    followed = [*followers(connection, told.task_id, None)]
    followed += _by_post(connection, told.task_id, today)
    others = [person for person in dict.fromkeys(followed) if person not in first]
    yield from (_news(told.kind, told, person, recorded) for person in first)
    yield from (_news("followed", told, person, recorded) for person in others)


def _told(recorded: Recorded, connection: Connection, today: date) -> _Told | None:
    event, task_id = recorded.event, recorded.stream_id
    day: date | None = getattr(event, "due_on", None)
    if beside := _beside(event):
        return beside if _known(connection, beside.task_id) else None
    if isinstance(event, GIVEN):
        return _Told("given", task_id, _given(connection, task_id, today), day)
    if isinstance(event, conditions.ConditionMet):
        return _Told("begun", task_id, _given(connection, task_id, today), day)
    if type(event) not in CONCERNS:
        return None
    kind, column = CONCERNS[type(event)]
    return _Told(kind, task_id, tuple(_named(connection, task_id, column, today)), day)


def _beside(event: Event) -> _Told | None:
    """Say what is told of events beside a task's own."""
    match event:
        case urging.Urged():
            return _Told("urged", event.task_id, (event.person_id,))
        case discussions.Commented():
            return _Told("mentioned", event.task_id, event.mentions)
        case evidence.Returned():
            return _Told("evidence_returned", event.for_id, (event.about_id,))
    return None


def _given(connection: Connection, task_id: UUID, today: date) -> tuple[UUID, ...]:
    """Give the person in charge; while there is none, the heads of the leading unit."""
    person, unit = _row(connection, task_id, PERSON, "lead_unit_id")
    return (person,) if person else tuple(heads_of(connection, unit, today))


def _by_post(connection: Connection, task_id: UUID, today: date) -> Iterable[UUID]:
    """Give who holds the post that follows a task (theo dõi, đôn đốc), where one does."""
    [clarity] = _row(connection, task_id, "clarity")
    post = msgspec.json.decode(clarity, type=Clarity).follower_post_id
    return holders_of(connection, post, today) if post else []


def _named(connection: Connection, task_id: UUID, column: str, today: date) -> Iterable[UUID]:
    """Give the person in charge, or the holders of a post, as the task stands now."""
    [one] = _row(connection, task_id, column)
    if one is None:
        return []
    return [one] if column == PERSON else holders_of(connection, one, today)


def _row(connection: Connection, task_id: UUID, *columns: str) -> tuple[Any, ...]:
    found = select(*(table.c[name] for name in columns)).where(
        standing(table, None), table.c.task_id == task_id
    )
    return tuple(connection.execute(found).one())


def _known(connection: Connection, thing: UUID) -> bool:
    """Tell whether a thing is a task; alerts are about tasks."""
    found = select(table.c.task_id).where(standing(table, None), table.c.task_id == thing)
    return connection.execute(found).first() is not None


def _news(kind: Kind, told: _Told, person: UUID, recorded: Recorded) -> News:
    return News(
        person_id=person,
        key=f"{recorded.position}",
        kind=kind,
        subject_id=told.task_id,
        by=recorded.person_id,
        day=told.day,
    )
