"""Which acts on a task are open to somebody now? As the stream would decide."""

from collections.abc import Collection

from events.tasks.life import LIFE, Act
from events.tasks.permits import permits
from service.tasks.hands import hand
from service.tasks.state import TaskState
from tenants.access import Actor

ACTS: tuple[Act, ...] = tuple(dict.fromkeys(step.act for step in LIFE))


def open_acts(task: TaskState, actor: Actor, among: Collection[Act] = ACTS) -> frozenset[Act]:
    """List the acts, among some, that life and facts of a task leave open to an actor."""
    mine = hand(actor)
    found = {act for act in among if _has_object(act, task) and permits(act, task, mine)}
    # Who assigns what waits for the unit receives it by the same command.
    return frozenset(found | ({"assign"} if "receive" in found else set()))


def _has_object(act: Act, task: TaskState) -> bool:
    """Tell whether there is something to extend, refuse, answer, cut, begin or go on with."""
    nobody = task.clarity.person_id is None
    there: dict[Act, bool] = {
        "extend": task.due_on is not None,
        "ask_extension": task.due_on is not None,
        "refuse_extension": task.asked is not None,
        "continue": task.next_on is not None,
        "end_series": task.next_on is not None,
        "begin": nobody,
        "begin_to_person": not nobody,
        "split": task.parent_id is None,
        "answer_obstacle": task.unanswered > 0,
    }
    return there.get(act, True)
