"""Filling the six clarities of many records at once, without touching what was decided."""

from dataclasses import dataclass
from uuid import UUID

from msgspec.structs import replace

from events.plan_items import Item
from events.plans import Plan
from events.values import Clarity
from service.organisation.naming import learn
from service.plans.gate import timed
from service.work import Work
from tenants.access import Permission

ALONE = (
    "lead_unit_id",
    "cooperating",
    "deliverable",
    "accept_post_id",
    "extend_post_id",
    "cause_post_id",
    "follower_post_id",
    "helpers",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """What is offered for one record; what it has already stays."""

    item_id: int
    clarity: Clarity


@dataclass(frozen=True, slots=True, kw_only=True)
class FillClarity:
    """Fill what is still empty of several records, each with its own.

    `learned` is a printed name that stands for the unit `of_unit`, in this plan and in later
    ones.
    """

    plan_id: UUID
    fills: tuple[Fill, ...]
    learned: str = ""
    of_unit: UUID | None = None

    def decide(self, work: Work) -> None:
        """Record the filled records, and what a name stands for."""
        work.actor.require(Permission.DRAFT_PLAN)
        plan = work.load(Plan, self.plan_id)
        offered = {fill.item_id: fill.clarity for fill in self.fills}
        plan.revise(offered, lambda item: _filled(item, offered[item.item_id]))
        work.save(plan)
        if self.learned.strip() and self.of_unit:
            learn(work, self.learned.strip(), self.of_unit)


def _filled(item: Item, offered: Clarity) -> Item:
    return replace(item, clarity=filled(item.clarity, offered))


def filled(now: Clarity, offered: Clarity) -> Clarity:
    """Give the clarity with its gaps filled; a person and their post go together.

    A deadline that does not say when is a gap.
    """
    given = {name: getattr(offered, name) for name in ALONE if not getattr(now, name)}
    if now.person_id is None:
        given |= {"person_id": offered.person_id, "post_id": offered.post_id}
    if not timed(now.deadline):
        given["deadline"] = offered.deadline
    return replace(now, **{name: value for name, value in given.items() if value})
