"""Commands on evidence apart from a product: bring it in, use it, revise it, withdraw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from events.evidence import EvidenceItem, Purpose, Revised, Revision
from events.values import Evidence
from service.evidence.uses import table as uses
from service.evidence.uses import use_of
from service.history import standing
from service.indicators import states as indicator_states
from service.tasks import states as task_states
from service.tasks.bringing import PLAIN, Described, bring, require_sight, tasks_of
from service.tasks.states import Sight
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEvidence:
    """Bring evidence in for a task or an indicator, without handing a product in."""

    purpose: Purpose
    for_id: UUID
    files: tuple[Evidence, ...]
    described: Described = PLAIN

    def decide(self, work: Work) -> None:
        """Record the item and what it is for.

        Raises:
            NoResultFound: the task or the indicator is hidden or missing.
        """
        work.actor.require(Permission.WORK)
        _require_target(work, self.purpose, self.for_id)
        item = bring(work, self.files, self.described)
        item.use(self.purpose, self.for_id)
        work.save(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class UseEvidence:
    """Use evidence that is there already for one more task or indicator."""

    evidence_id: UUID
    purpose: Purpose
    for_id: UUID

    def decide(self, work: Work) -> None:
        """Record the use; nothing happens when it is used so already.

        Raises:
            WrongStreamError, NoResultFound: it, or what it shall be for, is hidden or missing.
        """
        work.actor.require(Permission.WORK)
        item = seen_item(work, self.evidence_id)
        _require_target(work, self.purpose, self.for_id)
        item.use(self.purpose, self.for_id)
        work.save(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndUse:
    """Say that evidence was used for a task or an indicator by mistake; the use stays, struck.

    Whoever used it so may take that back, besides those who may change the item.
    """

    evidence_id: UUID
    for_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record that it no longer proves that.

        Raises:
            NotUsedSoError: it is not used for that.
        """
        item = seen_item(work, self.evidence_id, seen=self.seen)
        use = use_of(item.id, self.for_id, item.withdrawn_uses[self.for_id])
        used = select(uses.c.used_by).where(standing(uses, None), uses.c.use_id == use)
        may = doers(work, item) | {*work.connection.execute(used).scalars()}
        me = work.actor.person_id
        item.end_use(self.for_id, self.reason.strip(), by=me, doers=may)
        work.save(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseEvidence:
    """Put other files in the place of those that are there, which stay readable.

    `fact_on` is the day that they speak for (today, when not said), `until` how long they hold.
    """

    evidence_id: UUID
    files: tuple[Evidence, ...]
    reason: str
    fact_on: date | None = None
    until: date | None = None
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the revision; it waits to be judged anew."""
        item = seen_item(work, self.evidence_id, seen=self.seen)
        revision = Revision(
            files=self.files,
            fact_on=self.fact_on or work.today,
            handed_on=work.today,
            until=self.until,
        )
        me, reason = work.actor.person_id, self.reason.strip()
        revised = Revised(person_id=me, revision=revision, reason=reason)
        item.revise(revised, doers(work, item))
        work.save(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEvidence:
    """Let evidence count no more; it stays visible with the reason."""

    evidence_id: UUID
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the withdrawal."""
        item = seen_item(work, self.evidence_id, seen=self.seen)
        me, reason = work.actor.person_id, self.reason.strip()
        item.withdraw(reason, by=me, doers=doers(work, item))
        work.save(item)


def seen_item(work: Work, evidence_id: UUID, *, seen: int | None = None) -> EvidenceItem:
    """Load an item that the actor may see.

    Raises:
        WrongStreamError, NoResultFound: there is none, or it is hidden.
        ChangedMeanwhileError: it is no longer at the version that was seen.
    """
    item = work.load(EvidenceItem, evidence_id, seen=seen)
    require_sight(work.connection, work.actor, item)
    return item


def doers(work: Work, item: EvidenceItem) -> frozenset[UUID]:
    """Name who is in charge of the tasks that an item is used for."""
    found: Iterable[UUID | None] = (
        task.clarity.person_id for task in tasks_of(work.connection, item)
    )
    return frozenset(person for person in found if person)


def _require_target(work: Work, purpose: Purpose, for_id: UUID) -> None:
    if purpose == "task":
        task_states.one(work.connection, for_id, Sight.of(work.actor), None)
    elif not any(
        state.indicator_id == for_id for state in indicator_states.every(work.connection, None)
    ):
        raise NoResultFound
