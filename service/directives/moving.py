"""The commune's tasks follow what became of the directive above: a later day, or an end.

Where the tenant's rule says so, days follow by themselves; else whoever decides is asked once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from events.directive_refusals import NothingToMoveError
from events.directive_replies import Reply
from events.errors import RefusedError
from service.tasks import rules
from service.tasks.acts import open_acts
from service.tasks.deadlines import ExtendDeadline
from service.tasks.giving import Cancel
from service.tasks.state import TaskState
from service.tasks.states import listed, table
from service.work import Command, Work
from tenants.access import Actor
from tenants.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTasks:
    """Move the days of a directive's open tasks after it; end them where it was recalled."""

    reply_id: UUID

    def decide(self, work: Work) -> None:
        """Decide each task that the actor's posts decide.

        Raises:
            NothingToMoveError: none is left that they may move.
            RefusedError: as the tasks and the tenant's rules say.
        """
        reply = work.load(Reply, self.reply_id)
        commands = _commands(work, reply)
        if not commands:
            raise NothingToMoveError
        for command in commands:
            command.decide(work)


def move_by_rule(work: Work, reply: Reply) -> None:
    """Move days by the service where the rule says so; what is refused stays as it is."""
    said = rules.in_force(work)
    if said is None or not said.follows_above or reply.recalled:
        return
    for command in _commands(work, reply):
        try:
            command.decide(work)
        except RefusedError:
            continue  # a person is asked on the page


def day_below(
    connection: Connection, calendar: WorkingCalendar, reply: Reply, on: date
) -> date:
    """Give the day on which tasks of a directive are due by the rules that hold on a day."""
    said = rules.on(connection, on)
    return calendar.before(reply.due_on, said.lower_days_before) if said else reply.due_on


def to_move(
    reply: Reply, tasks: Iterable[TaskState], actor: Actor, day: date
) -> list[TaskState]:
    """Choose the tasks that are due before the day, or open although it was recalled."""
    if reply.recalled:
        return [task for task in tasks if "cancel" in open_acts(task, actor)]
    due = (task for task in tasks if task.due_on and task.due_on < day)
    return [task for task in due if "extend" in open_acts(task, actor)]


def _commands(work: Work, reply: Reply) -> list[Command]:
    tasks = listed(work.connection, table.c.task_id.in_([p.task_id for p in reply.parts]))
    day = day_below(work.connection, work.calendar, reply, work.today)
    moved = to_move(reply, tasks, work.actor, day)
    if reply.recalled:
        why = f"Cấp trên đã thu hồi văn bản {reply.arrived.number}: {reply.recalled.reason}"
        return [Cancel(task_id=task.task_id, reason=why) for task in moved]
    because = f": {reply.revised.reason}" if reply.revised else ""
    why = f"Theo văn bản {reply.arrived.number}{because}"
    return [ExtendDeadline(task_id=task.task_id, due_on=day, reason=why) for task in moved]
