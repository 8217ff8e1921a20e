"""In the middle of the story's year one plan takes the place of another."""

from dataclasses import dataclass
from uuid import UUID

from events.plan_life import LivingPlan
from service.indicators import states as indicator_states
from service.plans.likeness import pairs
from service.tasks import states as task_states
from service.tasks.issuing import IssuePlan
from service.tasks.replacing import IndicatorFate, ReplacePlan, TaskFate
from service.work import Work

GOES_ON = "Việc đang làm, tiếp tục theo kế hoạch điều chỉnh sau lũ"
WORK_TELLS = "Theo dõi bằng nhiệm vụ, không đặt thành chỉ tiêu riêng"
SET_ANEW = "Đặt lại mức phải đạt sau lũ: đứt cáp, mất điện chín ngày"


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Issue a plan in the place of an old one; all work goes on, like targets go on as like."""

    old_plan_id: UUID
    issue: IssuePlan

    def decide(self, work: Work) -> None:
        """Decide what is open on that day as the commune did."""
        tasks = task_states.of_plan(work.connection, self.old_plan_id, None)
        ReplacePlan(
            plan_id=self.issue.plan_id,
            old_plan_id=self.old_plan_id,
            tasks=tuple(
                TaskFate(task_id=task.task_id, kind="carried", reason=GOES_ON)
                for task in tasks
                if task.open
            ),
            targets=self._targets(work),
            issue=self.issue,
        ).decide(work)

    def _targets(self, work: Work) -> tuple[IndicatorFate, ...]:
        old = indicator_states.of_plan(work.connection, self.old_plan_id, None)
        new = work.load(LivingPlan, self.issue.plan_id).items.values()
        aims = [item for item in new if item.kind == "indicator" and item.state == "accepted"]
        alike = pairs([state.content for state in old], [aim.text for aim in aims])
        heirs = {pair.old: aims[pair.new].item_id for pair in alike}
        return tuple(
            IndicatorFate(
                indicator_id=state.indicator_id,
                reason=SET_ANEW if number in heirs else WORK_TELLS,
                item_id=heirs.get(number),
            )
            for number, state in enumerate(old)
        )
