"""Reads a draft for its pages, from the plan's own events."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from events.plan_items import WORK_KINDS, Item
from events.plans import Plan
from service.vault.stores import event_store


def draft(connection: Connection, plan_id: UUID) -> Plan:
    """Load a plan as it stands now.

    Raises:
        WrongStreamError: there is no such plan.
    """
    return event_store(connection).load(Plan, plan_id)


def mark(seen: msgspec.Struct) -> str:
    """Name the content of a record or a front, so that a form can say what it was made from."""
    return sha256(msgspec.json.encode(seen)).hexdigest()[:16]


def work_to_give(plan: Plan) -> list[Item]:
    """List the accepted pieces of work that are not yet given out, in the plan's order."""
    return [item for item in open_items(plan) if item.state == "accepted" and is_work(item)]


def open_items(plan: Plan) -> list[Item]:
    """List the records that may still change, in the plan's order."""
    closed = {"indicator"} if plan.issued else set[str]()
    return [
        item
        for item in plan.items.values()
        if item.item_id not in plan.given_out and item.kind not in closed
    ]


def is_work(item: Item) -> bool:
    """Tell whether a record stands for work, which must be clear in all six."""
    return item.kind in WORK_KINDS


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is: records in all, not looked at, accepted, dropped."""

    total: int
    proposed: int
    accepted: int
    dropped: int


def progress(items: Iterable[Item]) -> Progress:
    """Count records of a draft by state."""
    states = [item.state for item in items]
    return Progress(
        len(states), states.count("proposed"), states.count("accepted"), states.count("dropped")
    )
