"""Recurring duties: the next time of each is given out, once, and until the series ends.

The service does it when the day comes (`go_on`); a person who gives tasks may end a series.
"""

from dataclasses import dataclass
from dataclasses import replace as replace_order
from datetime import date
from uuid import UUID, uuid5

from msgspec.structs import replace
from sqlalchemy import Connection, select

from events import recurring
from events.errors import ChangedMeanwhileError, RefusedError
from events.plans import Plan
from events.recurring import Occurrence
from events.tasks.giving import Issued, require_reason
from events.tasks.life import STOPPED
from events.tasks.series import Continued, SeriesEnded
from events.tasks.task import Task
from events.values import Clarity, Deadline
from service.catalogues.choosing import renewed
from service.history import standing
from service.tasks.hands import record, say
from service.tasks.rules import in_force
from service.tasks.sharing import pursued
from service.tasks.states import table as tasks
from service.work import Ledger, Order, Work, execute
from tenants.calendar import ONE_DAY

MOST_AT_ONCE = 200  # of one tenant in one round; the next round takes the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class ContinueSeries:
    """Give out the next time of a recurring duty, if its day has come."""

    task_id: UUID
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record on this task that it went on, and begin the next; nothing while it is early.

        What has passed already is skipped: nobody is given a duty that is late from the start.
        """
        task = work.load(Task, self.task_id, seen=self.seen)
        due = task.occurrence and task.occurrence.next_on
        if task.status not in STOPPED and due and due <= work.today:
            work.save(task, *went_on(work, task))


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSeries:
    """Let a recurring duty come round no more, and say why; this time of it stays as it is."""

    task_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record that nothing follows.

        Raises:
            NothingFollowsError: the next time was given out already, or the series has ended.
        """
        require_reason(self.reason)
        task = work.load(Task, self.task_id, seen=self.seen)
        record(work, task, SeriesEnded(reason=self.reason.strip()))


def go_on(ledger: Ledger, order: Order) -> int:
    """Give out what has come round in a tenant; gives how many duties went on.

    Args:
        ledger: the tenant's.
        order: by the service, and at which time; each duty has an identifier of its own.
    """
    with ledger.scope.begin() as connection:
        found = coming_round(connection, order.day(ledger.zone))
    return sum(_goes_on(ledger, order, task_id) for task_id in found)


def coming_round(connection: Connection, today: date) -> list[UUID]:
    """List the tasks whose duty is to be given out anew by a day, longest waiting first."""
    kept = tasks.c
    wanted = (
        select(kept.task_id)
        .where(standing(tasks, None), kept.next_on <= today, kept.status.not_in(STOPPED))
        .order_by(kept.next_on, kept.code)
    )
    return list(connection.execute(wanted.limit(MOST_AT_ONCE)).scalars())


def went_on(work: Work, task: Task) -> list[Task]:
    """Give out the next time of a duty, or end the series where there is none.

    It serves the indicators that are still pursued, and its product is worth what the catalogue
    says on this day. Gives the task, which the caller keeps with the one it follows.
    """
    coming, skipped = _next(work, task)
    plan_id = task.duty.plan_id
    if coming is None or plan_id is None:
        say(work, task, SeriesEnded())
        return []
    after = Task(coming.task_id)
    issued = _issued(work, task, coming, plan_id)
    say(work, task, Continued(next_id=after.id, due_on=issued.due_on, skipped=skipped))
    after.issue(issued)
    return [after]


def begin(task_id: UUID, clarity: Clarity, plan: Plan) -> Occurrence | None:
    """Give the first occurrence of a plan's duty, None when it does not recur."""
    period = plan.front.period
    until = date(period[1], 12, 31) if period else None
    return recurring.begin(task_id, clarity.deadline, until)


def moved(task: Task, clarity: Clarity, plan: Plan, day: date) -> Occurrence | None:
    """Say which time of its duty a task is once the deadline is another, from a day on."""
    was, deadline = task.occurrence, clarity.deadline
    if was is None or deadline is None or deadline.on is None or not deadline.rhythm:
        return begin(task.id, clarity, plan)
    coming = recurring.days(deadline, day - ONE_DAY, was.until)
    on = deadline.on if deadline.on >= day else next(coming, deadline.on)
    return recurring.occurrence(was.series_id, was.number, on, was.until, deadline)


def due_day(work: Work, deadline: Deadline | None, *, together: object = ()) -> date | None:
    """Give the day that a deadline names by itself; one that is counted has none yet.

    Nor has one that waits for a condition. A recurring one falls on a working day. `together`
    says that several units share the duty: they are due before the upper level is, as the
    tenant's rules have it.
    """
    if deadline is None or deadline.condition:
        return None
    return named_day(work, deadline, together=together)


def named_day(work: Work, deadline: Deadline, *, together: object = ()) -> date | None:
    """Give the same of a deadline whose condition holds."""
    if deadline.on is None or deadline.kind not in {"date", "recurring"}:
        return None
    day = deadline.on
    if deadline.kind == "recurring":
        day = work.calendar.on_or_after(day)
    rules = in_force(work) if together else None
    return work.calendar.before(day, rules.lower_days_before) if rules else day


def _goes_on(ledger: Ledger, order: Order, task_id: UUID) -> bool:
    """Carry out one under a name of its own, so that two workers make it once."""
    named = replace_order(order, command_id=uuid5(task_id, "continue"))
    try:
        execute(ContinueSeries(task_id=task_id), named, ledger)
    except (RefusedError, ChangedMeanwhileError):
        return False  # somebody changed it at this moment; the next round looks again
    return True


def _next(work: Work, task: Task) -> tuple[Occurrence | None, int]:
    """Find the next occurrence that is not past, and how many are."""
    was, deadline, days = task.occurrence, task.clarity.deadline, work.calendar
    if was is None or deadline is None:
        return None, 0
    coming = recurring.days(deadline, was.on, was.until)
    for skipped, on in enumerate(coming):
        if days.on_or_after(on) >= work.today:
            number = was.number + 1
            made = recurring.occurrence(was.series_id, number, on, was.until, deadline)
            return made, skipped
    return None, 0


def _issued(work: Work, task: Task, coming: Occurrence, plan_id: UUID) -> Issued:
    duty, deadline = task.duty, task.clarity.deadline
    together = duty.part_of and uuid5(duty.part_of, coming.on.isoformat())
    return Issued(
        plan_id=plan_id,
        item_id=duty.item_id,
        code=f"{duty.code.partition('.')[0]}.{coming.number}",
        content=duty.content,
        area=duty.area,
        clarity=renewed(work.connection, work.today, _in_charge(work, task.clarity)),
        due_on=due_day(
            work, replace(deadline, on=coming.on) if deadline else None, together=together
        ),
        place=duty.place,
        part_of=together,
        occurrence=coming,
        shares=pursued(work, task.shares),
    )


def _in_charge(work: Work, clarity: Clarity) -> Clarity:
    """Leave it with who is in charge; who has left the post gives way to the one in it now."""
    posts = (clarity.post_id, clarity.accept_post_id)
    holders, judges = (work.register.holders(p, work.today) if p else [] for p in posts)
    if clarity.person_id in holders:
        return clarity
    person = holders[0] if len(holders) == 1 and judges != holders else None
    return replace(clarity, person_id=person, post_id=clarity.post_id if person else None)
