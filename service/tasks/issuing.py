"""Issuing a plan (ban hành): number, date and signer are typed in, then tasks begin.

Everything happens in one command: the plan is issued, its indicators are set and its clear
tasks begin, all or nothing. Tasks that are left for later pass the same gate when given out.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from events.errors import RefusedError
from events.indicators import Indicator, TargetSet
from events.plan_items import WORK_KINDS, Item
from events.plan_life import LivingPlan
from events.plan_refusals import NoSuchItemError
from events.plans import Issued, Plan
from events.stream import Stream
from events.tasks.giving import Issued as TaskIssued
from events.tasks.task import Task
from service.catalogues.choosing import converted
from service.plans.gate import Unclear, unclear
from service.tasks.numbering import numbered
from service.tasks.series import begin, due_day
from service.work import Work
from tenants.access import Permission
from tenants.directory import directory

EARLIEST = date(2020, 1, 1)


@dataclass(eq=False)
class NotClearError(RefusedError):
    """These records are not clear in all six; each with what is missing."""

    missing: dict[int, tuple[Unclear, ...]]


@dataclass(eq=False)
class NothingToIssueError(RefusedError):
    """Nothing of the draft was accepted."""


@dataclass(eq=False)
class IssueDetailMissingError(RefusedError):
    """Number, symbol and signer stand on the signed paper; one was left empty."""

    field: str


@dataclass(eq=False)
class IssueDayImpossibleError(RefusedError):
    """The day of issue lies in the future, or before such plans existed."""

    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuePlan:
    """Issue a plan with the tasks that are clear.

    `later` are records of work that the person knowingly leaves for later; any other accepted
    record that is not clear refuses the whole.
    """

    plan_id: UUID
    number: str
    symbol: str
    issued_on: date
    signer: str
    signer_post: str
    later: tuple[int, ...] = ()
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Check the typed facts and the gate, then begin everything.

        Raises:
            NotClearError: an accepted task is not clear in all six and not left for later.
            NothingToIssueError: nothing was accepted.
            IssueDetailMissingError: number, symbol, signer or the signer's post is empty.
            IssueDayImpossibleError: a day in the future or long past.
        """
        self.issue(work, work.load(LivingPlan, self.plan_id, seen=self.seen))

    def issue(self, work: Work, plan: LivingPlan, taken: Collection[int] = ()) -> None:
        """Issue a plan that is loaded; tasks that exist already go on as the `taken` records.

        Raises:
            RefusedError: as `decide` says.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        self._check(work.today)
        items = [i for i in plan.items.values() if i.state == "accepted"]
        items = [i for i in items if i.item_id not in {*self.later, *taken, *plan.served}]
        if not items and not taken and not plan.served:
            raise NothingToIssueError
        plan.issue(
            Issued(
                number=self.number.strip(),
                symbol=self.symbol.strip(),
                issued_on=self.issued_on,
                signer=self.signer.strip(),
                signer_post=self.signer_post.strip(),
            )
        )
        plan.give_out(tuple(taken))
        give_out(work, plan, items)

    def _check(self, today: date) -> None:
        for name in ("number", "symbol", "signer", "signer_post"):
            if not getattr(self, name).strip():
                raise IssueDetailMissingError(name)
        if not EARLIEST <= self.issued_on <= today:
            raise IssueDayImpossibleError(self.issued_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveOutTasks:
    """Begin tasks of an issued plan that were not clear before."""

    plan_id: UUID
    item_ids: tuple[int, ...]

    def decide(self, work: Work) -> None:
        """Pass the gate and begin them.

        Raises:
            NotClearError: one is still not clear.
            NoSuchItemError: one was not accepted, or was given out already.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        plan = work.load(LivingPlan, self.plan_id)
        items = [plan.item(item_id) for item_id in self.item_ids]
        if not_ours := [item for item in items if item.state != "accepted"]:
            raise NoSuchItemError(not_ours[0].item_id)
        give_out(work, plan, items)


def give_out(work: Work, plan: Plan, items: Iterable[Item]) -> None:
    """Turn records into tasks and indicators, numbered on from those of the year.

    Raises:
        NotClearError: a record of work is not clear in all six.
        UnknownWorkCodeError: a product is of an item that no catalogue in force has.
    """
    ready = [item for item in items if item.kind != "orientation"]
    register = directory(work.connection)
    duties = [item for item in ready if item.kind in WORK_KINDS]
    missing = {i.item_id: unclear(i, register, work.today) for i in duties}
    if any(missing.values()):
        raise NotClearError({key: kinds for key, kinds in missing.items() if kinds})
    plan.give_out(tuple(item.item_id for item in ready))
    worth = converted(work.connection, work.today, [item.clarity for item in ready])
    ready = [
        msgspec.structs.replace(item, clarity=clarity)
        for item, clarity in zip(ready, worth, strict=True)
    ]
    work.save(plan, *_numbered(work, plan, ready))


def _numbered(work: Work, plan: Plan, items: list[Item]) -> list[Stream]:
    year = plan.issued.issued_on.year if plan.issued else work.today.year
    codes = {kind: numbered(work, kind, year) for kind in ("CT", "NV")}
    streams: list[Stream] = []
    for item in (part for whole in items for part in parts_of(whole)):
        kind, make = ("CT", _indicator) if item.kind == "indicator" else ("NV", _task)
        streams.append(make(work, plan, item, next(codes[kind])))
    return streams


def parts_of(item: Item) -> list[Item]:
    """Give a duty once for each unit that it is laid on together; each assigns it inside."""
    units, clarity = item.clarity.addressees, item.clarity
    if item.kind == "indicator" or not units:
        return [item]
    nobody = msgspec.structs.replace(clarity, person_id=None, post_id=None, cooperating=())
    each = (msgspec.structs.replace(nobody, lead_unit_id=unit) for unit in dict.fromkeys(units))
    return [msgspec.structs.replace(item, clarity=one) for one in each]


def _indicator(work: Work, plan: Plan, item: Item, code: str) -> Indicator:
    indicator = Indicator(work.new_id(f"indicator {item.item_id}"))
    indicator.set_target(
        TargetSet(
            plan_id=plan.id,
            item_id=item.item_id,
            code=code,
            text=item.text,
            area=item.area,
            target=item.target,
            place=item.place,
        )
    )
    return indicator


def _task(work: Work, plan: Plan, item: Item, code: str) -> Task:
    together = item.clarity.addressees
    unit = f" {item.clarity.lead_unit_id}" if together else ""
    task = Task(work.new_id(f"task {item.item_id}{unit}"))
    task.issue(
        TaskIssued(
            plan_id=plan.id,
            item_id=item.item_id,
            code=code,
            content=item.text,
            area=item.area,
            clarity=item.clarity,
            due_on=due_day(work, item.clarity.deadline, together=together),
            place=item.place,
            part_of=work.new_id(f"duty {item.item_id}") if together else None,
            occurrence=begin(task.id, item.clarity, plan),
        )
    )
    return task
