"""Amending an issued plan (sửa đổi, bổ sung): a document changes records from a day on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events.errors import RefusedError
from events.indicators import Closed, Indicator, TargetChanged
from events.plan_items import Item
from events.plan_life import LivingPlan, Paper, Wish
from events.plans import Plan
from events.stream import Stream
from events.tasks.amending import Amended
from events.tasks.giving import Cancelled
from events.tasks.life import DONE
from events.tasks.series import SeriesEnded
from events.tasks.task import Task
from service.catalogues.choosing import kept
from service.indicators import states as indicator_states
from service.tasks import states as task_states
from service.tasks.hands import say
from service.tasks.issuing import (
    IssueDayImpossibleError,
    IssueDetailMissingError,
    give_out,
)
from service.tasks.parts import end_parts
from service.tasks.series import due_day, moved, named_day, went_on
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class TaskEndedError(RefusedError):
    """The record's task is done or stopped: there is nothing left to change."""

    item_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendPlan:
    """Let a signed document change, add and withdraw records of an issued plan.

    Targets and tasks change with their records; new targets begin at once, and new work waits
    at the gate like work that was left for later. `seen` is the plan's version looked at.
    """

    plan_id: UUID
    paper: Paper
    in_force_on: date
    wishes: tuple[Wish, ...]
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the amendment and what it does to targets and tasks, all or nothing.

        Raises:
            IssueDetailMissingError: the document's number or symbol is empty.
            IssueDayImpossibleError: the document is dated in the future.
            TaskEndedError: a record's task is done or stopped.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        require_signed(self.paper, work.today)
        plan = work.load(LivingPlan, self.plan_id, seen=self.seen)
        given = frozenset(plan.given_out)
        items = plan.amend(self.paper, self.in_force_on, self.wishes)
        reasons = dict(
            zip((i.item_id for i in items), plan.amendments[-1].reasons, strict=True)
        )
        begun = {item.item_id: item for item in items if item.item_id in given}
        work.save(
            *self._targets(work, begun, reasons), *self._tasks(work, plan, begun, reasons)
        )
        new = [i for i in items if i.kind == "indicator" and i.item_id not in given]
        give_out(work, plan, new)

    def _targets(
        self, work: Work, items: Mapping[int, Item], reasons: Mapping[int, str]
    ) -> Iterator[Stream]:
        for state in indicator_states.of_plan(work.connection, self.plan_id, None):
            if item := items.get(state.item_id):
                indicator = work.load(Indicator, state.indicator_id)
                _follow(indicator, item, self.in_force_on, reasons[item.item_id])
                yield indicator

    def _tasks(
        self, work: Work, plan: Plan, items: Mapping[int, Item], reasons: Mapping[int, str]
    ) -> Iterator[Stream]:
        left = {item.item_id for item in items.values() if item.kind != "indicator"}
        for state in task_states.of_plan(work.connection, self.plan_id, None):
            item = items.get(state.item_id or 0)
            if item is not None and (state.open or state.next_on):
                task, reason = work.load(Task, state.task_id), reasons[item.item_id]
                yield from self._follow(work, plan, task, item, reason)
                left.discard(item.item_id)
        if left:
            raise TaskEndedError(min(left))

    def _follow(
        self, work: Work, plan: Plan, task: Task, item: Item, reason: str
    ) -> Iterator[Stream]:
        """Change or stop a task; of a duty that waits for its next time, that next one."""
        done = task.status in DONE
        yield task
        if item.state == "dropped":
            ending = Cancelled(reason=reason)
            say(work, task, SeriesEnded(reason=reason) if done else ending)
            yield from [] if done else end_parts(work, task, ending)
            return
        after = went_on(work, task) if done else []
        for changed in after if done else [task]:
            change = amended(work, plan, changed, item, self.in_force_on)
            say(work, changed, replace(change, reason=reason))
        yield from after


def amended(work: Work, plan: Plan, task: Task, item: Item, day: date) -> Amended:
    """Say how a record of a plan changes a task from a day on: what, until when, what product.

    A deadline that the record leaves as it was stays where it was extended to, and so does
    that of an earlier time of a recurring duty.
    """
    before, wanted = task.clarity, item.clarity
    deadline = wanted.deadline or before.deadline
    product = kept(before.deliverable, wanted.deliverable)
    clarity = replace(before, deadline=deadline, deliverable=product)
    due_on, occurrence = task.due_on, task.occurrence
    if deadline != before.deadline and deadline and not task.continued:
        occurrence = moved(task, clarity, plan, day)
        named = replace(deadline, on=occurrence.on) if occurrence else deadline
        names = due_day if task.status == "awaiting" else named_day
        due_on = names(work, named, together=task.duty.part_of)
    return Amended(
        content=item.text,
        area=item.area,
        clarity=clarity,
        due_on=due_on,
        in_force_on=day,
        reason="",
        occurrence=occurrence,
    )


def require_signed(paper: Paper, today: date) -> None:
    """Refuse a document without number or symbol, or of a day that has not come."""
    for name in ("number", "symbol"):
        if not getattr(paper, name).strip():
            raise IssueDetailMissingError(name)
    if paper.dated > today:
        raise IssueDayImpossibleError(paper.dated)


def _follow(indicator: Indicator, item: Item, day: date, reason: str) -> None:
    if item.state == "dropped":
        indicator.close(Closed(closed_on=day, reason=reason))
    else:
        changed = TargetChanged(
            text=item.text, area=item.area, target=item.target, in_force_on=day, reason=reason
        )
        indicator.change_target(changed)
