"""Commands: open a round, say who is reviewed in it, ask for the facts."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from sqlalchemy.exc import NoResultFound

from events.review_rounds import Opened as RoundOpened
from events.review_rounds import Round
from events.reviews.facts import Question
from events.reviews.refusals import (
    OtherSideClosedError,
    ReviewedAlreadyError,
    ReviewIncompleteError,
)
from events.reviews.review import Review
from events.reviews.steps import FactsAsked, FactsReckoned, Opened, SubjectKind
from service.exchange import links
from service.exchange.letters import Parcel, send
from service.exchange.links import LinkFacts
from service.reviews.crossing import ASKED
from service.reviews.places import want_places
from service.reviews.reckoning import facts_of
from service.work import Work
from tenants.access import Permission
from tenants.register import by_number

PARTY = "party_committee"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRound:
    """Open a round of review; its identifier is `uuid5(command_id, "round")`.

    Those who let us oversee them are asked how their units and posts are called.
    """

    opened: RoundOpened

    def decide(self, work: Work) -> None:
        """Record it.

        Raises:
            NoResultFound: this is no Party committee.
            RoundIncompleteError, RoundDaysError: as they say.
        """
        work.actor.require(Permission.PROPOSE_GRADES)
        us = by_number(work.connection, work.actor.tenant_id)
        if us is None or us.kind != PARTY:
            raise NoResultFound
        made = Round(work.new_id("round"))
        made.open(self.opened, work.today)
        want_places(work, made.id)
        work.save(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSubject:
    """Review somebody in a round: named as where the facts come from."""

    round_id: UUID
    kind: SubjectKind
    person_id: UUID
    unit: str
    post: str = ""
    link_id: UUID | None = None

    @property
    def review_id(self) -> UUID:
        """Name the review of one person in one place in a round."""
        place = " ".join(f"{self.unit} {self.post}".casefold().split())
        return uuid5(self.round_id, f"{self.kind} {self.person_id} {place}")

    def decide(self, work: Work) -> None:
        """Record it, once for one person and place in a round.

        Raises:
            WrongStreamError: there is no such round.
            ReviewedAlreadyError: it is there already.
            ReviewIncompleteError: unit, post or person are not named, or a head has no link.
            NoResultFound: there is no such link of oversight to us.
            ReviewsOneselfError: one would open one's own.
        """
        work.actor.require(Permission.PROPOSE_GRADES)
        work.load(Round, self.round_id)
        if self.person_id not in work.register.people:
            raise ReviewIncompleteError("person_id")
        if self.kind == "head" and self.link_id is None:
            raise ReviewIncompleteError("link_id")
        if self.link_id is not None:
            overseen(work, self.link_id)
        said = Opened(
            round_id=self.round_id,
            kind=self.kind,
            person_id=self.person_id,
            unit=self.unit.strip(),
            post=self.post.strip(),
            link_id=self.link_id,
        )
        review = work.open(Review, self.review_id)
        if review.opened is not None:
            raise ReviewedAlreadyError
        review.open(said)
        review.require_other(work.actor.person_id)
        work.save(review)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFacts:
    """Ask the other side for the facts; those of our own leaders are reckoned at once."""

    review_id: UUID

    def decide(self, work: Work) -> None:
        """Send the question, or keep what our log says.

        Raises:
            NoStandingLinkError: the link does not stand today.
            OtherSideClosedError: the other side was merged or has moved.
            FactsAskedError, ConcludedAlreadyError, ReviewsOneselfError: as they say.
        """
        work.actor.require(Permission.PROPOSE_GRADES)
        review = work.load(Review, self.review_id)
        of, by = work.load(Round, review.subject.round_id), work.actor.person_id
        asked, link_id = question(work, of, review.subject), review.subject.link_id
        if link_id is None:
            us = by_number(work.connection, work.actor.tenant_id)
            body = us.name if us else ""
            facts = facts_of(work.connection, asked, body, work.today)
            review.reckon(FactsReckoned(facts=facts), by=by)
        else:
            self._ask(work, review, asked, standing_now(work, link_id))
        work.save(review)

    def _ask(self, work: Work, review: Review, asked: Question, link: LinkFacts) -> None:
        if link.other.closed_on is not None:
            raise OtherSideClosedError(link.other.closed_on)
        parcel = Parcel(kind=ASKED, subject_id=self.review_id, content=asked)
        last, sent = review.waiting, send(work, link, parcel)
        facts = {name: getattr(sent, name) for name in FactsAsked.__struct_fields__}
        again = last is not None and last.link_id != link.link_id
        review.ask(FactsAsked(**facts), by=work.actor.person_id, again=again)


def question(work: Work, of: Round, subject: Opened) -> Question:
    """Write what is asked; of all names only that of the person under review is in it."""
    named = work.register.person(subject.person_id) if subject.post else ""
    return Question(
        first_day=of.said.first_day,
        last_day=of.said.last_day,
        unit=subject.unit,
        post=subject.post,
        person=named,
    )


def overseen(work: Work, link_id: UUID) -> LinkFacts:
    """Give a link of oversight that another body gave us.

    Raises:
        NoResultFound: there is none of that identifier.
    """
    link = links.one(work.connection, link_id)
    if link.ours or link.kind != "oversight":
        raise NoResultFound
    return link


def standing_now(work: Work, link_id: UUID) -> LinkFacts:
    """Give the link, or what stands in its place today between the same two.

    Raises:
        NoResultFound: there is no such link of oversight to us.
    """
    link = overseen(work, link_id)
    stand = links.standing(work.connection, link.kind, work.today)
    same = [one for one in stand if one.other == link.other and not one.ours]
    return link if link in same or not same else same[0]
