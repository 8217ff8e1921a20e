"""Which plans still wait for somebody: drafts in review, and work left unclear at the issue."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection, text

from events.plans import Plan
from events.sealing import Place
from service.plans.drafts import progress, work_to_give
from service.plans.gate import unclear
from service.plans.states import PlanState
from service.vault.stores import event_store
from tenants.directory import Directory

EVENTS = text(
    "SELECT stream_id, stream_version, topic, state FROM es.stored_events"
    " WHERE stream_id = ANY(:plans)"
    " AND recorded_at <= coalesce(CAST(:at AS timestamptz), 'infinity') ORDER BY position"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A plan with what is left to do: records not looked at, and tasks that are not clear."""

    plan: PlanState
    proposed: int
    unclear: int


def pending(
    connection: Connection,
    states: Collection[PlanState],
    register: Directory,
    day: date,
    at: datetime | None = None,
) -> list[Pending]:
    """List the plans, of those given, in which something is left to do; drafts always are.

    One query, whatever the number of plans. `day` is the day on which posts must be held, `at`
    the instant at which the plans are looked at (None: now).
    """
    plans = _plans(connection, [state.plan_id for state in states], at)
    found = []
    for state in states:
        plan = plans[state.plan_id]
        left = sum(bool(unclear(item, register, day)) for item in work_to_give(plan))
        proposed = progress(plan.items.values()).proposed if state.status == "draft" else 0
        if left or state.status == "draft":
            found.append(Pending(state, proposed, left))
    return found


def _plans(
    connection: Connection, plan_ids: Collection[UUID], at: datetime | None
) -> dict[UUID, Plan]:
    plans = {plan_id: Plan(plan_id) for plan_id in plan_ids}
    store = event_store(connection)
    asked = {"plans": [*plan_ids], "at": at}
    for stream_id, version, topic, state in connection.execute(EVENTS, asked):
        plans[stream_id].replay(store.read(Place(stream_id, version, topic), bytes(state)))
    return plans
