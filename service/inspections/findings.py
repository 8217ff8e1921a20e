"""Commands: note what was found, answer it, give the task that repairs it; and what recurs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from rapidfuzz import fuzz
from sqlalchemy import Connection, select

from events.errors import RefusedError
from events.inspection_refusals import (
    NoSuchFindingError,
    OutOfScopeError,
    RepairGivenError,
)
from events.inspections import FindingNoted, Inspection
from events.recommendations import Recommendation
from events.values import Clarity, Deadline, Deliverable, Origin
from service.inspections.looking import answers_for
from service.inspections.missions.answering import tell_orderer
from service.inspections.recommendations import recommended
from service.tasks import states as task_states
from service.tasks.outside import GiveTask
from service.work import Work
from tenants.access import HEADS, Permission, Role
from tenants.directory import Directory
from tenants.names import folded

ALIKE = 80  # of 100: a finding of the same unit that says the same again


@dataclass(eq=False)
class NobodyHeadsError(RefusedError):
    """Nobody heads the unit today, so that nobody can be given the repair."""

    unit_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteFinding:
    """Note what the events of an inspected unit show."""

    inspection_id: UUID
    unit_id: UUID
    text: str
    positions: tuple[int, ...]
    proposal: str = ""
    due_on: date | None = None

    def decide(self, work: Work) -> None:
        """Record it, numbered after those that stand; who ordered it elsewhere is told.

        Raises:
            OutOfScopeError: an event is not of a task that the unit led.
            NotAMemberError, OutsideMandateError, InspectionClosedError: as they say.
            FindingIncompleteError: it lacks words or events.
        """
        inspection = work.load(Inspection, self.inspection_id)
        noted = FindingNoted(
            finding=len(inspection.findings) + 1,
            unit_id=self.unit_id,
            text=self.text.strip(),
            proposal=self.proposal.strip(),
            due_on=self.due_on,
            positions=tuple(sorted(set(self.positions))),
        )
        inspection.note(noted, by=work.actor.person_id, on=work.today)
        if set(noted.positions) - _of_unit(work.connection, self.unit_id, noted.positions):
            raise OutOfScopeError
        work.save(inspection)
        tell_orderer(work, inspection)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFinding:
    """Say what the unit has to say."""

    inspection_id: UUID
    finding: int
    text: str

    def decide(self, work: Work) -> None:
        """Record the answer of the unit's head.

        Raises:
            OutOfScopeError: the unit is not the actor's to answer for.
            NoSuchFindingError, InspectionClosedError, FindingIncompleteError: as they say.
        """
        inspection = work.load(Inspection, self.inspection_id)
        inspection.answer(self.finding, self.text.strip())
        if not answers_for(work.actor, inspection.findings[self.finding].noted.unit_id):
            raise OutOfScopeError
        work.save(inspection)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveRepair:
    """Give the head of the unit the task that repairs what was found.

    Who gives it accepts it and may move its deadline.
    """

    inspection_id: UUID
    finding: int
    content: str
    due_on: date

    def decide(self, work: Work) -> None:
        """Give the task, and tie it to the finding.

        Raises:
            NobodyHeadsError: the unit has no head today.
            NoSuchFindingError, RepairGivenError, RecommendationSentError: as they say.
        """
        work.actor.require(Permission.ORDER_INSPECTION)
        inspection = work.load(Inspection, self.inspection_id)
        name = recommended(self.inspection_id, self.finding)
        work.open(Recommendation, name).require_here(self.finding)
        inspection.repair(self.finding, work.new_id("task 1"))
        mandate, unit_id = inspection.mandate, inspection.findings[self.finding].noted.unit_id
        head = next(heads(work.register, unit_id, work.today), None)
        if head is None:
            raise NobodyHeadsError(unit_id)
        clarity = Clarity(
            person_id=head[0],
            post_id=head[1],
            lead_unit_id=unit_id,
            deadline=Deadline(kind="date", on=self.due_on),
            deliverable=Deliverable(
                name="Báo cáo khắc phục", quantity=Decimal(1), unit="báo cáo"
            ),
            accept_post_id=work.actor.post_id,
            extend_post_id=work.actor.post_id,
        )
        origin = Origin(
            kind="superior",
            document="Kết luận kiểm tra",
            number=inspection.conclusion or mandate.document,
            issued_on=mandate.issued_on,
            issuer=work.register.unit(work.actor.unit_id),
        )
        GiveTask(content=self.content, clarity=clarity, origin=origin).decide(work)
        work.save(inspection)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleFinding:
    """Close what was recommended without a task, and say why."""

    inspection_id: UUID
    finding: int
    reason: str

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NoSuchFindingError, RepairGivenError, FindingIncompleteError: as they say.
        """
        work.actor.require(Permission.ORDER_INSPECTION)
        found = work.load(Inspection, self.inspection_id).findings.get(self.finding)
        if found is None:
            raise NoSuchFindingError(self.finding)
        if found.task_id is not None:
            raise RepairGivenError(self.finding)
        closing = work.open(Recommendation, recommended(self.inspection_id, self.finding))
        closing.close(self.finding, self.reason.strip())
        work.save(closing)


def heads(register: Directory, unit_id: UUID, day: date) -> Iterator[tuple[UUID, UUID]]:
    """Give who heads a unit on a day, with the post."""
    for person, post in register.filled(day):
        found = register.posts[post]
        if found.unit_id == unit_id and {Role(role) for role in found.roles} & HEADS:
            yield person, post


def repeated(
    earlier: Iterable[Inspection], noted: FindingNoted
) -> list[tuple[Inspection, FindingNoted]]:
    """Find what earlier inspections noted of the same unit in much the same words."""
    return [
        (inspection, other.noted)
        for inspection in earlier
        for other in inspection.findings.values()
        if other.noted.unit_id == noted.unit_id and _alike(other.noted.text, noted.text)
    ]


def _alike(one: str, other: str) -> bool:
    return fuzz.token_set_ratio(folded(one), folded(other)) >= ALIKE


def _of_unit(connection: Connection, unit_id: UUID, positions: tuple[int, ...]) -> set[int]:
    kept = task_states.table.c
    found = select(kept.position).where(
        kept.lead_unit_id == unit_id, kept.position.in_(positions)
    )
    return set(connection.scalars(found))
