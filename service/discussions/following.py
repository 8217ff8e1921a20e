"""Read model: who follows which task (theo dõi), and since when?"""

from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import Boolean, Column, Connection, Index, Uuid, select

from events import discussions
from events.store import Recorded
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"discussions"})
READERS = "task_id IN (SELECT ctx.seen_tasks())"
table = history_table(
    "task_followers",
    "following_id",
    Column("task_id", Uuid, nullable=False),
    Column("person_id", Uuid, nullable=False),
    Column("follows", Boolean, nullable=False),
    Index("ix_task_followers_task", "tenant_id", "task_id"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about who follows a task."""
    match recorded.event:
        case discussions.Followed(task_id=task_id, person_id=person_id, again=again):
            facts = {"task_id": task_id, "person_id": person_id, "follows": True}
            return Change(uuid5(task_id, str(person_id)), facts, first=not again)
        case discussions.Unfollowed(task_id=task_id, person_id=person_id):
            return Change(uuid5(task_id, str(person_id)), {"follows": False})
    return None


def followers(connection: Connection, task_id: UUID, at: datetime | None) -> list[UUID]:
    """Name the people who follow a task."""
    found = select(table.c.person_id).where(
        table.c.task_id == task_id, table.c.follows, standing(table, at)
    )
    return list(connection.execute(found).scalars())
