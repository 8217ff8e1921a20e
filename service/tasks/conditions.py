"""What a task waited for came true (điều kiện đã có): from then on it is owed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.tasks.conditions import ConditionMet
from events.tasks.task import Task
from service.tasks.hands import record
from service.tasks.series import named_day
from service.tasks.working import counted
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetCondition:
    """Say on which day the condition came true, and what shows it."""

    task_id: UUID
    met_on: date
    basis: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Begin the task; a relative deadline counts from that day."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = ConditionMet(
            met_on=self.met_on,
            said_on=work.today,
            basis=self.basis.strip(),
            due_on=_due_on(work, task, self.met_on),
            person_id=task.clarity.person_id,
        )
        record(work, task, said)


def _due_on(work: Work, task: Task, met_on: date) -> date | None:
    deadline = task.clarity.deadline
    if deadline is None:
        return None
    if deadline.kind == "relative":
        return counted(work, deadline, met_on)
    return named_day(work, deadline, together=task.duty.part_of)
