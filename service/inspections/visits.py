"""Read model: which inspections were ordered, of which units, and how far has each come?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    Select,
    Text,
    Uuid,
    any_,
    literal,
    select,
)

from events import inspections, mandates
from events.inspections import Inspection, InspectionKind
from events.store import Recorded
from service.db import Question
from service.history import Add, Change, history_table, standing
from service.vault.stores import event_store
from tenants.access import HEADS, Actor, Permission

VERSION = 3
CONTEXTS = frozenset({"inspections", "mandates"})
READERS = "inspection_id IN (SELECT ctx.seen_inspections())"
Status = Literal["waiting", "running", "over", "closed", "withdrawn"]
SAID = (
    "kind",
    "document",
    "subject",
    "first_day",
    "last_day",
    "period_from",
    "period_until",
)
table = history_table(
    "inspection_states",
    "inspection_id",
    Column("kind", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("unit_ids", ARRAY(Uuid), nullable=False),
    Column("members", ARRAY(Uuid), nullable=False),
    Column("first_day", Date, nullable=False),
    Column("last_day", Date, nullable=False),
    Column("plan_ids", ARRAY(Uuid), nullable=False),
    Column("period_from", Date),
    Column("period_until", Date),
    Column("findings", Integer, nullable=False),
    Column("conclusion", Text, nullable=False),
    Column("orderer", Integer),
    Column("link_id", Uuid),
    Column("mission_id", Uuid),
    Column("withdrawn", Boolean, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its inspection."""
    facts = _facts(recorded.event)
    first = isinstance(recorded.event, inspections.Ordered)
    return Change(recorded.stream_id, facts, first=first) if facts else None


def _facts(event: object) -> dict[str, Any]:
    match event:
        case inspections.Ordered() as said:
            return _begun(said)
        case (
            mandates.Extended()
            | mandates.Shortened()
            | mandates.MemberReplaced()
            | mandates.MembersNamed()
        ):
            changed = mandates.changed(event).items()
            return {name: [*v] if name == "members" else v for name, v in changed}
        case inspections.FindingNoted():
            return {"findings": Add(1)}
        case inspections.Closed() | mandates.Withdrawn() as said:
            withdrawn = isinstance(said, mandates.Withdrawn)
            return {"conclusion": said.document, "withdrawn": withdrawn}
    return {}


def _begun(said: inspections.Ordered) -> dict[str, Any]:
    facts: dict[str, Any] = {name: getattr(said, name) for name in SAID}
    facts |= {name: list(getattr(said, name)) for name in ("unit_ids", "members", "plan_ids")}
    if said.orderer is not None:
        facts |= {"orderer": said.orderer.tenant, "link_id": said.orderer.link_id}
        facts |= {"mission_id": said.orderer.mission_id}
    return facts | {"findings": 0, "conclusion": "", "withdrawn": False}


@dataclass(frozen=True, slots=True)
class InspectionState:
    """An inspection as it stood; `conclusion` is its number, once it has one.

    One that another tenant ordered names it as its `orderer`; with `withdrawn` the number is
    that of the paper which ended it.
    """

    inspection_id: UUID
    kind: InspectionKind
    document: str
    subject: str
    unit_ids: Sequence[UUID]
    members: Sequence[UUID]
    first_day: date
    last_day: date
    plan_ids: Sequence[UUID]
    period_from: date | None
    period_until: date | None
    findings: int
    conclusion: str
    orderer: int | None = None
    withdrawn: bool = False

    def status(self, day: date) -> Status:
        """Say what it is on a day."""
        if self.conclusion:
            return "withdrawn" if self.withdrawn else "closed"
        if day < self.first_day:
            return "waiting"
        return "over" if day > self.last_day else "running"

    def seen_by(self, actor: Actor, day: date) -> bool:
        """Tell whether an actor sees it on a day: orderers, members, heads of its units.

        Heads see one without notice from its first day.
        """
        told = self.kind != "unannounced" or self.first_day <= day
        heads = told and bool(actor.roles & HEADS) and actor.unit_id in self.unit_ids
        orders = actor.may(Permission.ORDER_INSPECTION)
        return orders or heads or actor.person_id in self.members


def every(connection: Connection, at: datetime | None) -> list[InspectionState]:
    """List the inspections, the latest first, now (`at` None) or at an instant."""
    ordered = _states(at).order_by(table.c.first_day.desc(), table.c.inspection_id)
    return [InspectionState(*row) for row in connection.execute(ordered)]


def state(
    connection: Connection, inspection_id: UUID, at: datetime | None = None
) -> InspectionState:
    """Give one, now (`at` None) or at an instant.

    Raises:
        NoResultFound: it was not there.
    """
    wanted = _states(at).where(table.c.inspection_id == inspection_id)
    return InspectionState(*connection.execute(wanted).one())


def of_member(person_id: UUID) -> Question[InspectionState]:
    """Ask for a member's inspections without a conclusion yet, the soonest to end first."""
    mine = literal(person_id) == any_(table.c.members), table.c.conclusion == ""
    return Question(_states(None).where(*mine).order_by(table.c.last_day), InspectionState)


def one(connection: Connection, inspection_id: UUID) -> Inspection:
    """Load an inspection with its findings.

    Raises:
        WrongStreamError: there is none.
    """
    return event_store(connection).load(Inspection, inspection_id)


def _states(at: datetime | None) -> Select[Any]:
    wanted = select(*(table.c[name] for name in InspectionState.__dataclass_fields__))
    return wanted.where(standing(table, at))


def covered(found: Sequence[InspectionState], year: int) -> set[UUID]:
    """Name the units whose inspection began, or begins, in a year."""
    return {unit for one in found if one.first_day.year == year for unit in one.unit_ids}
