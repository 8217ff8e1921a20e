"""Commands: order an inspection, draw a sample, conclude it."""

import random
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from events.inspection_refusals import OrderedElsewhereError
from events.inspections import Inspection, Ordered, SampleDrawn
from service.history import standing
from service.inspections.partiality import require_impartial
from service.tasks import states as task_states
from service.work import Work
from tenants.access import Permission

LARGEST_SEED = 2**31


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderInspection:
    """Order an inspection; its identifier is `uuid5(command_id, "inspection")`."""

    ordered: Ordered

    def decide(self, work: Work) -> None:
        """Record the mandate.

        Raises:
            InspectsOneselfError: a member is inspected themselves.
            MandateIncompleteError, MandateDaysError: as they say.
        """
        work.actor.require(Permission.ORDER_INSPECTION)
        require_impartial(work, self.ordered, self.ordered.members)
        inspection = Inspection(work.new_id("inspection"))
        inspection.order(self.ordered)
        work.save(inspection)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawSample:
    """Draw tasks that the inspected units lead; the same seed draws the same of the same."""

    inspection_id: UUID
    count: int
    seed: int

    def decide(self, work: Work) -> None:
        """Record what was drawn.

        Raises:
            NotAMemberError, OutsideMandateError, InspectionClosedError: as they say.
        """
        inspection = work.load(Inspection, self.inspection_id)
        kept = task_states.table
        there = select(kept.c.task_id).where(
            standing(kept, None), kept.c.lead_unit_id.in_(inspection.mandate.unit_ids)
        )
        if inspection.mandate.plan_ids:
            there = there.where(kept.c.plan_id.in_(inspection.mandate.plan_ids))
        every = sorted(work.connection.scalars(there))
        drawn = random.Random(self.seed).sample(  # noqa: S311 - repeatable on purpose
            every, min(self.count, len(every))
        )
        said = SampleDrawn(seed=self.seed, of=len(every), task_ids=tuple(drawn))
        inspection.draw(said, by=work.actor.person_id, on=work.today)
        work.save(inspection)


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseInspection:
    """End an inspection with the number of its conclusion."""

    inspection_id: UUID
    document: str

    def decide(self, work: Work) -> None:
        """Record the conclusion.

        Raises:
            OrderedElsewhereError, InspectionClosedError, MandateIncompleteError: as they say.
        """
        inspection = ours(work, self.inspection_id)
        inspection.close(self.document.strip())
        work.save(inspection)


def ours(work: Work, inspection_id: UUID) -> Inspection:
    """Load an inspection for who orders inspections here.

    Raises:
        OrderedElsewhereError: another tenant ordered it.
    """
    work.actor.require(Permission.ORDER_INSPECTION)
    inspection = work.load(Inspection, inspection_id)
    if inspection.mandate.orderer is not None:
        raise OrderedElsewhereError
    return inspection
