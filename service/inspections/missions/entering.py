"""Command: a member of a mission goes over to a commune that it looks at."""

from dataclasses import dataclass
from uuid import UUID

from events.missions.mission import Mission
from service.inspections.missions.links import commune
from service.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPlace:
    """Go over to a commune; every time is recorded here, and every look there."""

    mission_id: UUID
    commune: int

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NoStandingLinkError: the commune's link no longer stands.
            NotAMemberError, NoSuchPlaceError, NotOpenThereError: as they say.
            OutsideMandateError, InspectionClosedError: as they say.
        """
        mission = work.load(Mission, self.mission_id)
        mission.enter(self.commune, by=work.actor.person_id, on=work.today)
        commune(work, self.commune)
        work.save(mission)
