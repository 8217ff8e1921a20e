"""Joining an annex with the draft of its plan."""

from dataclasses import dataclass
from uuid import UUID

from events.plan_items import Item
from events.plans import AnnexJoined, Plan
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAnnex:
    """Keep what an annex adds to a draft; file and joined reading are stored by hash.

    `items` stand as the annex leaves them, new ones numbered on from the draft's; they were
    made from the version `seen`.
    """

    plan_id: UUID
    file_sha256: str
    file_name: str
    reading_sha256: str
    items: tuple[Item, ...]
    seen: int

    def decide(self, work: Work) -> None:
        """Record the annex.

        Raises:
            ChangedMeanwhileError: somebody worked on the draft since; the annex is joined anew.
        """
        work.actor.require(Permission.DRAFT_PLAN)
        plan = work.load(Plan, self.plan_id, seen=self.seen)
        plan.join_annex(
            AnnexJoined(
                file_sha256=self.file_sha256,
                file_name=self.file_name,
                reading_sha256=self.reading_sha256,
                items=self.items,
            )
        )
        work.save(plan)
