"""An old plan at work and the draft of a new one that is to take its place."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from events.plan_life import FateKind, LivingPlan
from service.indicators import states as indicator_states
from service.indicators.states import IndicatorState
from service.plans.amendments import living
from service.tasks.issuing import IssuePlan
from service.tasks.replacing import IndicatorFate, ReplacePlan, TaskFate
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge, ReportProgress
from service.work import Command
from tests.past import Story, days_ago, drafted, duty, issued, local_day, target

WHY = "Theo kế hoạch mới sau lũ"


@dataclass(frozen=True)
class Turn:
    """An old plan at work (three tasks, two targets), and the draft of a new one."""

    story: Story
    old: UUID
    new: UUID

    def tasks(self, plan_id: UUID) -> list[TaskState]:
        return self.story.tasks(plan_id)

    def targets(self, plan_id: UUID) -> list[IndicatorState]:
        with self.story.ledger.scope.begin() as connection:
            return indicator_states.of_plan(connection, plan_id, None)

    def plan(self, plan_id: UUID) -> LivingPlan:
        with self.story.ledger.scope.begin() as connection:
            return living(connection, plan_id)

    def issue(self, **more: Any) -> IssuePlan:
        return IssuePlan(
            plan_id=self.new,
            number="58",
            symbol="KH-UBND",
            issued_on=local_day(10),
            signer="Vàng A Sử",
            signer_post="Chủ tịch",
            **more,
        )

    def fates(
        self, *kinds: FateKind, items: tuple[int | None, ...] = (None, None, None)
    ) -> tuple[TaskFate, ...]:
        return tuple(
            TaskFate(task_id=task.task_id, kind=kind, reason=WHY, item_id=item)
            for task, kind, item in zip(self.tasks(self.old), kinds, items, strict=True)
        )

    def aims(self, *items: int | None) -> tuple[IndicatorFate, ...]:
        return tuple(
            IndicatorFate(indicator_id=aim.indicator_id, reason=WHY, item_id=item)
            for aim, item in zip(self.targets(self.old), items, strict=True)
        )

    def replaces(self, **facts: Any) -> ReplacePlan:
        told: dict[str, Any] = {
            "plan_id": self.new,
            "old_plan_id": self.old,
            "tasks": self.fates("carried", "changed", "stopped", items=(None, 2, None)),
            "targets": self.aims(1, None),
            "issue": self.issue(),
        }
        return ReplacePlan(**told | facts)

    def do(self, command: Command, by: str = "ha") -> UUID:
        return self.story.do(command, by=by, at=days_ago(9))


def turn_of(story: Story) -> Turn:
    """Three open tasks, one of them at 620 pieces, two targets, and work that waits."""
    due = date(2030, 6, 28)
    old = [target(1, 85), target(2), *(duty(story, n, due=due) for n in (3, 4, 5, 9))]
    old_id = issued(story, old, at=days_ago(60), later=(9,))
    begun = story.tasks(old_id)[1].task_id
    story.do(Acknowledge(task_id=begun), by="khai", at=days_ago(50))
    story.do(ReportProgress(task_id=begun, amount=Decimal(620)), by="khai", at=days_ago(30))
    wanted = replace(
        duty(story, 2, due=date(2031, 1, 31)),
        text="Số hóa hồ sơ giấy đợt 4, cả hồ sơ bị ướt",
    )
    new = [target(1, 80), wanted, duty(story, 3, text="Khôi phục hồ sơ bị ướt")]
    return Turn(story, old_id, drafted(story, new, title="Kế hoạch mới", at=days_ago(12)))
