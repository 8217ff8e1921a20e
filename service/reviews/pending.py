"""What of open reviews has a day: writing of oneself, judging after it, what is set right."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Row, Select, select

from events.tasks.life import OWED
from service.history import standing
from service.reviews.rounds import table as rounds
from service.reviews.states import table as reviews
from service.tasks.states import table as tasks


def to_write(connection: Connection) -> list[Row[Any]]:
    """List (person_id, review_id, day): who has yet to write of themselves, and until when."""
    return list(connection.execute(_unwritten(rounds.c.self_by.label("day"))))


def to_judge(connection: Connection, today: date) -> Iterator[tuple[UUID, UUID]]:
    """Give (member, review) where the day to write has passed and nobody judged yet."""
    for person, review, members in connection.execute(
        _unwritten(rounds.c.members).where(rounds.c.self_by < today)
    ):
        yield from ((member, review) for member in members if member != person)


def to_repair(connection: Connection) -> list[Row[Any]]:
    """List (person_id, review_id, day): tasks of conclusions that are owed."""
    given = (tasks.c.task_id == reviews.c.tasks.any_()) & standing(tasks, None)
    owed = (
        select(reviews.c.person_id, reviews.c.review_id, tasks.c.due_on.label("day"))
        .join(tasks, given)
        .where(standing(reviews, None), tasks.c.status.in_(OWED), tasks.c.due_on.is_not(None))
    )
    return list(connection.execute(owed))


def _unwritten(about: ColumnElement[Any]) -> Select[Any]:
    of = (rounds.c.round_id == reviews.c.round_id) & standing(rounds, None)
    wanted = select(reviews.c.person_id, reviews.c.review_id, about).join_from(
        reviews, rounds, of
    )
    return wanted.where(standing(reviews, None), reviews.c.step == "opened")
