"""Cutting a part off a task (tách việc con): a task of its own, inside the whole's bounds."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from msgspec.structs import replace

from events.errors import RefusedError
from events.plan_items import Item
from events.tasks.outside import Given, Split
from events.tasks.task import Task
from events.values import Clarity
from service.catalogues.choosing import converted
from service.tasks import states
from service.tasks.hands import say
from service.tasks.outside import require_clear
from service.tasks.parts import require_in_time
from service.tasks.series import due_day
from service.work import Work


@dataclass(eq=False)
class NotSharingError(RefusedError):
    """A part stays with the units that lead the whole or cooperate in it."""

    unit_id: UUID | None


@dataclass(eq=False)
class PartTooLargeError(RefusedError):
    """The parts together would owe more than the whole; how much is left, in its unit."""

    left: Decimal
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitTask:
    """Give a part of a task to somebody of the units that share it.

    The person in charge does it, the head of the leading unit, or who gave the task.
    """

    task_id: UUID
    content: str
    clarity: Clarity
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record it on the whole, and begin it.

        Raises:
            PartOfPartError: the task is a part itself.
            StillUnclearError: one of the six is missing.
            NotSharingError: it would go to a unit that has no share in the whole.
            PartDueLaterError: it would be due after the whole.
            PartTooLargeError: the parts together would owe more than the whole.
        """
        whole = work.load(Task, self.task_id, seen=self.seen)
        part = Task(work.new_id("part"))
        say(work, whole, Split(part_id=part.id, number=len(whole.parts) + 1))
        [clarity] = converted(work.connection, work.today, [self.clarity])
        clarity = replace(clarity, addressees=(), giver_post_id=work.actor.post_id)
        item = Item(item_id=0, kind="task", text=self.content.strip(), clarity=clarity)
        require_clear(work, item)
        _require_shared(work, whole, clarity)
        due_on = due_day(work, clarity.deadline)
        require_in_time(whole.due_on, due_on)
        _require_room(work, whole, clarity)
        said = Given(
            code=f"{whole.duty.code}/{len(whole.parts)}",
            content=item.text,
            area=whole.duty.area,
            clarity=clarity,
            due_on=due_on,
            origin=whole.origin,
            parent_id=whole.id,
        )
        part.issue(said)
        work.save(whole, part)


def _require_shared(work: Work, whole: Task, clarity: Clarity) -> None:
    """Refuse a unit, or a person of one, that has nothing to do with the whole."""
    sharing = {whole.clarity.lead_unit_id, *whole.clarity.cooperating}
    post = work.register.posts.get(clarity.post_id) if clarity.post_id else None
    for unit_id in (clarity.lead_unit_id, post.unit_id if post else clarity.lead_unit_id):
        if unit_id not in sharing:
            raise NotSharingError(unit_id)


def _require_room(work: Work, whole: Task, clarity: Clarity) -> None:
    """Refuse more of the same thing than the whole owes; other things are not compared."""
    owed, wanted = whole.clarity.deliverable, clarity.deliverable
    if not owed or not wanted or owed.unit.casefold() != wanted.unit.casefold():
        return
    parts = states.parts_of(work.connection, whole.id)
    made = [part.clarity.deliverable for part in parts if not part.stopped]
    same = [m.quantity for m in made if m and m.unit.casefold() == owed.unit.casefold()]
    left = owed.quantity - sum(same, Decimal(0))
    if wanted.quantity > left:
        raise PartTooLargeError(left, owed.unit)
