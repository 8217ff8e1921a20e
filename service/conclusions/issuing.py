"""Commands: issue a document that concludes or directs; withdraw it, close it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from events.conclusions.document import Conclusion
from events.conclusions.steps import Issued
from events.errors import RefusedError
from service.conclusions import states
from service.organisation.people import UnknownMemberError
from service.tasks.meetings import followed_up
from service.work import Work
from tenants.access import Permission

ISSUING = text("SELECT pg_advisory_xact_lock(33, ctx.tenant())")  # one number after another


@dataclass(eq=False)
class NumberTakenError(RefusedError):
    """Another document of the same kind bears that number."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueConclusion:
    """Issue a document; its identifier is `uuid5(command_id, "conclusion")`."""

    issued: Issued

    def decide(self, work: Work) -> None:
        """Record it, and that the one which it replaces holds no longer.

        Raises:
            AccessDeniedError: the actor's post issues nothing.
            UnknownMemberError: a unit or a person is not of this tenant.
            NumberTakenError: its number is another's.
            ConclusionIncompleteError, IssuedInTheFutureError, DueBeforeIssueError: as they say.
            ConclusionEndedError: the one that it would replace holds no longer.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        conclusion = Conclusion(work.new_id("conclusion"))
        conclusion.issue(self.issued, today=work.today)
        known = work.register
        if {*self.issued.unit_ids} - {*known.units} or {*self.issued.people} - {*known.people}:
            raise UnknownMemberError
        self._require_number(work)
        if self.issued.replaces:
            before = work.load(Conclusion, self.issued.replaces)
            before.supersede(conclusion.id)
            work.save(before)
        work.save(conclusion)

    def _require_number(self, work: Work) -> None:
        work.connection.execute(ISSUING)
        said = self.issued
        for other in states.every(work.connection, None):
            same = (other.kind, other.number) == (said.kind, said.number)
            if same and other.ended != "withdrawn":
                raise NumberTakenError(said.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawConclusion:
    """Let a document hold no longer, with nothing in its place."""

    conclusion_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            ConclusionEndedError, UnexplainedError: as they say.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        conclusion = work.load(Conclusion, self.conclusion_id)
        conclusion.withdraw(self.reason.strip())
        work.save(conclusion)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseConclusion:
    """Follow a document no longer; `reason` where something of it is still open."""

    conclusion_id: UUID
    reason: str = ""

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            ConclusionEndedError, StillOpenError: as they say.
        """
        work.actor.require(Permission.ISSUE_PLAN)
        conclusion = work.load(Conclusion, self.conclusion_id)
        made = followed_up(work.connection, conclusion.id, None, kind="conclusion")
        still = sum(task.open for tasks in made.values() for task in tasks)
        conclusion.close(self.reason.strip(), open_tasks=still)
        work.save(conclusion)
