"""Reviewing a draft: what the reader proposed is accepted, edited, split, merged, dropped."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from events.errors import ChangedMeanwhileError
from events.plan_items import Front, Item, ItemKind, ItemState
from events.plans import Plan
from events.values import Area, Clarity, Deadline, Deliverable, Target
from service.plans.drafts import mark
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseFront:
    """Correct the document's head and foot; `was` marks the front that the person looked at."""

    plan_id: UUID
    front: Front
    was: str | None = None

    def decide(self, work: Work) -> None:
        """Record the corrected front.

        Raises:
            ChangedMeanwhileError: somebody else corrected it first.
        """
        plan = _draft(work, self.plan_id)
        _require_unchanged(plan.front, self.was)
        plan.revise_front(self.front)
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseItem:
    """Edit one record and accept it as it then stands.

    `was` marks the record that the person looked at: other records may change meanwhile.
    """

    plan_id: UUID
    item_id: int
    text: str
    kind: ItemKind
    area: Area | None
    target: Target | None
    clarity: Clarity
    was: str | None = None

    def decide(self, work: Work) -> None:
        """Record the edited record.

        Raises:
            ChangedMeanwhileError: somebody else edited it first.
        """
        plan = _draft(work, self.plan_id)
        _require_unchanged(plan.item(self.item_id), self.was)
        facts = {
            "text": self.text.strip(),
            "kind": self.kind,
            "area": self.area,
            "target": self.target,
            "clarity": self.clarity,
            "state": "accepted",
        }
        plan.revise([self.item_id], partial(_with, facts))
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetItemsState:
    """Accept, drop or take back several records at once.

    With `only` those that stand otherwise are left alone: somebody has decided them meanwhile.
    """

    plan_id: UUID
    item_ids: tuple[int, ...]
    state: ItemState
    only: ItemState | None = None

    def decide(self, work: Work) -> None:
        """Record the new state of those that differ."""
        plan = _draft(work, self.plan_id)
        plan.revise(self._wanted(plan), partial(_with, {"state": self.state}))
        work.save(plan)

    def _wanted(self, plan: Plan) -> list[int]:
        every = self.item_ids
        return [n for n in every if self.only in (None, plan.item(n).state)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClarity:
    """Fill clarities of several records at once; what is left empty stays as it was."""

    plan_id: UUID
    item_ids: tuple[int, ...]
    person_id: UUID | None = None
    post_id: UUID | None = None
    lead_unit_id: UUID | None = None
    cooperating: tuple[UUID, ...] = ()
    deadline: Deadline | None = None
    deliverable: Deliverable | None = None
    accept_post_id: UUID | None = None
    extend_post_id: UUID | None = None
    cause_post_id: UUID | None = None
    follower_post_id: UUID | None = None
    helpers: tuple[UUID, ...] = ()
    addressees: tuple[UUID, ...] = ()

    def decide(self, work: Work) -> None:
        """Record the filled records."""
        plan = _draft(work, self.plan_id)
        names = Clarity.__struct_fields__
        # A plan's records have no giver: whoever issues the plan gives them.
        given = {name: value for name in names if (value := getattr(self, name, None))}
        plan.revise(self.item_ids, _clearer(given))
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitItem:
    """Make several records of one."""

    plan_id: UUID
    item_id: int
    texts: tuple[str, ...]

    def decide(self, work: Work) -> None:
        """Record the pieces in the place of the whole."""
        plan = _draft(work, self.plan_id)
        plan.split(self.item_id, self.texts)
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeItems:
    """Make one record of several."""

    plan_id: UUID
    item_ids: tuple[int, ...]
    text: str

    def decide(self, work: Work) -> None:
        """Record the whole in the place of the first piece."""
        plan = _draft(work, self.plan_id)
        plan.merge(self.item_ids, self.text)
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseTwin:
    """Of two records that say nearly the same keep one; both stay in the history."""

    plan_id: UUID
    kept: int
    dropped: int

    def decide(self, work: Work) -> None:
        """Record that one was accepted and the other dropped."""
        plan = _draft(work, self.plan_id)
        states: dict[int, ItemState] = {self.dropped: "dropped", self.kept: "accepted"}
        plan.revise(states, lambda item: replace(item, state=states[item.item_id]))
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectText:
    """Correct the words of one record and nothing else; `was` as in `ReviseItem`."""

    plan_id: UUID
    item_id: int
    text: str
    was: str | None = None

    def decide(self, work: Work) -> None:
        """Record the corrected words.

        Raises:
            ChangedMeanwhileError: somebody else edited the record first.
        """
        plan = _draft(work, self.plan_id)
        _require_unchanged(plan.item(self.item_id), self.was)
        plan.revise([self.item_id], partial(_with, {"text": self.text.strip()}))
        work.save(plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddItem:
    """Add a record that the reader did not find."""

    plan_id: UUID
    kind: ItemKind
    text: str
    area: Area | None = None

    def decide(self, work: Work) -> None:
        """Record it at the end of the draft."""
        plan = _draft(work, self.plan_id)
        item = Item(item_id=0, kind=self.kind, text=self.text, area=self.area, state="accepted")
        plan.add(item)
        work.save(plan)


def _draft(work: Work, plan_id: UUID) -> Plan:
    work.actor.require(Permission.DRAFT_PLAN)
    return work.load(Plan, plan_id)


def _require_unchanged(now: Front | Item, was: str | None) -> None:
    if was is not None and mark(now) != was:
        raise ChangedMeanwhileError


def _with(facts: dict[str, Any], item: Item) -> Item:
    return replace(item, **facts)


def _clearer(given: dict[str, Any]) -> Callable[[Item], Item]:
    return lambda item: replace(item, clarity=replace(item.clarity, **given))
