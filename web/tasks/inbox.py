"""What waits for somebody's decision: products, deadlines, causes, tasks without a person."""

from events.tasks.life import Act
from service.tasks import inbox
from service.tasks import states as task_states
from service.tasks.acts import open_acts
from service.tasks.state import TaskState
from tenants.access import HEADS, Actor
from web.session import db, today

DECISIONS: frozenset[Act] = frozenset({"accept", "extend", "answer_obstacle"})


def decisions(me: Actor) -> list[TaskState]:
    """List what waits for one's own decision, or for that of whom one stands in for."""
    posts = [me.post_id, *(one.post_id for one in me.stands_in)]
    return [t for t in task_states.waiting_for(db(), posts) if open_acts(t, me) & DECISIONS]


def without_person(me: Actor) -> list[TaskState]:
    """List the tasks that the head of a unit should give to somebody."""
    units = [one.unit_id for one in me.stands_in if one.roles & HEADS]
    if me.roles & HEADS:
        units.append(me.unit_id)
    return inbox.to_assign(db(), units, today()) if units else []
