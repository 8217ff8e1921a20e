"""Read model: what was said about each task, and how it stood at any past instant?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Connection,
    DateTime,
    Index,
    Integer,
    Text,
    Uuid,
    func,
    select,
)

from events import discussions
from events.store import Recorded
from service.history import Change, history_table, standing

VERSION = 1
CONTEXTS = frozenset({"discussions"})
READERS = "task_id IN (SELECT ctx.seen_tasks())"
table = history_table(
    "task_comments",
    "comment_id",
    Column("task_id", Uuid, nullable=False),
    Column("number", Integer, nullable=False),
    Column("author_id", Uuid, nullable=False),
    Column("post_id", Uuid, nullable=False),
    Column("text", Text, nullable=False),
    Column("mentions", ARRAY(Uuid), nullable=False),
    Column("said_at", DateTime(timezone=True), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Index("ix_task_comments_task", "tenant_id", "task_id", "number"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about a comment."""
    match recorded.event:
        case discussions.Commented() as said:
            facts = {
                "task_id": said.task_id,
                "number": said.number,
                "author_id": said.author_id,
                "post_id": recorded.post_id,
                "text": said.text,
                "mentions": list(said.mentions),
                "said_at": recorded.recorded_at,
                "withdrawn": False,
            }
            return Change(_id(said.task_id, said.number), facts, first=True)
        case discussions.CommentWithdrawn(task_id=task_id, number=number):
            return Change(_id(task_id, number), {"withdrawn": True, "text": ""})
    return None


@dataclass(frozen=True, slots=True)
class Comment:
    """One thing that was said; one that was taken back has no text any more."""

    number: int
    author_id: UUID
    post_id: UUID
    text: str
    mentions: tuple[UUID, ...]
    said_at: datetime
    withdrawn: bool


def of_task(
    connection: Connection, task_id: UUID, at: datetime | None, *, before: int, most: int
) -> list[Comment]:
    """List what was said about a task, newest first: `most` at most, with numbers below."""
    kept = table.c
    wanted = (kept.number, kept.author_id, kept.post_id, kept.text, kept.mentions)
    found = (
        select(*wanted, kept.said_at, kept.withdrawn)
        .where(kept.task_id == task_id, kept.number < before, standing(table, at))
        .order_by(kept.number.desc())
        .limit(most)
    )
    return [
        Comment(r.number, r.author_id, r.post_id, r.text, tuple(r.mentions), *r[5:])
        for r in connection.execute(found)
    ]


def count(connection: Connection, task_id: UUID, at: datetime | None) -> int:
    """Count what was said about a task."""
    found = select(func.count()).where(table.c.task_id == task_id, standing(table, at))
    return int(connection.execute(found).scalar_one())


def _id(task_id: UUID, number: int) -> UUID:
    return uuid5(task_id, f"comment {number}")
