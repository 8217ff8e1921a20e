"""What a task is for: the indicators that it serves, each with its share of the task."""

from decimal import Decimal
from typing import ClassVar

from events.tasks.life import Act
from events.tasks.refusals import SharesOutOfRangeError
from events.tasks.task import Decision, Task
from events.values import Share

WHOLE = Decimal(100)  # percent


class Shared(Decision, frozen=True):
    """The task serves these indicators from now on, and no others; all shares are said anew."""

    TOPIC: ClassVar[str] = "tasks.Shared"
    ACT: ClassVar[Act] = "share"
    shares: tuple[Share, ...]

    def check(self, task: Task) -> None:
        """Refuse shares of nothing, an indicator twice, or more than the whole task."""
        named = [share.indicator_id for share in self.shares]
        total = sum((percent(s, task.quantity) for s in self.shares), Decimal(0))
        if len(named) != len(set(named)) or any(s.amount <= 0 for s in self.shares):
            raise SharesOutOfRangeError(total)
        if total > WHOLE:
            raise SharesOutOfRangeError(total)

    def change(self, task: Task) -> None:
        """Remember them."""
        task.shares = self.shares


def percent(share: Share, quantity: Decimal) -> Decimal:
    """Give a share as percent of a task that owes a quantity (above 0)."""
    return share.amount if share.of == "percent" else share.amount / quantity * WHOLE
