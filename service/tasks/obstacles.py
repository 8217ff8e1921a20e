"""What stands in the way: the person in charge reports it, who may judge causes answers."""

from dataclasses import dataclass
from uuid import UUID

from events.tasks.obstacles import ObstacleAnswered, ObstacleReported, Verdict
from events.tasks.task import Task
from events.values import Cause, Evidence
from service.tasks.hands import record
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportObstacle:
    """Say what stands in the way, why, and what would help (báo khó khăn)."""

    task_id: UUID
    cause: Cause
    text: str
    proposal: str = ""
    evidence: tuple[Evidence, ...] = ()
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the obstacle; an objective cause waits to be confirmed."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = ObstacleReported(
            cause=self.cause,
            text=self.text.strip(),
            proposal=self.proposal.strip(),
            evidence=self.evidence,
        )
        record(work, task, said)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerObstacle:
    """Confirm or refuse an objective cause, or answer another obstacle.

    `obstacle` is the version of the task at which it was reported.
    """

    task_id: UUID
    obstacle: int
    verdict: Verdict
    answer: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the answer of the entitled post."""
        task = work.load(Task, self.task_id, seen=self.seen)
        said = ObstacleAnswered(
            obstacle=self.obstacle, verdict=self.verdict, answer=self.answer.strip()
        )
        record(work, task, said)
