"""Judging a product: accepted or sent back, rated, and locked with its period."""

from typing import ClassVar

from events.tasks.giving import require_reason
from events.tasks.life import Act
from events.tasks.refusals import QualityOutOfRangeError
from events.tasks.task import Judgement, Task, TaskEvent

BEST = 100  # percent


class Accepted(Judgement, frozen=True):
    """The product was accepted; lateness was settled at submission."""

    TOPIC: ClassVar[str] = "tasks.Accepted"
    ACT: ClassVar[Act] = "accept"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    note: str


class Returned(Judgement, frozen=True):
    """The product was not enough; `reason` says what is missing.

    A `major_error` in its content takes points off its quality when officials are scored
    (Nghị định 335/2025/NĐ-CP, Điều 14 đến 16); what is returned for less does not.
    """

    TOPIC: ClassVar[str] = "tasks.Returned"
    ACT: ClassVar[Act] = "send_back"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str
    major_error: bool = False

    def check(self, task: Task) -> None:
        """Ask for the reason."""
        require_reason(self.reason)


class Rated(Judgement, frozen=True):
    """The quality of the accepted product, in whole percent (0 to 100)."""

    TOPIC: ClassVar[str] = "tasks.Rated"
    ACT: ClassVar[Act] = "rate"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    quality: int
    note: str

    def check(self, task: Task) -> None:
        """Refuse what is no percentage; less than the best says why."""
        if not 0 <= self.quality <= BEST:
            raise QualityOutOfRangeError(self.quality)
        if self.quality < BEST:
            require_reason(self.note)


class Locked(TaskEvent, frozen=True):
    """The period that the task is counted in was closed; nothing changes any more."""

    TOPIC: ClassVar[str] = "tasks.Locked"
    ACT: ClassVar[Act] = "lock"
    period: str
