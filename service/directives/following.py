"""Commands of the province on what came back: return an answer, remind, let an heir answer."""

from dataclasses import dataclass
from uuid import UUID

from events.directive_copies import Copy, Reminded, Returned
from events.directive_refusals import NotAnsweredError, NothingOwedError
from events.directives import Directive, require_reason
from service.directives import copy_states
from service.directives.issuing import BATCH, send_copy
from service.directives.links import commune, communes
from service.directives.papers import (
    REMINDER,
    RETURN,
    ReminderPaper,
    ReturnPaper,
    copy_id,
)
from service.exchange.letters import Parcel, send
from service.exchange.links import LinkFacts
from service.work import Work
from tenants.access import Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnAnswer:
    """Return a commune's answer with the reason; it answers anew."""

    directive_id: UUID
    commune: int
    reason: str

    def decide(self, work: Work) -> None:
        """Record the letter and the return.

        Raises:
            NoStandingLinkError: no link with the commune stands.
        """
        work.actor.require(Permission.DRAFT_DIRECTIVE)
        work.load(Directive, self.directive_id).require("issued")
        copy = work.load(Copy, copy_id(self.directive_id, self.commune))
        reason = self.reason.strip()
        require_reason(reason)
        if copy.step != "answered":
            raise NotAnsweredError
        paper = ReturnPaper(directive_id=self.directive_id, reason=reason)
        parcel = Parcel(kind=RETURN, subject_id=self.directive_id, content=paper)
        sent = send(work, commune(work, self.commune), parcel)
        copy.give_back(Returned(letter_id=sent.letter_id, reason=reason))
        work.save(copy)


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindCommunes:
    """Remind those who owe an answer, each once a day; all of them where none is named."""

    directive_id: UUID
    communes: tuple[int, ...] = ()

    def decide(self, work: Work) -> None:
        """Record a letter to each, at most a batch at once.

        Raises:
            NothingOwedError: nobody owes, was not reminded today, and can be written to.
        """
        work.actor.require(Permission.DRAFT_DIRECTIVE)
        directive = work.load(Directive, self.directive_id)
        directive.require("issued")
        links = self._links(work, directive)
        if not links:
            raise NothingOwedError
        for link in links[:BATCH]:
            _remind(work, directive, link)

    def _links(self, work: Work, directive: Directive) -> list[LinkFacts]:
        linked, today = communes(work), work.today
        return [
            linked[one.commune]
            for one in copy_states.of_directive(work.connection, directive.id).values()
            if one.commune in linked
            and (not self.communes or one.commune in self.communes)
            and one.owes(directive.asked_since)
            and (one.reminded_on is None or one.reminded_on < today)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassToHeir:
    """Let the commune that a merged one became part of answer in its place."""

    directive_id: UUID
    commune: int
    heir: int

    def decide(self, work: Work) -> None:
        """Record it, and send the heir the directive unless it has it.

        Raises:
            NoStandingLinkError: no link with the heir stands.
            PassedOnError: it was passed on already.
        """
        work.actor.require(Permission.DRAFT_DIRECTIVE)
        directive = work.load(Directive, self.directive_id)
        directive.require("issued")
        copy = work.load(Copy, copy_id(self.directive_id, self.commune))
        link = commune(work, self.heir)
        copy.pass_on(self.heir)
        work.save(copy)
        if self.heir not in copy_states.of_directive(work.connection, directive.id):
            send_copy(work, directive, link)


def _remind(work: Work, directive: Directive, link: LinkFacts) -> None:
    paper = ReminderPaper(directive_id=directive.id)
    parcel = Parcel(kind=REMINDER, subject_id=directive.id, content=paper)
    sent = send(work, link, parcel)
    copy = work.load(Copy, copy_id(directive.id, link.other.tenant_id))
    reminded = Reminded(letter_id=sent.letter_id, on=work.today)
    copy.remind(reminded, asked_since=directive.asked_since)
    work.save(copy)
