"""How cells follow what they were given: their tasks, what proves them, their last word."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from events.tasks.life import DONE, OPEN, OWED
from service.db import Question
from service.evidence.finding import in_use, used
from service.history import standing
from service.tasks.states import table as tasks


@dataclass(frozen=True, slots=True)
class CellLoad:
    """What a cell leads: open tasks, those late, those done, and of these the proven ones.

    `reported_at`: when whoever is in charge last said something; None when nobody ever did.
    """

    unit_id: UUID
    open: int
    late: int
    done: int
    proven: int
    reported_at: datetime | None


def cell_loads(units: Collection[UUID], day: date) -> Question[CellLoad]:
    """Ask for the loads of cells that lead any task."""
    kept = tasks.c
    proof = select(used.c.use_id).where(in_use(None), used.c.for_id == kept.task_id).exists()
    done, now = kept.status.in_(DONE), standing(tasks, None)
    counted = {
        "open": kept.status.in_(OPEN) & now,
        "late": kept.status.in_(OWED) & (kept.due_on < day) & now,
        "done": done & now,
        "proven": done & proof & now,
    }
    said = func.max(kept.valid_from).filter(kept.changed_by == kept.person_id)
    wanted = (
        select(kept.lead_unit_id.label("unit_id"))
        .add_columns(
            *(func.count().filter(which).label(name) for name, which in counted.items())
        )
        .add_columns(said.label("reported_at"))
        .where(kept.lead_unit_id.in_(units))
        .group_by(kept.lead_unit_id)
    )
    return Question(wanted, CellLoad)
