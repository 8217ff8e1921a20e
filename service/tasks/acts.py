"""Which acts on a task are open to somebody now? As the stream would decide."""

from events.tasks.life import LIFE, Act
from events.tasks.permits import permits
from service.tasks.hands import hand
from service.tasks.state import TaskState
from tenants.access import Actor

ACTS: tuple[Act, ...] = tuple(dict.fromkeys(step.act for step in LIFE))


def open_acts(task: TaskState, actor: Actor) -> frozenset[Act]:
    """List the acts that the life and the facts of a task leave open to an actor."""
    mine = hand(actor)
    found = {act for act in ACTS if _has_object(act, task) and permits(act, task, mine)}
    # Who assigns what waits for the unit receives it by the same command.
    return frozenset(found | ({"assign"} if "receive" in found else set()))


def _has_object(act: Act, task: TaskState) -> bool:
    """Tell whether there is something to extend, refuse, answer, cut or go on with."""
    if act in {"extend", "ask_extension"}:
        return task.due_on is not None
    if act == "refuse_extension":
        return task.asked is not None
    if act in {"continue", "end_series"}:
        return task.next_on is not None
    if act == "split":
        return task.parent_id is None
    return act != "answer_obstacle" or task.unanswered > 0
