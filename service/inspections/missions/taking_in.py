"""What comes in about missions is taken in by the service: the link gives the right."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from events.exchange import LetterReceived
from events.missions.mission import Mission
from events.missions.steps import Answered
from service.exchange.letters import LetterFacts, Parcel, came, receive, send
from service.exchange.links import LinkFacts, one
from service.exchange.receipts import table as receipts
from service.history import standing
from service.inspections.missions.opening import carry_out
from service.inspections.missions.papers import ANSWER, ORDER, AnswerPaper, OrderPaper
from service.work import Work
from tenants.access import SERVICE, AccessDeniedError, Permission


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeMissionLetter:
    """Take in an order, in a commune, or what a commune answered; the service does."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt, and what it says.

        Raises:
            AccessDeniedError: a person asks.
            NoResultFound: no such letter came to us, or it came from the wrong side.
            NoStandingLinkError: its link does not stand.
            WrongStreamError, RefusedError: it speaks of what is not ours, or says rubbish.
        """
        if work.actor.person_id != SERVICE:
            raise AccessDeniedError(Permission.ORDER_INSPECTION)
        letter = came(work.connection, self.letter_id)
        link = one(work.connection, letter.link_id)
        if (letter.kind, link.ours) == (ORDER, True):
            _order(work, letter, link)
        elif (letter.kind, link.ours) == (ANSWER, False):
            _answer(work, letter, link)
        else:
            raise NoResultFound


def _order(work: Work, letter: LetterFacts, link: LinkFacts) -> None:
    """Do what an order says and answer it, unless a later one was done before."""
    overtaken = _overtaken(work, letter)
    received, paper = receive(work, letter.letter_id, OrderPaper, along=link.kind)
    if not overtaken:
        answer = carry_out(work, received, paper)
        send(work, link, Parcel(kind=ANSWER, subject_id=paper.mission_id, content=answer))


def _answer(work: Work, letter: LetterFacts, link: LinkFacts) -> None:
    received, paper = receive(work, letter.letter_id, AnswerPaper, along=link.kind)
    mission = work.load(Mission, paper.mission_id)
    mission.answer(_answered(received, paper))
    work.save(mission)


def _answered(letter: LetterReceived, paper: AnswerPaper) -> Answered:
    known = {name: getattr(letter, name) for name in ("letter_id", "number", "sha256")}
    said = ("state", "reason", "names", "members", "findings", "conclusion")
    facts = {name: getattr(paper, name) for name in said}
    return Answered(commune=letter.from_tenant, **known, **facts)


def _overtaken(work: Work, letter: LetterFacts) -> bool:
    """Tell whether a later letter about the same mission was taken in already."""
    kept = receipts.c
    same = kept.subject_id == letter.subject_id, kept.from_tenant == letter.from_tenant
    latest = select(func.max(kept.number)).where(standing(receipts, None), *same)
    return (work.connection.execute(latest).scalar() or 0) > letter.number
