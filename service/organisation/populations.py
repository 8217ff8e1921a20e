"""Command: say which population a person belongs to, from a day on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.organisation import PopulationSet
from events.values import Population
from service.organisation.people import UnknownMemberError, note
from service.work import Work
from tenants.access import Permission
from tenants.populations import set_population


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPopulation:
    """Say that a person is a cadre, civil servant, public employee or contract worker."""

    person_id: UUID
    population: Population
    from_day: date

    def decide(self, work: Work) -> None:
        """Change the row and record it.

        Raises:
            UnknownMemberError: the person is not of this tenant.
        """
        work.actor.require(Permission.MANAGE_PEOPLE)
        if self.person_id not in work.register.people:
            raise UnknownMemberError
        set_population(work.connection, self.person_id, self.population, self.from_day)
        said = PopulationSet(
            person_id=self.person_id, population=self.population, from_day=self.from_day
        )
        note(work, said)
