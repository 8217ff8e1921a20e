"""The accepted work of a draft that is not clear yet, and what earlier plans tell about it."""

from dataclasses import dataclass
from uuid import UUID

from events.plan_items import Item
from events.plans import Plan
from events.values import Area
from service.plans.drafts import draft, work_to_give
from service.plans.gate import Unclear, unclear
from service.plans.groups import By, Group, grouped
from service.tasks import states
from service.tasks.precedents import Precedent, fields, precedents
from web.session import db, register, today


@dataclass(frozen=True, slots=True)
class Lacking:
    """A draft with what each accepted record of work lacks, as one request looks at it.

    `fields` say which unit leads in an area; `earlier` are the likest tasks of other plans.
    """

    plan: Plan
    missing: dict[int, tuple[Unclear, ...]]
    fields: dict[Area, UUID]
    earlier: list[Precedent]

    @property
    def items(self) -> list[Item]:
        """The accepted records of work that lack something."""
        return [item for item in work_to_give(self.plan) if self.missing[item.item_id]]

    def groups(self, by: By) -> list[Group]:
        """Put them together."""
        return grouped(self.items, self.fields, by)


def lacking(plan_id: UUID) -> Lacking:
    """Look at a draft."""
    plan = draft(db(), plan_id)
    work, earlier = work_to_give(plan), states.of_other_plans(db(), plan_id)
    missing = {item.item_id: unclear(item, register(), today()) for item in work}
    wanted = [item for item in work if missing[item.item_id]]
    known = fields(plan.items.values(), earlier)
    return Lacking(plan, missing, known, precedents(wanted, earlier))
