"""Yearly plans and unit plans carry out the plan of the period: derived, and linked to it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from msgspec.structs import replace

from events.errors import RefusedError
from events.plan_items import Front, Item
from events.plan_life import LivingPlan
from events.plan_lineage import Derived, Link
from events.plan_refusals import NoSuchItemError, NotIssuedYetError, PlanSupersededError
from events.plans import DraftStarted
from service.plans.likeness import pairs
from service.plans.numbers import full_number
from service.plans.states import PlanState
from service.work import Work
from tenants.access import Permission

# Communes' plans say "chậm nhất sau 15 ngày kể từ ngày nhận được Kế hoạch này" of units' own.
OWN_PLAN_WITHIN = timedelta(days=15)


@dataclass(eq=False)
class NothingToDeriveError(RefusedError):
    """A derived plan begins with at least one record of the plan above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DerivePlan:
    """Start the draft of a plan from chosen records of an issued one.

    Who does it and until when is decided anew. The plan's identifier is
    `uuid5(command_id, "plan")`.
    """

    parent_id: UUID
    title: str
    item_ids: tuple[int, ...]
    unit_id: UUID | None = None
    period: tuple[int, int] | None = None

    def decide(self, work: Work) -> None:
        """Begin the draft with its links.

        Raises:
            NothingToDeriveError: no record was chosen.
            NoSuchItemError: a record is not in force in the plan above.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        parent = _in_force(work, self.parent_id)
        if not self.item_ids:
            raise NothingToDeriveError
        chosen = [_accepted(parent, item_id) for item_id in dict.fromkeys(self.item_ids)]
        child = LivingPlan(work.new_id("plan"))
        started = DraftStarted(
            file_sha256=parent.file_sha256,
            file_name=parent.file_name,
            reading_sha256=parent.reading_sha256,
            front=self._front(parent),
            items=tuple(self._item(n, item) for n, item in enumerate(chosen, 1)),
        )
        child.start(started)
        links = tuple(
            Link(item_id=n, parent_item_id=item.item_id) for n, item in enumerate(chosen, 1)
        )
        child.derive(Derived(parent_id=parent.id, unit_id=self.unit_id, links=links))
        work.save(child)

    def _front(self, parent: LivingPlan) -> Front:
        above = parent.issued
        number = full_number(above.number, above.symbol) if above else ""
        return Front(
            title=self.title.strip(),
            issuer=parent.front.issuer,
            document_type="Kế hoạch",
            period=self.period or parent.front.period,
            legal_bases=(f"Kế hoạch số {number}: {parent.front.title}",),
        )

    def _item(self, number: int, item: Item) -> Item:
        clarity = replace(item.clarity, person_id=None, post_id=None)
        if self.unit_id is not None and item.kind != "indicator":
            clarity = replace(clarity, lead_unit_id=self.unit_id)
        return replace(item, item_id=number, state="proposed", clarity=clarity)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkToParent:
    """Say which plan a plan carries out, for which unit, and by which records."""

    plan_id: UUID
    parent_id: UUID
    unit_id: UUID | None
    links: tuple[Link, ...]
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the links; those of before no longer hold.

        Raises:
            NoSuchItemError: a record is not in force in the plan above.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        parent = _in_force(work, self.parent_id)
        for link in self.links:
            _accepted(parent, link.parent_item_id)
        plan = work.load(LivingPlan, self.plan_id, seen=self.seen)
        plan.derive(Derived(parent_id=self.parent_id, unit_id=self.unit_id, links=self.links))
        work.save(plan)


def proposed_links(parent: LivingPlan, child: LivingPlan) -> list[Link]:
    """Propose which records carry out which: targets with targets, work with work."""
    links: list[Link] = []
    for targets in (True, False):
        above = [i for i in in_force_items(parent) if (i.kind == "indicator") == targets]
        below = [i for i in _kept(child.items.values()) if (i.kind == "indicator") == targets]
        found = pairs([item.text for item in above], [item.text for item in below])
        links += [
            Link(item_id=below[p.new].item_id, parent_item_id=above[p.old].item_id)
            for p in found
        ]
    return sorted(links, key=lambda link: link.item_id)


def in_force_items(plan: LivingPlan) -> list[Item]:
    """List what an issued plan asks for."""
    return [item for item in plan.items.values() if item.state == "accepted"]


def children(plans: Sequence[PlanState], parent_id: UUID) -> list[PlanState]:
    """List the plans that carry out a plan."""
    return [plan for plan in plans if plan.parent_id == parent_id]


def own_plan_due(parent: PlanState) -> date | None:
    """Give the last day for the units' own plans; None while the plan above is a draft."""
    return parent.issued_on + OWN_PLAN_WITHIN if parent.issued_on else None


def covered(below: Sequence[PlanState]) -> Mapping[UUID, PlanState]:
    """Give, by unit, the plan that the unit has issued; of several the newest."""
    issued = [plan for plan in reversed(below) if plan.status != "draft"]
    return {plan.unit_id: plan for plan in issued if plan.unit_id}


def _kept(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item.state != "dropped"]


def _in_force(work: Work, plan_id: UUID) -> LivingPlan:
    parent = work.load(LivingPlan, plan_id)
    if parent.issued is None:
        raise NotIssuedYetError
    if parent.superseded:
        raise PlanSupersededError(parent.superseded.by_number)
    return parent


def _accepted(parent: LivingPlan, item_id: int) -> Item:
    item = parent.items.get(item_id)
    if item is None or item.state != "accepted":
        raise NoSuchItemError(item_id)
    return item
