"""Who is told of a grade: whom it is of; of a petition or a doubt, who decides it."""

from collections.abc import Iterable, Iterator
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events.grading import steps
from events.store import Recorded
from service.evaluation.years import states
from service.evaluation.years.ranks import first_post
from service.messages.alerts import News
from service.messages.kinds import Kind
from tenants.directory import directory, heads_of


def news(recorded: Recorded, connection: Connection, today: date) -> Iterator[News]:
    """Tell what an event says to whom; `today`, of the tenant, decides who holds a post."""
    match recorded.event:
        case steps.Told():
            for person in _whose(recorded, connection, today):
                yield _one("graded", person, recorded)
        case steps.PetitionAnswered(person_id=person):
            yield _one("grade_answered", person, recorded)
        case steps.ActRevoked(doubts=decision) if decision:
            for person in _deciders(connection, today):
                yield _one("grade_doubted", person, recorded)
        case steps.Petitioned(due_on=day):
            for person in _deciders(connection, today):
                yield _one("grade_petitioned", person, recorded, day)


def _whose(recorded: Recorded, connection: Connection, today: date) -> Iterable[UUID]:
    year = states.of_stream(connection, recorded.stream_id)
    if year.subject == "person":
        return [year.subject_id]
    return heads_of(connection, year.subject_id, today)


def _deciders(connection: Connection, today: date) -> Iterable[UUID]:
    register = directory(connection)
    post = first_post(register, today)
    return register.holders(post, today) if post else []


def _one(kind: Kind, person: UUID, recorded: Recorded, day: date | None = None) -> News:
    return News(
        person_id=person,
        key=f"{recorded.position}",
        kind=kind,
        subject_id=recorded.stream_id,
        by=recorded.person_id,
        day=day,
    )
