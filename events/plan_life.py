"""What comes to a plan after its issue: later documents amend it, and in the end replace it."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal
from uuid import UUID

import msgspec
from msgspec.structs import replace

from events.plan_items import WORK_KINDS, Item, ItemState
from events.plan_lineage import Derived, Served
from events.plan_refusals import (
    AmendedTooEarlyError,
    EmptyTextError,
    LinkedTwiceError,
    MissingGroundsError,
    NoSuchItemError,
    NothingToAmendError,
    NotIssuedYetError,
    PlanSupersededError,
    SamePlanError,
)
from events.plans import ItemsReplaced, ItemsRevised, Plan
from events.stream import Event

NOT_IN_FORCE: frozenset[ItemState] = frozenset({"proposed", "dropped"})
ChangeKind = Literal["revised", "added", "withdrawn"]
FateKind = Literal["carried", "changed", "stopped"]


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """A signed document that changes a plan, as it names itself."""

    number: str
    symbol: str
    dated: date
    subject: str = ""


class ItemChange(msgspec.Struct, frozen=True, kw_only=True):
    """What an amendment does to one record of the plan."""

    item_id: int
    kind: ChangeKind


class Amended(Event, frozen=True):
    """A later document changes these records from a day on; `reasons` go with `changes`.

    How the records then stand follows in `plans.ItemsRevised` and `plans.ItemsReplaced`.
    """

    TOPIC: ClassVar[str] = "plan_life.Amended"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reasons"})
    paper: Paper
    in_force_on: date
    changes: tuple[ItemChange, ...]
    reasons: tuple[str, ...]


class Corrected(Event, frozen=True):
    """A corrected file was compared with the draft; what was taken over of it follows."""

    TOPIC: ClassVar[str] = "plan_life.Corrected"
    file_sha256: str
    file_name: str
    reading_sha256: str


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an open task; `item_id` is the new plan's record that it goes on as."""

    task_id: UUID
    kind: FateKind
    item_id: int | None = None


