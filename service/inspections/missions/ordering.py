"""Commands of whoever orders a mission: each change goes to its communes by letter."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.missions.mission import Mission
from events.missions.steps import LastDayMoved, MemberReplaced, Ordered, PlaceAdded, Sent
from service.exchange.letters import Parcel, send
from service.exchange.links import LinkFacts
from service.inspections.missions.links import commune, communes
from service.inspections.missions.papers import ORDER, MemberPaper, OrderPaper
from service.work import Work
from tenants.access import SERVICE, AccessDeniedError, Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMission:
    """Order a mission, first in one commune; it is named `uuid5(command_id, "mission")`."""

    ordered: Ordered
    place: PlaceAdded

    def decide(self, work: Work) -> None:
        """Record it, and send the letter.

        Raises:
            NoStandingLinkError: no link with the commune stands.
            MandateIncompleteError, MandateDaysError, PeriodAheadError: as they say.
        """
        work.actor.require(Permission.ORDER_INSPECTION)
        mission = Mission(work.new_id("mission"))
        mission.order(self.ordered)
        mission.add(self.place)
        _send(work, mission, [commune(work, self.place.commune)])


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPlace:
    """Look at one more commune, or name otherwise what is looked at in one that declined."""

    mission_id: UUID
    place: PlaceAdded

    def decide(self, work: Work) -> None:
        """Record it, and send the letter.

        Raises:
            NoStandingLinkError: no link with the commune stands.
            PlaceNamedError, InspectionClosedError: as they say.
        """
        mission = _load(work, self.mission_id)
        mission.add(self.place)
        _send(work, mission, [commune(work, self.place.commune)])


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveMission:
    """Let a mission end later, or earlier: in every commune access ends with it."""

    mission_id: UUID
    document: str
    issued_on: date
    last_day: date

    def decide(self, work: Work) -> None:
        """Record it, and tell the communes.

        Raises:
            LastDayMovesWrongError, InspectionClosedError, MandateIncompleteError: as they say.
        """
        mission = _load(work, self.mission_id)
        moved = LastDayMoved(
            document=self.document.strip(), issued_on=self.issued_on, last_day=self.last_day
        )
        mission.move(moved, on=work.today)
        _tell_all(work, mission)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplaceOnMission:
    """Put somebody into the place of a member."""

    mission_id: UUID
    document: str
    issued_on: date
    leaves: UUID
    joins: UUID

    def decide(self, work: Work) -> None:
        """Record it, and tell the communes.

        Raises:
            NotAMemberError, MemberAlreadyError, InspectionClosedError: as they say.
        """
        mission = _load(work, self.mission_id)
        before = mission.mandate.members
        replaced = MemberReplaced(
            document=self.document.strip(),
            issued_on=self.issued_on,
            leaves=self.leaves,
            joins=self.joins,
            members=tuple(self.joins if one == self.leaves else one for one in before),
        )
        mission.replace(replaced)
        _tell_all(work, mission)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vouch:
    """Say that a member only bears the name of somebody whom a commune would have inspected."""

    mission_id: UUID
    member: UUID

    def decide(self, work: Work) -> None:
        """Record it, and ask the communes again.

        Raises:
            NotAMemberError, InspectionClosedError: as they say.
        """
        mission = _load(work, self.mission_id)
        mission.vouch(self.member)
        if mission.pending:
            _tell_all(work, mission)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawMission:
    """End a mission without a conclusion."""

    mission_id: UUID
    document: str

    def decide(self, work: Work) -> None:
        """Record it, and tell the communes."""
        mission = _load(work, self.mission_id)
        mission.withdraw(self.document.strip())
        _tell_all(work, mission)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeMission:
    """End a mission with the number of its conclusion."""

    mission_id: UUID
    document: str

    def decide(self, work: Work) -> None:
        """Record it, and tell the communes."""
        mission = _load(work, self.mission_id)
        mission.conclude(self.document.strip())
        _tell_all(work, mission)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendWaiting:
    """Send an order without notice on its first day; the service does."""

    mission_id: UUID

    def decide(self, work: Work) -> None:
        """Send it to the communes that have not had it.

        Raises:
            AccessDeniedError: a person asks.
        """
        if work.actor.person_id != SERVICE:
            raise AccessDeniedError(Permission.ORDER_INSPECTION)
        mission = work.load(Mission, self.mission_id)
        linked = communes(work.connection, work.today)
        waiting = [one for one, place in mission.places.items() if place.state == "waiting"]
        _send(work, mission, [linked[one] for one in waiting if one in linked])


def _load(work: Work, mission_id: UUID) -> Mission:
    work.actor.require(Permission.ORDER_INSPECTION)
    return work.load(Mission, mission_id)


def _tell_all(work: Work, mission: Mission) -> None:
    """Tell the communes along whose links letters go; access ends with those that do not."""
    linked = communes(work.connection, work.today)
    _send(work, mission, [linked[one] for one in mission.places if one in linked])


def _send(work: Work, mission: Mission, along: Iterable[LinkFacts]) -> None:
    """Send the order as it stands; one without notice waits here for its first day."""
    for link in along if mission.goes_out(work.today) else ():
        number = link.other.tenant_id
        paper = _paper(work, mission, mission.place(number).scope)
        letter = send(work, link, Parcel(kind=ORDER, subject_id=mission.id, content=paper))
        facts = {name: getattr(letter, name) for name in ("letter_id", "number", "sha256")}
        mission.send(Sent(commune=number, **facts))
    work.save(mission)


def _paper(work: Work, mission: Mission, scope: PlaceAdded) -> OrderPaper:
    said = mission.mandate
    same = ("kind", "document", "issued_on", "subject", "first_day", "last_day")
    days = ("period_from", "period_until")
    return OrderPaper(
        mission_id=mission.id,
        units=scope.units,
        plans=scope.plans,
        members=tuple(_member(work, one, mission.vouched) for one in said.members),
        paper=mission.paper,
        paper_on=mission.paper_on,
        withdrawn=mission.withdrawn,
        conclusion=mission.conclusion,
        **{name: getattr(said, name) for name in (*same, *days)},
    )


def _member(work: Work, member: UUID, vouched: set[UUID]) -> MemberPaper:
    """Name a member with the highest post that they hold."""
    held = work.register.held(member, work.today)
    return MemberPaper(
        member_id=member,
        name=work.register.person(member),
        title=work.register.post(held[0]) if held else "",
        vouched=member in vouched,
    )
