"""What later documents changed in a plan: each change with how the record stood, and why."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from events.plan_items import Item
from events.plan_life import Amended, ChangeKind, LivingPlan, Paper
from events.store import Recorded
from service.in_force import past_of
from service.vault.stores import event_store


@dataclass(frozen=True, slots=True)
class Changed:
    """One record before (None: it is new) and after an amendment (None: withdrawn)."""

    kind: ChangeKind
    old: Item | None
    new: Item | None
    reason: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """A document that changed a plan from a day on, with what it changed, and who noted it."""

    paper: Paper
    in_force_on: date
    changes: tuple[Changed, ...]
    recorded_by: UUID
    recorded_at: datetime


def living(connection: Connection, plan_id: UUID, at: datetime | None = None) -> LivingPlan:
    """Load a plan with what came to it, as it was known at an instant when one is given.

    Raises:
        WrongStreamError: there is no such plan, or was none then.
    """
    return event_store(connection).load(LivingPlan, plan_id, past=past_of(connection, at))


def amendments(
    connection: Connection, plan_id: UUID, after: datetime, until: datetime | None
) -> list[Amendment]:
    """Tell the amendments recorded after one instant and until another, oldest first."""
    plan, found, past = LivingPlan(plan_id), list[Recorded](), past_of(connection, until)
    for recorded in event_store(connection).stream(plan_id, past=past):
        plan.replay(recorded.event)
        found += [recorded] if isinstance(recorded.event, Amended) else []
    stood = [*plan.stood_before, plan.items]
    told = map(_amendment, found, stood, stood[1:])
    since = (past.moment(recorded) > after for recorded in found)
    return [amendment for amendment, new in zip(told, since, strict=True) if new]


def _amendment(recorded: Recorded, old: dict[int, Item], new: dict[int, Item]) -> Amendment:
    event = recorded.event
    if not isinstance(event, Amended):
        raise TypeError(event)
    changes = tuple(
        Changed(
            change.kind,
            old.get(change.item_id),
            None if change.kind == "withdrawn" else new[change.item_id],
            reason,
        )
        for change, reason in zip(event.changes, event.reasons, strict=True)
    )
    who, when = recorded.person_id, recorded.recorded_at
    return Amendment(event.paper, event.in_force_on, changes, who, when)
