"""Letters between a Party committee and a body it oversees: a question, an answer of figures.

The other side answers by itself, along a link of oversight that stands; whoever leads it sees
what went (`sent.py`).
"""

from dataclasses import dataclass
from uuid import UUID

from events.reviews.facts import Answer, Question
from events.reviews.review import Review
from events.reviews.steps import FactsReceived
from service.exchange import links
from service.exchange.letters import Parcel, receive, send
from service.reviews.limits import marks_by
from service.reviews.reckoning import facts_of
from service.work import Work
from tenants.access import SERVICE, AccessDeniedError, Permission
from tenants.register import by_number

ASKED, ANSWERED = "review_question", "review_facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerQuestion:
    """Answer a question that came, with figures of our own record; the service does."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and the letter that answers.

        Raises:
            NoStandingLinkError: the link is no longer one of oversight that stands.
            LetterReceivedError: it was answered before.
        """
        require_service(work)
        received, asked = receive(work, self.letter_id, Question, along="oversight")
        link = links.one(work.connection, received.link_id)
        us = by_number(work.connection, work.actor.tenant_id)
        paper = marks_by(work.connection, link.link_id)
        facts = facts_of(work.connection, asked, us.name if us else "", work.today, paper)
        said = Answer(asked=self.letter_id, facts=facts)
        parcel = Parcel(kind=ANSWERED, subject_id=received.subject_id, content=said)
        send(work, link, parcel)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeFacts:
    """Take in what the other side answered; the service does."""

    letter_id: UUID

    def decide(self, work: Work) -> None:
        """Record the receipt and the facts.

        Raises:
            UnaskedAnswerError: it is not an answer to what this review asked.
            WrongStreamError: there is no such review.
        """
        require_service(work)
        letter, answer = receive(work, self.letter_id, Answer, along="oversight")
        review = work.load(Review, letter.subject_id)
        review.receive(
            FactsReceived(
                letter_id=self.letter_id,
                number=letter.number,
                sha256=letter.sha256,
                facts=answer.facts,
            ),
            answer.asked,
        )
        work.save(review)


def require_service(work: Work) -> None:
    """Refuse people: answers come from the record, by nobody's hand.

    Raises:
        AccessDeniedError: a person asks.
    """
    if work.actor.person_id != SERVICE:
        raise AccessDeniedError(Permission.LINK_TENANTS)
