"""Read model: which targets does each plan set?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Index, Text, Uuid, select

from events import indicators
from events.store import Recorded
from events.values import Target
from service.history import Change, history_table, standing

VERSION = 1

table = history_table(
    "indicator_states",
    "indicator_id",
    Column("plan_id", Uuid, nullable=False),
    Column("code", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("area", Text),
    Column("target", Text, nullable=False),
    Index("ix_indicator_states_plan", "tenant_id", "plan_id", "valid_to", "valid_from"),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its indicator."""
    event = recorded.event
    if not isinstance(event, indicators.TargetSet):
        return None
    facts = {
        "plan_id": event.plan_id,
        "code": event.code,
        "content": event.text,
        "area": event.area,
        "target": msgspec.json.encode(event.target).decode(),
    }
    return Change(recorded.stream_id, facts, first=True)


@dataclass(frozen=True, slots=True)
class IndicatorState:
    """An indicator as it stood at an instant; a qualitative one has no target."""

    indicator_id: UUID
    plan_id: UUID
    code: str
    content: str
    area: str | None
    target: Target | None


def of_plan(connection: Connection, plan_id: UUID, at: datetime | None) -> list[IndicatorState]:
    """List a plan's indicators by code, now (`at` None) or at an instant."""
    wanted = select(table).where(standing(table, at), table.c.plan_id == plan_id)
    return [_state(row) for row in connection.execute(wanted.order_by(table.c.code))]


def _state(row: object) -> IndicatorState:
    values = {name: getattr(row, name) for name in IndicatorState.__dataclass_fields__}
    values["target"] = msgspec.json.decode(values["target"], type=Target | None)
    return IndicatorState(**values)
