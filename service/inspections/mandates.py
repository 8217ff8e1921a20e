"""What do the mandates that run today open to one of their members? The database reckons it.

`ctx.mandates` and `ctx.mandate_tasks` say it once, for these questions and for the policies
that bind a transaction whose context names a reader.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, ScalarSelect, any_, func, select

from service.db import driver
from service.history import standing
from service.inspections.visits import table

MANDATES = (
    "SELECT inspection_id, unit_ids,"
    " plan_ids = '{}' AND since = '-infinity' AND until = 'infinity',"
    " ARRAY(SELECT ctx.mandate_tasks(%(reader)s)) FROM ctx.mandates(%(reader)s)"
)


@dataclass(frozen=True, slots=True)
class Mandated:
    """Tasks and units that somebody may read of today, and by which inspections.

    `whole` are the units of which everything is open, in every plan and from the beginning.
    """

    inspections: frozenset[UUID] = frozenset()
    units: frozenset[UUID] = frozenset()
    whole: frozenset[UUID] = frozenset()
    tasks: frozenset[UUID] = frozenset()

    def covers_all(self, units: Collection[UUID]) -> bool:
        """Tell whether everything that some units ever did is open."""
        return self.whole >= {*units}


NOTHING = Mandated()


def running(person: ColumnElement[UUID], day: date) -> ScalarSelect[int]:
    """Count the mandates of a person on a day."""
    kept = table.c
    mine = standing(table, None), person == any_(kept.members), kept.conclusion == ""
    now = kept.first_day <= day, kept.last_day >= day
    return select(func.count()).select_from(table).where(*mine, *now).scalar_subquery()


def mandated(connection: Connection, person_id: UUID) -> Mandated:
    """Give what a person may read today by mandate."""
    found = driver(connection).execute(MANDATES, {"reader": person_id}).fetchall()
    return Mandated(
        frozenset(one for one, *_ in found),
        frozenset(unit for _, units, *_ in found for unit in units),
        frozenset(unit for _, units, whole, _ in found if whole for unit in units),
        frozenset(task for *_, tasks in found for task in tasks),
    )
