"""Read model: who was praised or disciplined, by which decision, on which ground?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, ColumnElement, Connection, Date, Text, Uuid, select

from events.conclusions import merits
from events.conclusions.merits import Ground, Measure, MeritKind
from events.store import Recorded
from service.history import Change, history_table, standing
from service.inspections.looking import answers_for
from tenants.access import Actor, Permission

VERSION = 2
CONTEXTS = frozenset({"conclusions"})
table = history_table(
    "merit_states",
    "merit_id",
    Column("kind", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("reason", Text, nullable=False),
    Column("ground", Text, nullable=False),
    Column("ground_id", Uuid),
    Column("cited", Text, nullable=False),
    Column("person_id", Uuid),
    Column("unit_id", Uuid),
    Column("revoked", Text, nullable=False),
    Column("act_id", Uuid, nullable=False),
)


@dataclass(frozen=True, slots=True)
class MeritState:
    """A decision as it stands; `revoked` is the number of the one that revoked it.

    Decisions on the same act name the same `act_id`: the first of them.
    """

    merit_id: UUID
    kind: MeritKind
    measure: Measure
    number: str
    decided_on: date
    reason: str
    ground: Ground
    ground_id: UUID | None
    cited: str
    person_id: UUID | None
    unit_id: UUID | None
    revoked: str
    act_id: UUID

    def seen_by(self, actor: Actor) -> bool:
        """Tell whether an actor sees it: who keeps such records, and whom it concerns."""
        mine = actor.person_id == self.person_id
        ours = self.unit_id is not None and answers_for(actor, self.unit_id)
        return mine or ours or actor.may(Permission.KEEP_MERITS)


OURS = {"merit_id", "revoked", "act_id"}
FACTS = [name for name in MeritState.__dataclass_fields__ if name not in OURS]


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its decision."""
    match recorded.event:
        case merits.MeritRecorded() as said:
            facts: dict[str, Any] = {name: getattr(said, name) for name in FACTS}
            facts |= {"revoked": "", "act_id": said.same_act or recorded.stream_id}
            return Change(recorded.stream_id, facts, first=True)
        case merits.MeritRevoked(number=number):
            return Change(recorded.stream_id, {"revoked": number})
    return None


def every(connection: Connection, at: datetime | None) -> list[MeritState]:
    """List the decisions, the latest first, now (`at` None) or at an instant."""
    return _listed(connection, standing(table, at))


def on_act(connection: Connection, act_id: UUID) -> list[MeritState]:
    """List the decisions on one act that stand now, the latest first."""
    mine = (table.c.act_id == act_id) & (table.c.revoked == "")
    return _listed(connection, standing(table, None) & mine)


def _listed(connection: Connection, which: ColumnElement[bool]) -> list[MeritState]:
    names = (table.c[name] for name in MeritState.__dataclass_fields__)
    in_order = table.c.decided_on.desc(), table.c.merit_id
    rows = connection.execute(select(*names).where(which).order_by(*in_order))
    return [MeritState(*row) for row in rows]
