"""Read model: which plans are there, and how did each stand at any past instant?"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Column, Connection, Date, Integer, Select, Text, Uuid, func, select

from events import plan_life, plan_lineage, plan_spelling, plans
from events.plan_items import Front
from events.store import Recorded
from service.history import Add, Change, history_table, standing
from service.plans.numbers import full_number
from tenants.names import kept_words

VERSION = 8
CONTEXTS = frozenset({"plans", "plan_life", "plan_lineage", "plan_spelling"})
READERS = "plan_id IN (SELECT ctx.seen_plans())"

table = history_table(
    "plan_states",
    "plan_id",
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("document_type", Text, nullable=False),
    Column("issuer", Text, nullable=False),
    Column("number", Text, nullable=False),
    Column("symbol", Text, nullable=False),
    Column("issued_on", Date),
    Column("signer", Text, nullable=False),
    Column("signer_post", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("file_sha256", Text, nullable=False),
    Column("front", Text, nullable=False),
    Column("superseded_by", Uuid),
    Column("superseded_on", Date),
    Column("supersedes", Uuid),
    Column("parent_id", Uuid),
    Column("unit_id", Uuid),
    Column("served", Text, nullable=False),
    Column("taken", Text, nullable=False),
    Column("amendments", Integer, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its plan."""
    event = recorded.event
    match event:
        case plans.DraftStarted():
            facts = _front(event.front) | {
                "issued_on": None,
                "status": "draft",
                "file_name": event.file_name,
                "file_sha256": event.file_sha256,
                "superseded_by": None,
                "superseded_on": None,
                "supersedes": None,
                "parent_id": None,
                "unit_id": None,
                "served": "",
                "taken": "",
                "amendments": 0,
            }
            return Change(recorded.stream_id, facts, first=True)
        case plans.FrontRevised() | plans.TakenBack() | plan_spelling.SpellingSettled():
            return Change(recorded.stream_id, _front(event.front))
    facts = _after_review(event)
    return Change(recorded.stream_id, facts) if facts else None


def _after_review(event: object) -> dict[str, Any]:
    match event:
        case plans.Issued():
            return {
                "number": event.number,
                "symbol": event.symbol,
                "issued_on": event.issued_on,
                "signer": event.signer,
                "signer_post": event.signer_post,
                "status": "issued",
            }
        case plan_life.Superseded():
            return {
                "superseded_by": event.by_plan_id,
                "superseded_on": event.superseded_on,
                "status": "replaced",
            }
    return _linked(event)


def _linked(event: object) -> dict[str, Any]:
    match event:
        case plan_life.Amended():
            return {"amendments": Add(1)}
        case plan_life.Supersedes():
            return {"supersedes": event.plan_id}
        case plan_lineage.Derived():
            taken = " ".join(str(link.parent_item_id) for link in event.links)
            return {"parent_id": event.parent_id, "unit_id": event.unit_id, "taken": taken}
        case plan_lineage.Served():
            return {"served": Add(f"{event.task_id} ")}
    return {}


def _front(front: Front) -> dict[str, object]:
    return {
        "title": front.title,
        "words": kept_words(front.title),
        "document_type": front.document_type,
        "issuer": front.issuer,
        "number": front.number,
        "symbol": front.symbol,
        "signer": front.signer,
        "signer_post": front.signer_post,
        "front": msgspec.json.encode(front).decode(),
    }


@dataclass(frozen=True, slots=True)
class PlanState:
    """A plan as it stood at an instant; `status` is draft, issued or replaced.

    It carries out the plan `parent_id`, for one unit or (`unit_id` None) for a year, by the
    records that it has `taken` from there; `served` are the tasks of other plans that do what
    its records ask for; `amendments` counts the documents that amended it. `front` is what the
    document itself printed: bases, period, recipients. The instant of `issue_recorded_at` is
    the same whatever the instant that the plan is shown at.
    """

    plan_id: UUID
    title: str
    document_type: str
    issuer: str
    number: str
    symbol: str
    issued_on: date | None
    signer: str
    signer_post: str
    status: str
    file_name: str
    file_sha256: str
    front: Front
    superseded_by: UUID | None
    superseded_on: date | None
    supersedes: UUID | None
    parent_id: UUID | None
    unit_id: UUID | None
    served: str
    taken: str
    amendments: int
    issue_recorded_at: datetime | None
    changed_by: UUID
    valid_from: datetime

    @property
    def served_tasks(self) -> list[UUID]:
        """The tasks of other plans that it counts on."""
        return [UUID(task_id) for task_id in self.served.split()]

    @property
    def taken_items(self) -> frozenset[int]:
        """The records of the plan above that it carries out."""
        return frozenset(int(item_id) for item_id in self.taken.split())

    @property
    def full_number(self) -> str:
        """Number and symbol as they are written together; empty while there is no number."""
        return full_number(self.number, self.symbol)


def one(connection: Connection, plan_id: UUID, at: datetime | None) -> PlanState:
    """Give one plan, now (`at` None) or at an instant.

    Raises:
        NoResultFound: no such plan then.
    """
    return _state(connection.execute(_states(at).where(table.c.plan_id == plan_id)).one())


def every(connection: Connection, at: datetime | None) -> list[PlanState]:
    """List the plans, drafts first, then the newest issued ones."""
    order = (table.c.issued_on.desc().nulls_first(), table.c.plan_id)
    return [_state(row) for row in connection.execute(_states(at).order_by(*order))]


def of_task(
    connection: Connection, plan_id: UUID | None, task_id: UUID, at: datetime | None
) -> tuple[PlanState | None, list[PlanState]]:
    """Give the plan that a task was made from, and the signed plans that count on it too."""
    wanted = table.c.served.contains(str(task_id)) | (table.c.plan_id == plan_id)
    rows = connection.execute(_states(at).where(wanted).order_by(table.c.plan_id))
    plans = {plan.plan_id: plan for plan in map(_state, rows)}
    own = plans.pop(plan_id, None) if plan_id else None
    return own, [plan for plan in plans.values() if plan.status != "draft"]


def _states(at: datetime | None) -> Select[tuple[object, ...]]:
    every = table.alias()
    issued = every.c.status == "issued"
    first = select(func.min(every.c.valid_from)).where(
        every.c.plan_id == table.c.plan_id, issued
    )
    recorded = first.scalar_subquery().label("issue_recorded_at")
    return select(table, recorded).where(standing(table, at))


def _state(row: object) -> PlanState:
    values = {name: getattr(row, name) for name in PlanState.__dataclass_fields__}
    values["front"] = msgspec.json.decode(values["front"], type=Front)
    return PlanState(**values)
