"""What is to be inspected in a year, and how much of it was, or will be."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from events.coverage import Coverage, CoverageSet
from events.errors import WrongStreamError
from service.in_force import past_of
from service.inspections.visits import InspectionState, covered
from service.vault.stores import event_store
from service.work import Work
from tenants.access import Permission, Role
from tenants.directory import Directory, Unit

COVERAGE = UUID("5a05a05a-0000-4000-8000-0000000000c7")
RUNS_IT = "administration"  # the kind of unit that only runs the system


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCoverage:
    """Say how many units are to be inspected each year, and how often each."""

    goal: CoverageSet

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            CoverageOutOfRangeError, CoverageWithoutBasisError: as they say.
        """
        work.actor.require(Permission.ORDER_INSPECTION)
        coverage = work.open(Coverage, COVERAGE)
        coverage.set(self.goal)
        work.save(coverage)


@dataclass(frozen=True, slots=True)
class Reach:
    """Of `units`, inspections reach `covered`, where `needed` are to be (None: no goal).

    `waiting` are the units that nobody inspected within the years of the goal.
    """

    units: int
    covered: int
    needed: int | None
    waiting: tuple[UUID, ...]

    @property
    def enough(self) -> bool:
        """Tell whether the year's share is reached."""
        return self.needed is not None and self.covered >= self.needed


def inspectable(known: Directory, day: date) -> dict[UUID, Unit]:
    """Give the units that may be inspected on a day.

    Neither who only runs the system nor the inspectors' own unit is one.
    """
    roles: dict[UUID, set[str]] = {}
    for post in known.posts.values():
        roles.setdefault(post.unit_id, set()).update(post.roles)
    return {
        key: unit
        for key, unit in known.standing(day).items()
        if unit.kind != RUNS_IT and roles.get(key) != {Role.INSPECTOR}
    }


def goal_of(connection: Connection, at: datetime | None = None) -> CoverageSet | None:
    """Give the goal that holds, now (`at` None) or at an instant, if one was set."""
    past = past_of(connection, at)
    try:
        return event_store(connection).load(Coverage, COVERAGE, past=past).goal
    except WrongStreamError:
        return None


def reach(
    found: Sequence[InspectionState],
    units: Collection[UUID],
    year: int,
    goal: CoverageSet | None,
) -> Reach:
    """Say how far a year's inspections reach into units; a share of them is rounded up."""
    here = covered(found, year) & set(units)
    if goal is None:
        return Reach(len(units), len(here), None, ())
    lately = set[UUID]().union(*(covered(found, year - back) for back in range(goal.years)))
    waiting = tuple(unit for unit in units if unit not in lately)
    return Reach(len(units), len(here), -(-len(units) * goal.percent // 100), waiting)
