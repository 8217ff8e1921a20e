"""Undoing steps of a review: what was done, by whom, and going back before it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from events.plans import Plan, TakenBack
from events.store import Recorded
from events.stream import Event
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a draft: `before` is the version to go back to in order to undo it.

    `counts` while nobody took it back. A step that undid others never counts; while it is the
    last one, going before it brings them back.
    """

    event: Event
    before: int
    person_id: UUID
    recorded_at: datetime
    counts: bool
    brings_back: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """Let a draft stand again as after one of its versions; `seen` is the one looked at."""

    plan_id: UUID
    to_version: int
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record that the steps after that version were undone.

        Raises:
            ChangedMeanwhileError: somebody took a further step, which nobody has looked at.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        plan = work.load(Plan, self.plan_id, seen=self.seen)
        plan.take_back(self.to_version)
        work.save(plan)


def steps(connection: Connection, plan: Plan) -> list[Step]:
    """List the changes of a draft, newest first, with who made them."""
    recorded = event_store(connection).stream(plan.id)
    return [_step(one, plan) for one in reversed(recorded) if one.version - 1 in plan.stood]


def _step(one: Recorded, plan: Plan) -> Step:
    before, last = one.version - 1, one.version == plan.version
    brings_back = last and isinstance(one.event, TakenBack)
    counts = before in plan.steps
    return Step(one.event, before, one.person_id, one.recorded_at, counts, brings_back)
