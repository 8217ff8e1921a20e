"""Read model: which targets does each plan set, and what became of them?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Date,
    Index,
    Integer,
    Text,
    Uuid,
    or_,
    select,
)

from events import indicators
from events.store import Recorded
from events.values import Target
from service.history import Add, Change, history_table, standing, stood
from tenants.names import kept_words

VERSION = 4
CONTEXTS = frozenset({"indicators"})
READERS = "plan_id IN (SELECT ctx.seen_plans())"

table = history_table(
    "indicator_states",
    "indicator_id",
    Column("plan_id", Uuid, nullable=False),
    Column("item_id", Integer, nullable=False),
    Column("code", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("area", Text),
    Column("target", Text, nullable=False),
    Column("in_force_on", Date),
    Column("closed_on", Date),
    Column("continued_by", Uuid),
    Column("reason", Text, nullable=False),
    Column("entry_id", Uuid),
    Column("apart", Text, nullable=False),
    Index("ix_indicator_states_plan", "tenant_id", "plan_id", "valid_to", "valid_from"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its indicator."""
    event = recorded.event
    match event:
        case indicators.TargetSet():
            begun = {
                "plan_id": event.plan_id,
                "item_id": event.item_id,
                "code": event.code,
                "in_force_on": None,
                "closed_on": None,
                "continued_by": None,
                "reason": "",
                "entry_id": None,
                "apart": "",
            }
            return Change(recorded.stream_id, begun | _target(event), first=True)
        case indicators.TargetChanged():
            facts = {"in_force_on": event.in_force_on, "reason": event.reason}
            return Change(recorded.stream_id, facts | _target(event))
        case indicators.Closed():
            facts = {"closed_on": event.closed_on, "continued_by": event.continued_by}
            return Change(recorded.stream_id, facts | {"reason": event.reason})
    shared = _shared(event)
    return Change(recorded.stream_id, shared) if shared else None


def _shared(event: object) -> dict[str, Any] | None:
    match event:
        case indicators.Joined():
            return {"entry_id": event.entry_id}
        case indicators.Parted():
            return {"entry_id": None}
        case indicators.ToldApart():
            return {"apart": Add("".join(f"{other} " for other in event.others))}
    return None


def _target(event: indicators.TargetSet | indicators.TargetChanged) -> dict[str, Any]:
    return {
        "content": event.text,
        "words": kept_words(event.text),
        "area": event.area,
        "target": msgspec.json.encode(event.target).decode(),
    }


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """An indicator as it stood at an instant; a qualitative one has no target.

    `target` is the last one set, in force from `in_force_on` (None: since the issue); `reason`
    says why it was changed or closed. `entry_id` is the entry of the catalogue that it belongs
    to, `apart` the indicators that it is not the same as.
    """

    indicator_id: UUID
    plan_id: UUID
    code: str
    content: str
    area: str | None
    target: Target | None
    item_id: int = 0
    in_force_on: date | None = None
    closed_on: date | None = None
    continued_by: UUID | None = None
    reason: str = ""
    entry_id: UUID | None = None
    apart: str = ""
    changed_by: UUID | None = None
    valid_from: datetime | None = None

    @property
    def open(self) -> bool:
        """Tell whether the plan still pursues it."""
        return self.closed_on is None


def one(connection: Connection, indicator_id: UUID) -> IndicatorState:
    """Give one indicator as it stands now.

    Raises:
        NoResultFound: there is none.
    """
    mine = standing(table, None), table.c.indicator_id == indicator_id
    return state_of(connection.execute(select(table).where(*mine)).one())


def of_plan(connection: Connection, plan_id: UUID, at: datetime | None) -> list[IndicatorState]:
    """List a plan's indicators by code, now (`at` None) or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.plan_id == plan_id)
    return [state_of(row) for row in connection.execute(wanted.order_by(table.c.code))]


def every(connection: Connection, at: datetime | None) -> list[IndicatorState]:
    """List all indicators by code, now or at an instant."""
    wanted = select(table).where(standing(table, at)).order_by(table.c.code)
    return [state_of(row) for row in connection.execute(wanted)]


def at_both(
    connection: Connection,
    wanted: ColumnElement[bool],
    before: datetime | None,
    after: datetime | None,
) -> tuple[list[IndicatorState], list[IndicatorState]]:
    """List the indicators that a condition names at two instants, with one query."""
    either = or_(standing(table, before), standing(table, after))
    rows = connection.execute(select(table).where(either, wanted)).all()
    old, new = ([state_of(row) for row in rows if stood(row, at)] for at in (before, after))
    return old, new


def earlier(
    connection: Connection, indicator_ids: Collection[UUID], at: datetime | None
) -> dict[UUID, list[IndicatorState]]:
    """List how indicators stood before their last change, oldest first; unchanged ones not.

    One query, whatever the number; none when nothing is asked for.
    """
    if not indicator_ids:
        return {}
    wanted = select(table).where(table.c.indicator_id.in_(indicator_ids))
    if at is not None:
        wanted = wanted.where(table.c.valid_from <= at)
    found: dict[UUID, list[IndicatorState]] = {}
    for row in connection.execute(wanted.order_by(table.c.position)):
        found.setdefault(row.indicator_id, []).append(state_of(row))
    return {key: states[:-1] for key, states in found.items() if len(states) > 1}


def in_force(stood: Sequence[IndicatorState], day: date) -> IndicatorState:
    """Choose, of all that an indicator was (oldest first), the target in force on a day."""
    begun = [s for s in stood if s.in_force_on is None or s.in_force_on <= day]
    return begun[-1] if begun else stood[0]


def state_of(row: object) -> IndicatorState:
    """Read a row of the table."""
    values = {name: getattr(row, name) for name in IndicatorState.__dataclass_fields__}
    values["target"] = msgspec.json.decode(values["target"], type=Target | None)
    return IndicatorState(**values)
