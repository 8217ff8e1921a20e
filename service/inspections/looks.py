"""Who looked at what only few may see: every look of others is kept, the refused ones too.

Rows are added and never changed. Who is looked at sees them; the events tell nothing of them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID, uuid4

from sqlalchemy import Connection, func, insert, select

from tenants.access import Actor
from tenants.tables import looks

Kind = Literal[
    "score_sheet",
    "year_grade",
    "review",
    "task",
    "plan",
    "unit",
    "person",
    "indicator",
    "evidence",
    "event",
    "conclusion",
    "list",  # of what, was once not said
    "task_list",
    "plan_list",
    "unit_list",
    "person_list",
    "indicator_list",
    "evidence_list",
    "meeting_list",
    "conclusion_list",
    "report_list",
    "visit_list",
    "period_list",
    "signal_list",
    "search",
    "entry",
]
TENANT = func.ctx.tenant()
MOST = 50  # of one subject, or of one inspection, on a page


@dataclass(frozen=True, slots=True)
class Look:
    """Somebody looked, in a post, at an instant; or tried to and was refused."""

    person_id: UUID
    post_id: UUID
    kind: Kind
    subject_id: UUID
    refused: bool
    at: datetime


def note(
    connection: Connection,
    actor: Actor,
    kind: Kind,
    subject_id: UUID,
    at: datetime,
    *,
    refused: bool,
) -> None:
    """Keep that somebody looked at a thing, or tried to."""
    facts = {
        "look_id": uuid4(),
        "person_id": actor.person_id,
        "post_id": actor.post_id,
        "kind": kind,
        "subject_id": subject_id,
        "refused": refused,
        "at": at,
    }
    connection.execute(insert(looks).values(tenant_id=func.ctx.tenant(), **facts))


def note_each(
    connection: Connection, actor: Actor, kind: Kind, subjects: Collection[UUID], at: datetime
) -> None:
    """Keep that somebody looked at several things on one page."""
    who = {"person_id": actor.person_id, "post_id": actor.post_id, "kind": kind, "at": at}
    rows = [
        who | {"look_id": uuid4(), "subject_id": one, "refused": False, "tenant_id": TENANT}
        for one in subjects
    ]
    if rows:
        connection.execute(insert(looks).values(rows))


def note_member(
    connection: Connection,
    actor: Actor,
    kind: Kind,
    subject_id: UUID | None,
    inspections: Collection[UUID],
    at: datetime,
) -> None:
    """Keep that a member of inspections looked at a thing (None: at a list)."""
    who = {"person_id": actor.person_id, "post_id": actor.post_id, "kind": kind, "at": at}
    rows = [
        who
        | {"look_id": uuid4(), "subject_id": subject_id or one, "inspection_id": one}
        | {"refused": False, "tenant_id": TENANT}
        for one in inspections
    ]
    if rows:
        connection.execute(insert(looks).values(rows))


def note_entry(
    connection: Connection, handover_id: UUID, guest_id: UUID, inspection_id: UUID, at: datetime
) -> None:
    """Keep that a guest came in, by a hand-over that goes once.

    Raises:
        IntegrityError: the hand-over went before.
    """
    who = {"person_id": guest_id, "post_id": guest_id, "kind": "entry", "at": at}
    what = {"subject_id": inspection_id, "inspection_id": inspection_id, "refused": False}
    added = insert(looks).values(tenant_id=TENANT, look_id=handover_id, **who, **what)
    connection.execute(added)


def of_inspection(connection: Connection, inspection_id: UUID) -> list[Look]:
    """List what the members of an inspection looked at, newest first, at most fifty."""
    mine = looks.c.inspection_id == inspection_id
    found = select(*(looks.c[name] for name in Look.__dataclass_fields__)).where(mine)
    ordered = found.order_by(looks.c.at.desc(), looks.c.look_id).limit(MOST)
    return [Look(*row) for row in connection.execute(ordered)]


def at_subject(connection: Connection, kind: Kind, subject_id: UUID) -> list[Look]:
    """List who looked at a thing, newest first, at most fifty."""
    kept = looks.c
    names = Look.__dataclass_fields__
    found = (
        select(*(kept[name] for name in names))
        .where(kept.kind == kind, kept.subject_id == subject_id)
        .order_by(kept.at.desc(), kept.look_id)
        .limit(MOST)
    )
    return [Look(*row) for row in connection.execute(found)]
