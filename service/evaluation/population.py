"""Which population one person belongs to: asked beside other small questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from events.values import Population
from service.db import Question
from tenants.populations import DEFAULT
from tenants.tables import populations as table


@dataclass(frozen=True, slots=True)
class Since:
    """What was said of a person, from a day on."""

    first_day: date
    population: Population


def of_person(person_id: UUID) -> Question[Since]:
    """Ask what was said of a person, the earliest first."""
    kept = table.c
    said = select(kept.first_day, kept.population).where(kept.person_id == person_id)
    return Question(said.order_by(kept.first_day), Since)


def population_on(said: Sequence[Since], day: date) -> Population:
    """Give a person's population on a day; a civil servant of whom nothing was said."""
    begun = [one.population for one in said if one.first_day <= day]
    return begun[-1] if begun else DEFAULT
