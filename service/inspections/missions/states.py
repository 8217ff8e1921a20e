"""Read model: which missions were ordered, by which paper, with whom, until when?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Connection,
    Date,
    Select,
    Text,
    Uuid,
    any_,
    literal,
    select,
)

from events.missions import steps
from events.missions.mission import Mission
from events.store import Recorded
from service.db import Question
from service.history import Change, history_table, standing
from service.inspections.visits import Status
from service.vault.stores import event_store
from tenants.access import Actor, Permission

VERSION = 1
CONTEXTS = frozenset({"missions"})
READERS = "(SELECT ctx.reader()) = ANY (members)"
SAID = ("kind", "document", "subject", "first_day", "last_day")
table = history_table(
    "mission_states",
    "mission_id",
    Column("kind", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("members", ARRAY(Uuid), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("conclusion", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its mission."""
    facts = _facts(recorded.event)
    first = isinstance(recorded.event, steps.Ordered)
    return Change(recorded.stream_id, facts, first=first) if facts else None


def _facts(event: object) -> dict[str, Any]:
    match event:
        case steps.Ordered() as said:
            begun = {name: getattr(said, name) for name in SAID}
            members = [*said.members]
            return begun | {"members": members, "conclusion": "", "withdrawn": False}
        case steps.LastDayMoved() | steps.MemberReplaced():
            changed = steps.changed(event).items()
            return {name: [*v] if name == "members" else v for name, v in changed}
        case steps.Concluded(document=document):
            return {"conclusion": document}
        case steps.Withdrawn():
            return {"withdrawn": True}
    return {}


@dataclass(frozen=True, slots=True)
class MissionState:
    """A mission as it stands."""

    mission_id: UUID
    kind: steps.MissionKind
    document: str
    subject: str
    members: Sequence[UUID]
    first_day: date
    last_day: date
    conclusion: str
    withdrawn: bool

    def status(self, day: date) -> Status:
        """Say what it is on a day."""
        if self.conclusion or self.withdrawn:
            return "closed" if self.conclusion else "withdrawn"
        if day < self.first_day:
            return "waiting"
        return "over" if day > self.last_day else "running"

    def seen_by(self, actor: Actor) -> bool:
        """Tell whether an actor sees it: who orders inspections, and its members."""
        return actor.may(Permission.ORDER_INSPECTION) or actor.person_id in self.members


def every(connection: Connection, at: datetime | None = None) -> list[MissionState]:
    """List the missions, the latest first, now (`at` None) or at an instant."""
    ordered = _states(at).order_by(table.c.first_day.desc(), table.c.mission_id)
    return [MissionState(*row) for row in connection.execute(ordered)]


def state(connection: Connection, mission_id: UUID, at: datetime | None = None) -> MissionState:
    """Give one, now (`at` None) or at an instant.

    Raises:
        NoResultFound: it was not there.
    """
    wanted = _states(at).where(table.c.mission_id == mission_id)
    return MissionState(*connection.execute(wanted).one())


def of_member(person_id: UUID) -> Question[MissionState]:
    """Ask for a member's missions that have not ended, the soonest to end first."""
    mine = literal(person_id) == any_(table.c.members), table.c.conclusion == ""
    left = _states(None).where(*mine, ~table.c.withdrawn)
    return Question(left.order_by(table.c.last_day), MissionState)


def _states(at: datetime | None) -> Select[Any]:
    wanted = select(*(table.c[name] for name in MissionState.__dataclass_fields__))
    return wanted.where(standing(table, at))


def one(connection: Connection, mission_id: UUID) -> Mission:
    """Load a mission with its communes.

    Raises:
        WrongStreamError: there is none.
    """
    return event_store(connection).load(Mission, mission_id)
