"""Who carries how much of what is owed, and who says nothing? Counted by the database."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from events.tasks.life import OWED
from service.db import Question
from service.history import standing
from service.tasks.grouping import Moment, groups
from service.tasks.states import table


@dataclass(frozen=True, slots=True)
class Load:
    """What one person owes in one unit; `touched_at`: when its stalest part changed."""

    unit_id: UUID
    person_id: UUID
    owed: int
    late: int
    soon: int
    silent: int
    touched_at: datetime

    @property
    def active(self) -> bool:
        """Tell whether something was said of a part of it in the last 14 days."""
        return self.silent < self.owed


@dataclass(frozen=True, slots=True)
class Pace:
    """How many of a unit's owners said something lately, and what of theirs is late."""

    owners: int
    active: int
    late: int


def loads(moment: Moment, units: Collection[UUID] | None) -> Question[Load]:
    """Ask who owes work that some units lead (None: all), the longest silence first."""
    kept, named = table.c, groups(moment)
    counted = [func.count().filter(named[n]).label(n) for n in ("late", "soon", "silent")]
    oldest = func.min(kept.valid_from).label("touched_at")
    unit, person = kept.lead_unit_id, kept.person_id
    who = (unit.label("unit_id"), person, func.count().label("owed"))
    wanted = select(*who, *counted, oldest).where(
        standing(table, None), kept.status.in_(OWED), person.is_not(None)
    )
    if units is not None:
        wanted = wanted.where(unit.in_(units))
    return Question(wanted.group_by(unit, person).order_by(oldest, person), Load)


def by_unit(found: Iterable[Load]) -> dict[UUID, Pace]:
    """Add up what people owe by the unit that leads it."""
    paces: dict[UUID, Pace] = {}
    for one in found:
        so_far = paces.get(one.unit_id, Pace(0, 0, 0))
        paces[one.unit_id] = Pace(
            so_far.owners + 1, so_far.active + one.active, so_far.late + one.late
        )
    return paces
