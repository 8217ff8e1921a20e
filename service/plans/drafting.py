"""Starting a draft from what the reader found in a file."""

from dataclasses import dataclass

from events.plan_items import Front, Item
from events.plans import DraftStarted, Plan
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDraft:
    """Keep a reading as a draft; file and reading are already stored by hash.

    The plan's identifier is `uuid5(command_id, "plan")`: a resend names the same plan.
    """

    file_sha256: str
    file_name: str
    reading_sha256: str
    front: Front
    items: tuple[Item, ...]

    def decide(self, work: Work) -> None:
        """Begin the plan's stream."""
        work.actor.require(Permission.DRAFT_PLAN)
        plan = Plan(work.new_id("plan"))
        started = DraftStarted(
            file_sha256=self.file_sha256,
            file_name=self.file_name,
            reading_sha256=self.reading_sha256,
            front=self.front,
            items=self.items,
        )
        plan.start(started)
        work.save(plan)
