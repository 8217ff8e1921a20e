"""Commands of the province on a draft: save it, give it up."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.directive_answers import Question
from events.directives import Directive, Drafted
from service.directives.links import communes
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveDirective:
    """Save a draft whole; a new one is named `uuid5(command_id, "directive")`."""

    title: str
    due_on: date
    questions: tuple[Question, ...] = ()
    communes: tuple[int, ...] = ()
    directive_id: UUID | None = None
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record it, addressed to those of the communes that are linked today."""
        work.actor.require(Permission.DRAFT_DIRECTIVE)
        linked = communes(work)
        drafted = Drafted(
            title=self.title.strip(),
            questions=self.questions,
            due_on=self.due_on,
            communes=tuple(sorted({one for one in self.communes if one in linked})),
        )
        directive = self._directive(work)
        directive.write(drafted)
        work.save(directive)

    def _directive(self, work: Work) -> Directive:
        if self.directive_id is None:
            return work.open(Directive, work.new_id("directive"))
        return work.load(Directive, self.directive_id, seen=self.seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscardDirective:
    """Give a draft up."""

    directive_id: UUID

    def decide(self, work: Work) -> None:
        """Record it."""
        work.actor.require(Permission.DRAFT_DIRECTIVE)
        directive = work.load(Directive, self.directive_id)
        directive.discard()
        work.save(directive)