class TargetFate(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a target: `continued_by` an indicator of the new plan, or closed."""

    indicator_id: UUID
    continued_by: UUID | None = None


class Superseded(Event, frozen=True):
    """Another plan took this one's place; every open task and target was decided.

    `task_reasons` go with `tasks`, `target_reasons` with `targets`.
    """

    TOPIC: ClassVar[str] = "plan_life.Superseded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"task_reasons", "target_reasons"})
    by_plan_id: UUID
    by_number: str
    superseded_on: date
    tasks: tuple[Fate, ...]
    task_reasons: tuple[str, ...]
    targets: tuple[TargetFate, ...]
    target_reasons: tuple[str, ...]


class Supersedes(Event, frozen=True):
    """This plan took the place of another."""

    TOPIC: ClassVar[str] = "plan_life.Supersedes"
    plan_id: UUID
    number: str


@dataclass(frozen=True, slots=True)
class Wish:
    """One record as a document wants it, and why; no `item_id`: new, no `item`: withdrawn."""

    item_id: int | None
    item: Item | None
    reason: str


class LivingPlan(Plan):
    """A plan with everything that came to it after its issue."""

    amendments: tuple[Amended, ...] = ()
    superseded: Superseded | None = None
    derived: Derived | None = None
    served: Mapping[int, UUID] = MappingProxyType({})  # by record: the task that does it
    stood_before: tuple[dict[int, Item], ...] = ()  # the records before each amendment

    def amend(self, paper: Paper, in_force_on: date, wishes: Sequence[Wish]) -> list[Item]:
        """Change, add and withdraw records of an issued plan; gives those that changed.

        Raises:
            NotIssuedYetError: a draft is revised, not amended.
            AmendedTooEarlyError: it would be in force before the plan itself.
            NothingToAmendError: everything is so already.
            MissingGroundsError: a change without a reason.
        """
        self._require_in_force(in_force_on)
        wanted = [(w, i) for w in wishes if (i := self._wanted(w, NOT_IN_FORCE)) is not None]
        if not wanted:
            raise NothingToAmendError
        if not all(wish.reason.strip() for wish, _ in wanted):
            raise MissingGroundsError
        numbered = self._numbered(wanted)
        changes = tuple(
            ItemChange(item_id=item.item_id, kind=_kind(wish)) for wish, item in numbered
        )
        reasons = tuple(wish.reason.strip() for wish, _ in numbered)
        self.happened(
            Amended(paper=paper, in_force_on=in_force_on, changes=changes, reasons=reasons)
        )
        self._stand_so([item for _, item in numbered])
        return [item for _, item in numbered]

    def correct(self, corrected: Corrected, wishes: Sequence[Wish]) -> None:
        """Take over into a draft what a corrected file says.

        Raises:
            PlanClosedError: the plan was issued; it is amended.
            NothingToAmendError: everything is so already.
        """
        self._require_draft()
        wanted = [(w, i) for w in wishes if (i := self._wanted(w, {"dropped"})) is not None]
        if not wanted:
            raise NothingToAmendError
        self.happened(corrected)
        self._stand_so([item for _, item in self._numbered(wanted)])

    def supersede(self, superseded: Superseded) -> None:
        """Give way to another plan.

        Raises:
            NotIssuedYetError: a draft is dropped, not replaced.
            PlanSupersededError: another plan took its place before.
            SamePlanError: the other plan is this one.
            MissingGroundsError: a task or a target without a reason.
        """
        self._require_in_force(superseded.superseded_on)
        if superseded.by_plan_id == self.id:
            raise SamePlanError
        reasons = (*superseded.task_reasons, *superseded.target_reasons)
        if not all(reason.strip() for reason in reasons):
            raise MissingGroundsError
        self.happened(superseded)

    def take_place_of(self, plan_id: UUID, number: str) -> None:
        """Record whose place this plan takes."""
        if self.issued is None:
            raise NotIssuedYetError
        self.happened(Supersedes(plan_id=plan_id, number=number))

    def give_out(self, item_ids: tuple[int, ...]) -> None:
        """Record that records became tasks or indicators, while the plan is in force."""
        if self.superseded:
            raise PlanSupersededError(self.superseded.by_number)
        super().give_out(item_ids)

    def derive(self, derived: Derived) -> None:
        """Carry out another plan.

        Raises:
            SamePlanError: the other plan is this one.
            LinkedTwiceError: a record has two links.
            NoSuchItemError: a linked record is not there.
        """
        if derived.parent_id == self.id:
            raise SamePlanError
        linked = [link.item_id for link in derived.links]
        for item_id in linked:
            if item_id not in self.items:
                raise NoSuchItemError(item_id)
            if linked.count(item_id) > 1:
                raise LinkedTwiceError(item_id)
        self.happened(derived)

    def serve(self, item_id: int, task_id: UUID) -> None:
        """Link a record that still waits to a task that exists.

        Raises:
            NoSuchItemError: the record is no accepted work, or was given out.
        """
        item = self.item(item_id)
        if item.kind not in WORK_KINDS or item.state != "accepted":
            raise NoSuchItemError(item_id)
        self.happened(Served(item_id=item_id, task_id=task_id))

    def evolve(self, event: Event) -> None:
        """Remember what came after the issue."""
        super().evolve(event)
        match event:
            case Amended():
                self.amendments = (*self.amendments, event)
                self.stood_before = (*self.stood_before, dict(self.items))
            case Superseded():
                self.superseded = event
            case Derived():
                self.derived = event
            case Served():
                self.served = {**self.served, event.item_id: event.task_id}
                self.given_out.add(event.item_id)

    def _require_in_force(self, day: date) -> None:
        if self.issued is None:
            raise NotIssuedYetError
        if self.superseded:
            raise PlanSupersededError(self.superseded.by_number)
        if day < self.issued.issued_on:
            raise AmendedTooEarlyError(self.issued.issued_on, day)

    def _wanted(self, wish: Wish, closed: Set[ItemState]) -> Item | None:
        """Give the record as it shall stand; None when it stands so already."""
        if wish.item is not None and not wish.item.text.strip():
            raise EmptyTextError
        if wish.item_id is None:
            return wish.item
        old = self.items.get(wish.item_id)
        if old is None or old.state in closed:
            raise NoSuchItemError(wish.item_id)
        if wish.item is None:
            return replace(old, state="dropped")
        new = replace(wish.item, item_id=old.item_id)
        return new if new != old else None

    def _numbered(self, wanted: Sequence[tuple[Wish, Item]]) -> list[tuple[Wish, Item]]:
        free, found = self.next_id, list[tuple[Wish, Item]]()
        for wish, item in wanted:
            if wish.item_id is None:
                found.append((wish, replace(item, item_id=free)))
                free += 1
            else:
                found.append((wish, item))
        return found

    def _stand_so(self, items: Sequence[Item]) -> None:
        revised = tuple(item for item in items if item.item_id in self.items)
        added = tuple(item for item in items if item.item_id not in self.items)
        if revised:
            self.happened(ItemsRevised(items=revised))
        if added:
            self.happened(ItemsReplaced(gone=(), items=added))


def _kind(wish: Wish) -> ChangeKind:
    if wish.item_id is None:
        return "added"
    return "revised" if wish.item else "withdrawn"
