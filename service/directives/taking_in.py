"""What comes in about directives is taken in by the service: no person stands between."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.exc import NoResultFound

from events.directive_answers import check
from events.directive_copies import Answered, Copy, Progressed
from events.directive_copies import Received as ReceivedThere
from events.directive_receivers import Receiver, Told
from events.directive_refusals import NoSuchQuestionError
from events.directive_replies import Arrived, Recalled, Reminded, Reply, Revised, SentBack
from events.directives import Directive
from events.exchange import LetterReceived
from service.directives import papers
from service.directives.moving import move_by_rule
from service.directives.papers import (
    AnswerPaper,
    DirectivePaper,
    ProgressPaper,
    ReceiptPaper,
    ReceiverPaper,
    ReminderPaper,
    ReturnPaper,
    copy_id,
    receiver_id,
    reply_id,
)
from service.exchange.letters import LetterFacts, came, receive
from service.exchange.links import one
from service.work import Work
from tenants.access import SERVICE, AccessDeniedError, Permission

SAID = ("directive_id", "revision", "number", "title", "issued_on", "signer", "due_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLetter:
    """Take in a letter about a directive; the service does."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt of the letter, and what it says.

        Raises:
            AccessDeniedError: a person asks.
            NoResultFound: no such letter came to us, or it came from the wrong side.
            NoStandingLinkError: its link does not stand.
            WrongStreamError, RefusedError: it speaks of what is not ours, or says rubbish.
        """
        if work.actor.person_id != SERVICE:
            raise AccessDeniedError(Permission.DRAFT_DIRECTIVE)
        letter = came(work.connection, self.letter_id)
        if letter.kind not in TAKING:
            raise NoResultFound
        shape, below, take = TAKING[letter.kind]
        if one(work.connection, letter.link_id).ours is not below:
            raise NoResultFound
        received, paper = receive(work, self.letter_id, shape, along="province")
        take(work, _Came(letter, received), paper)


@dataclass(frozen=True, slots=True)
class _Came:
    """A letter, and the event by which our log has it."""

    letter: LetterFacts
    received: LetterReceived

    @property
    def sender(self) -> int:
        return self.received.from_tenant


def _directive(work: Work, came_in: _Came, paper: DirectivePaper) -> None:
    reply = work.open(Reply, reply_id(came_in.sender, paper.directive_id))
    letter = came_in.received
    if paper.status == "recalled":
        said = Recalled(
            letter_id=letter.letter_id, revision=paper.revision, reason=paper.reason
        )
        reply.revise(said)
    elif reply.version:
        asked = {"questions": paper.questions, "due_on": paper.due_on}
        known = {"letter_id": letter.letter_id, "revision": paper.revision}
        reply.revise(Revised(reason=paper.reason, **known, **asked))  # type: ignore[arg-type]
    else:
        reply.arrive(_arrived(letter, paper))
    work.save(reply)
    move_by_rule(work, reply)


def _arrived(letter: LetterReceived, paper: DirectivePaper) -> Arrived:
    said = {name: getattr(paper, name) for name in SAID}
    return Arrived(
        letter_id=letter.letter_id,
        link_id=letter.link_id,
        from_tenant=letter.from_tenant,
        sha256=letter.sha256,
        questions=paper.questions,
        **said,
    )


def _returned(work: Work, came_in: _Came, paper: ReturnPaper) -> None:
    reply = work.load(Reply, reply_id(came_in.sender, paper.directive_id))
    reply.take_back(SentBack(letter_id=came_in.received.letter_id, reason=paper.reason))
    work.save(reply)


def _reminded(work: Work, came_in: _Came, paper: ReminderPaper) -> None:
    reply = work.load(Reply, reply_id(came_in.sender, paper.directive_id))
    reply.be_reminded(Reminded(letter_id=came_in.received.letter_id))
    work.save(reply)


def _receipt(work: Work, came_in: _Came, paper: ReceiptPaper) -> None:
    copy = _copy(work, came_in, paper.directive_id)
    copy.receive(
        ReceivedThere(
            letter_id=came_in.received.letter_id,
            post=paper.post,
            received_on=paper.received_on,
            units=paper.units,
        )
    )
    work.save(copy)
    if paper.names:
        _receiver(work, came_in, ReceiverPaper(post=paper.post))


def _progress(work: Work, came_in: _Came, paper: ProgressPaper) -> None:
    copy = _copy(work, came_in, paper.directive_id)
    copy.progress(Progressed(letter_id=came_in.received.letter_id))
    work.save(copy)


def _answer(work: Work, came_in: _Came, paper: AnswerPaper) -> None:
    """Take an answer in; how late it is says the day on which it was sent, here."""
    directive = work.load(Directive, paper.directive_id)
    if paper.revision >= directive.asked_since:
        _require_answers(directive, paper)
    letter = came_in.received
    sent_on = came_in.letter.sent_at.astimezone(ZoneInfo(work.ledger.zone)).date()
    answered = Answered(
        letter_id=letter.letter_id,
        number=letter.number,
        sha256=letter.sha256,
        revision=paper.revision,
        outcome=paper.outcome,
        sent_on=sent_on,
        late=sent_on > directive.due_on,
        lines=paper.lines,
        reason=paper.reason,
    )
    copy = _copy(work, came_in, paper.directive_id)
    copy.answer(answered)
    work.save(copy)


def _require_answers(directive: Directive, paper: AnswerPaper) -> None:
    """Refuse lines that answer nothing that was asked, or answer it wrongly.

    Raises:
        NoSuchQuestionError: there is no such item, or one is answered twice.
        RefusedError: it is no answer to it.
    """
    seen: set[int] = set()
    for line in paper.lines:
        if not 1 <= line.number <= len(directive.questions) or line.number in seen:
            raise NoSuchQuestionError(line.number)
        seen.add(line.number)
        check(directive.questions[line.number - 1], line.answer)


def _receiver(work: Work, came_in: _Came, paper: ReceiverPaper) -> None:
    receiver = work.open(Receiver, receiver_id(came_in.sender))
    told = Told(commune=came_in.sender, letter_id=came_in.received.letter_id, post=paper.post)
    receiver.tell(told)
    work.save(receiver)


def _copy(work: Work, came_in: _Came, directive_id: UUID) -> Copy:
    return work.load(Copy, copy_id(directive_id, came_in.sender))


Taking = tuple[type[Any], bool, Callable[[Work, _Came, Any], None]]
TAKING: dict[str, Taking] = {  # the shape, whether it comes from above along our own link
    papers.DIRECTIVE: (DirectivePaper, True, _directive),
    papers.RETURN: (ReturnPaper, True, _returned),
    papers.REMINDER: (ReminderPaper, True, _reminded),
    papers.RECEIPT: (ReceiptPaper, False, _receipt),
    papers.PROGRESS: (ProgressPaper, False, _progress),
    papers.ANSWER: (AnswerPaper, False, _answer),
    papers.RECEIVER: (ReceiverPaper, False, _receiver),
}
