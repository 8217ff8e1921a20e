"""Who is told of what the province wrote: who receives it, and of changes who answers it."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events import directive_replies as replies
from events.store import Recorded
from events.stream import Event
from service.directives import receiver_states, reply_states
from service.messages.alerts import News
from service.messages.kinds import Kind
from service.tasks import states
from tenants.access import Role
from tenants.directory import directory, heads_of

SAID: dict[type[Event], Kind] = {
    replies.Arrived: "directive_came",
    replies.Revised: "directive_changed",
    replies.Recalled: "directive_changed",
    replies.SentBack: "directive_returned",
    replies.Reminded: "directive_urged",
}
COULD = {Role.LEADER, Role.STANDING_AGENCY}  # who may receive while nobody was named


def news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    """Tell what an event says to whom; `today`, of the tenant, decides who holds a post."""
    if kind := SAID.get(type(recorded.event)):
        told = _receivers(connection, today), _answerers(connection, recorded, today)
        for person in dict.fromkeys(person for group in told for person in group):
            yield _one(kind, person, recorded)


def _one(kind: Kind, person: UUID, recorded: Recorded) -> News:
    return News(
        person_id=person,
        key=f"{recorded.position}",
        kind=kind,
        subject_id=recorded.stream_id,
        day=getattr(recorded.event, "due_on", None),
    )


def _receivers(connection: Connection, today: date) -> Iterator[UUID]:
    known, named = directory(connection), receiver_states.own(connection)
    for post in known.posts.values():
        if post.post_id == named or (named is None and COULD & set(post.roles)):
            yield from known.holders(post.post_id, today)


def _answerers(connection: Connection, recorded: Recorded, today: date) -> Iterator[UUID]:
    """Give the heads of the units that answer, and who has their tasks, once there are any."""
    for unit, task in reply_states.parts_of(connection, recorded.stream_id):
        yield from heads_of(connection, unit, today)
        [given] = states.listed(connection, states.table.c.task_id == task)
        if given.clarity.person_id:
            yield given.clarity.person_id
