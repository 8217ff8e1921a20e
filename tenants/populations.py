"""Which population a person belongs to on a day: the rules of evaluation are chosen by it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import Connection, func, select
from sqlalchemy.dialects.postgresql import insert

from tenants.tables import populations as table

Population = Literal["cadre", "civil_servant", "public_employee", "contract_worker"]
DEFAULT: Final[Population] = "civil_servant"  # most of who work in a commune
Since = tuple[date, Population]


@dataclass(frozen=True, slots=True)
class Populations:
    """What was said of each person, the earliest first."""

    said: Mapping[UUID, Sequence[Since]]

    def of(self, person_id: UUID, day: date) -> Population:
        """Give a person's population on a day; a civil servant of whom nothing was said."""
        begun = [name for since, name in self.said.get(person_id, ()) if since <= day]
        return begun[-1] if begun else DEFAULT


def populations(connection: Connection) -> Populations:
    """Load what was said of the people of the bound tenant."""
    said: dict[UUID, list[Since]] = {}
    rows = connection.execute(
        select(table.c.person_id, table.c.first_day, table.c.population).order_by(
            table.c.first_day
        )
    )
    for person_id, first_day, name in rows:
        said.setdefault(person_id, []).append((first_day, name))
    return Populations(said)


def set_population(
    connection: Connection, person_id: UUID, population: Population, first_day: date
) -> None:
    """Say what a person is from a day on; said again of one day, the later word holds."""
    facts = {"person_id": person_id, "first_day": first_day, "population": population}
    row = insert(table).values(tenant_id=func.ctx.tenant(), **facts)
    same = [table.c.tenant_id, table.c.person_id, table.c.first_day]
    again = row.on_conflict_do_update(index_elements=same, set_={"population": population})
    connection.execute(again)
