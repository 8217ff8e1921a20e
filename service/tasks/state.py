"""How a task stood at an instant, as one row of the read model says."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import msgspec

from events.tasks.life import DONE, OPEN, STOPPED, Status
from events.values import Clarity, Evidence, Origin, Share


class TaskState(msgspec.Struct, frozen=True, gc=False):
    """A task as it stood at an instant; `clarity` names who owed and decided it then.

    `item_id` is its record in the plan, None when a later plan goes on with it without one.
    `origin` is what it comes from when no plan gave it, `parent_id` the task it is a part of,
    `shares` the indicators that it serves.
    `asked` is the deadline that was asked for, `unanswered` how many obstacles wait for an
    answer, `quality` the percentage that the accepted product was rated with. `series_id` joins
    the times of a recurring duty, `occurs_on` is the day that the rule gives this one,
    `next_on` the day from which the next is given out. `sharers` names the units, posts and
    people who see it though they neither owe nor decide it.
    """

    task_id: UUID
    version: int
    plan_id: UUID | None
    item_id: int | None
    code: str
    content: str
    area: str | None
    clarity: Clarity
    part_of: UUID | None
    origin: Origin | None
    parent_id: UUID | None
    shares: tuple[Share, ...]
    first_due_on: date | None
    due_on: date | None
    asked: date | None
    asked_because: str
    status: Status
    amount: Decimal
    obstacle: str
    unanswered: int
    note: str
    submitted_on: date | None
    submitted_by: UUID | None
    evidence: tuple[Evidence, ...]
    returns: int
    extensions: int
    quality: int | None
    series_id: UUID | None
    occurs_on: date | None
    next_on: date | None
    sharers: str
    changed_by: UUID
    changed_at: datetime

    @property
    def quantity(self) -> Decimal:
        """How much of the product is owed."""
        product = self.clarity.deliverable
        return product.quantity if product else Decimal(1)

    @property
    def doers(self) -> frozenset[UUID]:
        """Whose work it is: who is in charge, and who handed in what is judged."""
        return frozenset(filter(None, (self.clarity.person_id, self.submitted_by)))

    @property
    def percent(self) -> int:
        """How much of the product is done, 0 to 100."""
        return 100 if self.status in DONE else int(100 * self.amount / self.quantity)

    @property
    def open(self) -> bool:
        """Tell whether somebody still owes something."""
        return self.status in OPEN

    @property
    def stopped(self) -> bool:
        """Tell whether it was taken back, cancelled or replaced."""
        return self.status in STOPPED

    @property
    def outside(self) -> bool:
        """Tell whether no plan gave it; such work is counted apart."""
        return self.origin is not None

    def late(self, today: date) -> bool:
        """Tell whether it was handed in, or is still owed, after its deadline (by day)."""
        if self.status in STOPPED or self.due_on is None:
            return False
        handed_in = self.submitted_on if self.status in DONE | {"submitted"} else None
        return (handed_in or today) > self.due_on
