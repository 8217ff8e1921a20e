"""Commands: accept evidence or return it, apart from the task that it is used for."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from events.errors import RefusedError
from events.evidence import Accepted, EvidenceItem, Returned
from events.evidence_refusals import OwnEvidenceError
from events.tasks.hands import OnBehalf, capacities
from service.evidence.keeping import seen_item
from service.tasks.bringing import tasks_of
from service.tasks.hands import hand
from service.tasks.state import TaskState
from service.work import Work
from tenants.access import Actor, Permission

Verdict = Literal["accepted", "returned"]


@dataclass(eq=False)
class NotYourJudgementError(RefusedError):
    """Only who accepts the product of a task judges what proves it."""


@dataclass(frozen=True, slots=True)
class Authority:
    """By which task or indicator somebody judges, and on whose behalf."""

    for_id: UUID
    on_behalf: OnBehalf | None
    judges: frozenset[UUID]


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeEvidence:
    """Take evidence as proof (chấp nhận), or say that it proves nothing yet (trả lại).

    `words` may be left out of an acceptance; they are the reason of a return.
    """

    evidence_id: UUID
    verdict: Verdict
    words: str = ""
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NotYourJudgementError: the actor accepts none of what it is used for.
            UnexplainedError: a return without a reason.
        """
        item, by = _judged(work, self.evidence_id, self.seen)
        about, words = item.brought_by[-1], self.words.strip()
        said: Accepted | Returned
        if self.verdict == "accepted":
            said = Accepted(
                for_id=by.for_id, about_id=about, note=words, on_behalf=by.on_behalf
            )
        else:
            said = Returned(
                for_id=by.for_id, about_id=about, reason=words, on_behalf=by.on_behalf
            )
        item.judge(said, judges=by.judges)
        work.save(item)


def authority(actor: Actor, tasks: list[TaskState], indicators: list[UUID]) -> Authority | None:
    """Tell by what an actor judges what is used for these tasks and indicators.

    Whoever accepts the product of a task judges its evidence, unless the task is their own or
    that of the one whom they stand in for; who keeps the plans judges that of indicators.
    """
    for task in tasks:
        mine = capacities(task.clarity, hand(actor))
        if "acceptor" in mine:
            behalf = mine["acceptor"]
            judges = {actor.person_id} | ({behalf.person_id} if behalf else set())
            if not judges & task.doers:
                return Authority(task.task_id, behalf, frozenset(judges))
    if indicators and actor.may(Permission.DRAFT_PLAN):
        return Authority(indicators[0], None, frozenset({actor.person_id}))
    return None


def _judged(work: Work, evidence_id: UUID, seen: int | None) -> tuple[EvidenceItem, Authority]:
    item = seen_item(work, evidence_id, seen=seen)
    if work.actor.person_id in item.brought_by:
        raise OwnEvidenceError
    indicators = [used for used, purpose in item.uses.items() if purpose == "indicator"]
    by = authority(work.actor, tasks_of(work.connection, item), indicators)
    if by is None:
        raise NotYourJudgementError
    return item, by
