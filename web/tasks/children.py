"""The parts of a task (việc con) as its page lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from service.tasks.state import TaskState
from service.tasks.states import Sight
from service.tasks.urgency import status_code
from tenants.directory import Directory


@dataclass(frozen=True, slots=True)
class Child:
    """One part: who owes it, how it stands, whether the reader may open it."""

    task: TaskState
    who: str
    code: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Children:
    """The parts of one task, and how many of them somebody still owes."""

    rows: tuple[Child, ...]
    open: int


def children(parts: Sequence[TaskState], known: Directory, sight: Sight, day: date) -> Children:
    """Put what the page shows beside each part."""
    rows = tuple(_child(part, known, sight, day) for part in parts)
    return Children(rows, sum(part.open for part in parts))


def _child(part: TaskState, known: Directory, sight: Sight, day: date) -> Child:
    clarity = part.clarity
    who = known.person(clarity.person_id) or known.unit(clarity.lead_unit_id)
    return Child(part, who, status_code(part, day), sight.sees(part))
