"""What stands in the way of a task: reported with its cause, and answered by who may judge it.

An objective cause counts in the score only once it is confirmed (Nghị định 335/2025/NĐ-CP).
"""

from typing import ClassVar, Literal

from events.stream import DOER
from events.tasks.giving import require_reason
from events.tasks.life import Act
from events.tasks.refusals import NoSuchObstacleError, WrongVerdictError
from events.tasks.task import Judgement, Task, TaskEvent
from events.tasks.working import require_receipt
from events.values import Cause, Evidence

Verdict = Literal["confirmed", "refused", "answered"]


class ObstacleReported(TaskEvent, frozen=True, omit_defaults=True):
    """Something stands in the way; the cause as the person sees it, and what they ask for."""

    TOPIC: ClassVar[str] = "tasks.ObstacleReported"
    ACT: ClassVar[Act] = "obstacle"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text", "proposal", "evidence.name"})
    ABOUT: ClassVar[str] = DOER
    cause: Cause
    text: str
    proposal: str
    evidence: tuple[Evidence, ...] = ()

    def check(self, task: Task) -> None:
        """Ask what it is."""
        require_receipt(task)
        require_reason(self.text)

    def change(self, task: Task) -> None:
        """Remember that it waits for an answer; it is named by the version it makes."""
        task.obstacles[task.version + 1] = self.cause


class ObstacleAnswered(Judgement, frozen=True):
    """Who may judge causes answered; an objective cause was confirmed or refused.

    `obstacle` is the version of the task at which it was reported.
    """

    TOPIC: ClassVar[str] = "tasks.ObstacleAnswered"
    ACT: ClassVar[Act] = "answer_obstacle"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"answer"})
    obstacle: int
    verdict: Verdict
    answer: str

    def check(self, task: Task) -> None:
        """Refuse an answer to nothing, or of the wrong kind; only a confirmation is bare."""
        cause = task.obstacles.get(self.obstacle)
        if cause is None:
            raise NoSuchObstacleError(self.obstacle)
        if (cause == "objective") == (self.verdict == "answered"):
            raise WrongVerdictError
        if self.verdict != "confirmed":
            require_reason(self.answer)

    def change(self, task: Task) -> None:
        """Remember that it was answered."""
        task.obstacles.pop(self.obstacle, None)
