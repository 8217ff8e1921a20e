"""Taking over into a draft what a corrected file says, as far as a person chose it."""

from dataclasses import dataclass
from uuid import UUID

from events.plan_life import Corrected, LivingPlan, Wish
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDraft:
    """Change, add and drop records of a draft at once; file and reading are stored by hash."""

    plan_id: UUID
    file_sha256: str
    file_name: str
    reading_sha256: str
    wishes: tuple[Wish, ...]
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record the file and what was taken over of it."""
        work.actor.require(Permission.DRAFT_PLAN)
        plan = work.load(LivingPlan, self.plan_id, seen=self.seen)
        corrected = Corrected(
            file_sha256=self.file_sha256,
            file_name=self.file_name,
            reading_sha256=self.reading_sha256,
        )
        plan.correct(corrected, self.wishes)
        work.save(plan)
