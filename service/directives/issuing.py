"""Commands of the province: issue a directive, revise it, recall it; letters go in batches.

The command records what was decided and sends the first letters; the worker sends the rest,
whichever are missing, until every commune has the directive as it stands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.directive_answers import Question
from events.directive_copies import Copy, Sent
from events.directive_refusals import NotThatStatusError
from events.directives import Directive, Issued, Revised
from service.directives import copy_states
from service.directives.links import communes
from service.directives.papers import DIRECTIVE, DirectivePaper, copy_id
from service.exchange.letters import Parcel, send
from service.exchange.links import LinkFacts
from service.work import Work
from tenants.access import SERVICE, Permission

BATCH = 50  # letters in one transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDirective:
    """Issue a draft, with the number, day and signer that stand on the paper."""

    directive_id: UUID
    number: str
    issued_on: date
    signer: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record it, and send the first letters."""
        work.actor.require(Permission.SIGN_DIRECTIVE)
        directive = work.load(Directive, self.directive_id, seen=self.seen)
        issued = Issued(
            number=self.number.strip(), issued_on=self.issued_on, signer=self.signer.strip()
        )
        directive.issue(issued, work.today)
        send_out(work, directive)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseDirective:
    """Change items or deadline of a directive that is in force."""

    directive_id: UUID
    questions: tuple[Question, ...]
    due_on: date
    reason: str
    seen: int | None = None

    def decide(self, work: Work) -> None:
        """Record it, and tell the first communes."""
        work.actor.require(Permission.SIGN_DIRECTIVE)
        directive = work.load(Directive, self.directive_id, seen=self.seen)
        revised = Revised(
            questions=self.questions, due_on=self.due_on, reason=self.reason.strip()
        )
        directive.revise(revised, work.today)
        send_out(work, directive)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallDirective:
    """Take a directive back; what was answered stays."""

    directive_id: UUID
    reason: str

    def decide(self, work: Work) -> None:
        """Record it, and tell the first communes."""
        work.actor.require(Permission.SIGN_DIRECTIVE)
        directive = work.load(Directive, self.directive_id)
        directive.recall(self.reason.strip())
        send_out(work, directive)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendCopies:
    """Send a batch of the letters that are still missing; nothing when there are none."""

    directive_id: UUID

    def decide(self, work: Work) -> None:
        """Record them."""
        if work.actor.person_id != SERVICE:
            work.actor.require(Permission.DRAFT_DIRECTIVE)
        send_out(work, work.load(Directive, self.directive_id))


def send_out(work: Work, directive: Directive) -> None:
    """Send a batch of the letters that are missing along links that stand, and keep it all."""
    work.save(directive)
    if directive.issued is None:
        return
    for link in list(_missing(work, directive))[:BATCH]:
        send_copy(work, directive, link)


def send_copy(work: Work, directive: Directive, link: LinkFacts) -> None:
    """Send the directive as it stands to one commune.

    Raises:
        NotThatStatusError: it was not issued.
    """
    commune = link.other.tenant_id
    parcel = Parcel(kind=DIRECTIVE, subject_id=directive.id, content=_paper(directive))
    letter = send(work, link, parcel)
    copy = work.open(Copy, copy_id(directive.id, commune))
    sent = Sent(
        directive_id=directive.id,
        commune=commune,
        revision=directive.revision,
        letter_id=letter.letter_id,
        number=letter.number,
        sha256=letter.sha256,
    )
    copy.send(sent)
    work.save(copy)


def _missing(work: Work, directive: Directive) -> Iterator[LinkFacts]:
    """Give the links to whom does not have it as it stands; one recalled goes to nobody new."""
    known = copy_states.of_directive(work.connection, directive.id)
    linked = communes(work)
    heirs = tuple(one.heir for one in known.values() if one.heir is not None)
    for number in dict.fromkeys((*directive.communes, *heirs)):
        copy = known.get(number)
        new = copy is None and directive.status == "issued"
        old = copy is not None and copy.heir is None
        behind = old and copy is not None and copy.sent_revision < directive.revision
        if number in linked and (new or behind):
            yield linked[number]


def _paper(directive: Directive) -> DirectivePaper:
    issued = directive.issued
    if issued is None:
        raise NotThatStatusError(directive.status)
    return DirectivePaper(
        directive_id=directive.id,
        revision=directive.revision,
        status="recalled" if directive.status == "recalled" else "issued",
        number=issued.number,
        title=directive.draft.title,
        issued_on=issued.issued_on,
        signer=issued.signer,
        questions=directive.questions,
        due_on=directive.due_on,
        reason=directive.reason,
    )
