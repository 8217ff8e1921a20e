"""The superior's directive that a unit's task answers to, and what became of it since."""

from dataclasses import dataclass

from service.directives import receiver_states, reply_states
from service.directives.receiving import PAPER, sees
from service.directives.reply_states import ReplyState
from service.tasks.hands import hand
from service.tasks.state import TaskState
from web.session import actor, db


@dataclass(frozen=True, slots=True)
class Asked:
    """The directive as it stands; `answers` tells whether the reader answers for the unit."""

    reply: ReplyState
    answers: bool


def asked(task: TaskState) -> Asked | None:
    """Give the directive that a task answers to; None of any other task, or out of sight."""
    if task.origin is None or task.origin.document != PAPER:
        return None
    reply, mine = reply_states.of_task(db(), task.task_id), hand(actor())
    if reply is None or not sees(actor(), reply, receiver_states.own(db())):
        return None
    clarity = task.clarity
    does = mine.person_id == clarity.person_id or clarity.lead_unit_id in mine.heads
    return Asked(reply, answers=does and not reply.recalled)
