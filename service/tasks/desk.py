"""What lies on somebody's desk? Four piles of tasks, counted and cut, read with one query."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)

from events.tasks.life import IN_CHARGE, OPEN, OWED
from service.history import standing
from service.tasks.state import TaskState
from service.tasks.states import COLUMNS, is_row, state_of, table
from service.tasks.urgency import FORTNIGHT
from tenants.access import HEADS, Actor
from tenants.tables import holdings

Name = Literal["mine", "waiting", "nobody", "stuck"]
MOST: dict[Name, int] = {"mine": 20, "waiting": 50, "nobody": 10, "stuck": 7}
TO_BEGIN = ("returned", "assigned")
kept = table.c


class Pile(NamedTuple):
    """Tasks in the order to take them, at most `MOST`, and how many there are in all."""

    tasks: list[TaskState]
    total: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What one person looks at first.

    `mine`: the open tasks that they are in charge of. `waiting`: products, deadlines and
    obstacles for their decision, longest waiting first. `nobody`: tasks of the units they head
    that need a person. `stuck`: late tasks of everybody, those with a stated reason first.
    """

    piles: dict[str, Pile] = field(default_factory=dict)

    def __getitem__(self, name: Name) -> Pile:
        """Give a pile; an empty one where there is nothing."""
        return self.piles.get(name, Pile([], 0))


def desk(
    connection: Connection,
    who: Actor,
    day: date,
    *,
    stuck: bool = False,
    at: datetime | None = None,
) -> Desk:
    """Read what lies on an actor's desk on a day, now or at its last instant.

    `stuck` asks for what is late with everybody too.
    """
    posts = [who.post_id, *(one.post_id for one in who.stands_in)]
    units = [one.unit_id for one in who.stands_in if one.roles & HEADS]
    units += [who.unit_id] if who.roles & HEADS else []
    asked = [_mine(who.person_id, day), _pile("waiting", _waits(posts), kept.valid_from)]
    if units:
        asked.append(_pile("nobody", _needs_person(units, day), kept.due_on.nulls_last()))
    if stuck and who.looks_across:
        late = (kept.due_on < day) & kept.status.in_(OWED)
        asked.append(_pile("stuck", late, kept.obstacle == "", kept.due_on))
    cut = union_all(*(pile.where(standing(table, at)) for pile in asked)).subquery()
    wanted = select(cut.c.pile, cut.c.total, *COLUMNS).join(cut, is_row(cut))
    found = Desk()
    for name, total, *row in connection.execute(wanted.order_by(cut.c.place)):
        found.piles.setdefault(name, Pile([], total)).tasks.append(state_of(row))
    return found


def _mine(person_id: UUID, day: date) -> Select[tuple[Any, ...]]:
    urgent = or_(kept.due_on <= day + FORTNIGHT, kept.status.in_(TO_BEGIN))
    mine = (kept.person_id == person_id) & kept.status.in_(OPEN)
    return _pile("mine", mine, case((urgent, 0), else_=1), kept.due_on.nulls_last())


def _waits(posts: Collection[UUID]) -> ColumnElement[bool]:
    return or_(
        kept.accept_post_id.in_(posts) & (kept.status == "submitted"),
        kept.extend_post_id.in_(posts) & kept.asked.is_not(None) & kept.status.in_(OWED),
        kept.cause_post_id.in_(posts) & (kept.unanswered > 0) & kept.status.in_(OPEN),
    )


def _needs_person(units: Collection[UUID], day: date) -> ColumnElement[bool]:
    """Restrict to tasks that nobody has: unassigned, refused, or their person left the post."""
    held = select(holdings.c.post_id).where(
        holdings.c.post_id == kept.post_id,
        holdings.c.person_id == kept.person_id,
        holdings.c.first_day <= day,
        or_(holdings.c.last_day.is_(None), holdings.c.last_day >= day),
    )
    nobody = kept.status.in_(("issued", "received", "refused_back"))
    orphaned = kept.status.in_(IN_CHARGE) & ~held.exists()
    return and_(kept.lead_unit_id.in_(units), or_(nobody, orphaned))


def _pile(
    name: Name, wanted: ColumnElement[bool], *order: ColumnElement[Any]
) -> Select[tuple[Any, ...]]:
    place = func.row_number().over(order_by=[*order, kept.code]).label("place")
    counted = func.count().over().label("total")
    found = select(literal(name).label("pile"), counted, place, kept.task_id, kept.position)
    return found.where(wanted).order_by("place").limit(MOST[name])
