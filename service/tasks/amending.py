"""Amending an issued plan (sửa đổi, bổ sung): a document changes records from a day on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.errors import RefusedError
from events.indicators import Closed, Indicator, TargetChanged
from events.plan_items import Item
from events.plan_life import LivingPlan, Paper, Wish
from service.indicators import states as indicator_states
from service.tasks.issuing import IssueDayImpossibleError, IssueDetailMissingError, give_out
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class TaskAlreadyGivenError(RefusedError):
    """The record became a task: the task itself is changed, not the record."""

    item_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendPlan:
    """Let a signed document change, add and withdraw records of an issued plan.

    Targets change with their records; new targets begin at once, and new work waits at the
    gate like work that was left for later. `seen` is the plan's version that was looked at.
    """

    plan_id: UUID
    paper: Paper
    in_force_on: date
    wishes: tuple[Wish, ...]
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the amendment and what it does to targets, all or nothing.

        Raises:
            IssueDetailMissingError: the document's number or symbol is empty.
            IssueDayImpossibleError: the document is dated in the future.
            TaskAlreadyGivenError: a record of work became a task.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        require_signed(self.paper, work.today)
        plan = work.load(LivingPlan, self.plan_id, seen=self.seen)
        given = frozenset(plan.given_out)
        items = plan.amend(self.paper, self.in_force_on, self.wishes)
        reasons = dict(
            zip((i.item_id for i in items), plan.amendments[-1].reasons, strict=True)
        )
        begun = [item for item in items if item.item_id in given]
        work.save(*self._targets(work, begun, reasons))
        new = [i for i in items if i.kind == "indicator" and i.item_id not in given]
        give_out(work, plan, new)

    def _targets(
        self, work: Work, items: Sequence[Item], reasons: dict[int, str]
    ) -> Iterable[Indicator]:
        known = indicator_states.of_plan(work.connection, self.plan_id, None)
        ids = {state.item_id: state.indicator_id for state in known}
        for item in items:
            if item.item_id not in ids:
                raise TaskAlreadyGivenError(item.item_id)
            indicator = work.load(Indicator, ids[item.item_id])
            _follow(indicator, item, self.in_force_on, reasons[item.item_id])
            yield indicator


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
