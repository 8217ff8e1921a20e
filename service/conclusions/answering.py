"""Commands: acknowledge a document, say how members were told, strike that, remind who owes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.conclusions.document import Conclusion
from events.conclusions.refusals import NoSuchSessionError, NotAddressedError
from events.conclusions.steps import Disseminated, Manner
from events.errors import RefusedError
from events.urging import PAUSE, UrgedLatelyError
from events.values import Evidence
from service.clock import now
from service.inspections.looking import answers_for
from service.work import Work
from tenants.access import Permission


@dataclass(eq=False)
class NobodyOwesError(RefusedError):
    """Of those named, nobody owes anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeConclusion:
    """Say that a unit has received a document, or oneself."""

    conclusion_id: UUID
    addressee_id: UUID

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NotAddressedError: the actor answers for neither.
            ConclusionEndedError, AlreadyAcknowledgedError: as they say.
        """
        me = work.actor
        if self.addressee_id != me.person_id and not answers_for(me, self.addressee_id):
            raise NotAddressedError
        conclusion = work.load(Conclusion, self.conclusion_id)
        conclusion.acknowledge(self.addressee_id)
        work.save(conclusion)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDissemination:
    """Say how a unit told its members: when, how, how many of how many, why others not."""

    conclusion_id: UUID
    unit_id: UUID
    held_on: date
    manner: Manner
    present: int
    members: int
    reason: str = ""
    files: tuple[Evidence, ...] = ()

    def decide(self, work: Work) -> None:
        """Record the session, numbered after those before.

        Raises:
            NotAddressedError: the unit is not the actor's to answer for.
            RefusedError: as `Conclusion.disseminate` says.
        """
        if not answers_for(work.actor, self.unit_id):
            raise NotAddressedError
        conclusion = work.load(Conclusion, self.conclusion_id)
        said = Disseminated(
            session=len(conclusion.sessions) + 1,
            unit_id=self.unit_id,
            held_on=self.held_on,
            manner=self.manner,
            present=self.present,
            members=self.members,
            reason=self.reason.strip(),
            files=self.files,
        )
        conclusion.disseminate(said, today=work.today)
        work.save(conclusion)


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeDissemination:
    """Strike what was said of a session by mistake."""

    conclusion_id: UUID
    session: int
    reason: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NotAddressedError: its unit is not the actor's to answer for.
            NoSuchSessionError, ConclusionEndedError, UnexplainedError: as they say.
        """
        conclusion = work.load(Conclusion, self.conclusion_id)
        said = conclusion.sessions.get(self.session)
        if said is None:
            raise NoSuchSessionError(self.session)
        if not answers_for(work.actor, said.unit_id):
            raise NotAddressedError
        conclusion.strike(self.session, self.reason.strip())
        work.save(conclusion)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgeAddressees:
    """Remind those who owe an answer; who was reminded lately is passed over."""

    conclusion_id: UUID
    addressees: tuple[UUID, ...]

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NobodyOwesError: none of them owes anything.
            UrgedLatelyError: all of them were reminded less than four hours ago.
            ConclusionEndedError: it is followed no longer.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        conclusion, at = (
            work.load(Conclusion, self.conclusion_id),
            work.order.recorded_at or now(),
        )
        owing = [one for one in conclusion.owing if one in self.addressees]
        if not owing:
            raise NobodyOwesError
        last = conclusion.urged
        due = [one for one in owing if one not in last or at - last[one] >= PAUSE]
        if not due:
            raise UrgedLatelyError(min(last[one] for one in owing) + PAUSE)
        conclusion.urge(due, at)
        work.save(conclusion)
