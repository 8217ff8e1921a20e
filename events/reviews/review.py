"""The course of a review: facts are never edited, a conclusion is replaced, never changed."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from events.errors import WrongStreamError
from events.reviews.facts import Facts
from events.reviews.refusals import (
    ConcludedAlreadyError,
    FactsAskedError,
    NoObjectionError,
    NoOpinionYetError,
    NotConcludedError,
    NotUnderReviewError,
    ObjectionOpenError,
    OpinionsGivenError,
    ReviewClosedError,
    ReviewIncompleteError,
    ReviewsOneselfError,
    TooEarlyToJudgeError,
    UnaskedAnswerError,
)
from events.reviews.steps import (
    Closed,
    Concluded,
    FactsAsked,
    FactsReceived,
    FactsReckoned,
    Objected,
    ObjectionAnswered,
    Opened,
    OpinionGiven,
    SelfReviewed,
    Step,
    Told,
)
from events.stream import Event, Stream


class Review(Stream):
    """One review from its opening to its end."""

    opened: Opened | None = None
    waiting: FactsAsked | None = None
    own: SelfReviewed | None = None
    told: Told | None = None
    objection: Objected | None = None
    answer: ObjectionAnswered | None = None
    closed = False

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.facts: list[FactsReceived | FactsReckoned] = []
        self.opinions: dict[UUID, OpinionGiven] = {}
        self.conclusions: list[Concluded] = []

    @property
    def subject(self) -> Opened:
        """Give who is reviewed.

        Raises:
            WrongStreamError: it was not opened.
        """
        if self.opened is None:
            raise WrongStreamError(self.id)
        return self.opened

    @property
    def known(self) -> Facts | None:
        """Give the newest facts; None while there are none."""
        return self.facts[-1].facts if self.facts else None

    @property
    def conclusion(self) -> Concluded | None:
        """Give the conclusion that holds; None while there is none."""
        return self.conclusions[-1] if self.conclusions else None

    def open(self, said: Opened) -> None:
        """Begin it.

        Raises:
            ReviewIncompleteError: the unit, or a head's post, is not named.
        """
        if not said.unit:
            raise ReviewIncompleteError("unit")
        if said.kind == "head" and not said.post:
            raise ReviewIncompleteError("post")
        self.happened(said)

    def ask(self, said: FactsAsked, *, by: UUID, again: bool = False) -> None:
        """Ask for facts; `again` where the last question can no longer be answered.

        Raises:
            FactsAskedError: a question waits for its answer.
            ReviewsOneselfError, ConcludedAlreadyError: as they say.
        """
        self._require_unconcluded(by)
        if self.waiting and not again:
            raise FactsAskedError
        self.happened(said)

    def receive(self, said: FactsReceived, asked: UUID) -> None:
        """Take in what the other side answered to the question that waits.

        Raises:
            UnaskedAnswerError: it answers another.
        """
        if self.waiting is None or self.waiting.letter_id != asked:
            raise UnaskedAnswerError
        self.happened(said)

    def reckon(self, said: FactsReckoned, *, by: UUID) -> None:
        """Keep what our own log says.

        Raises:
            ReviewsOneselfError, ConcludedAlreadyError: as they say.
        """
        self._require_unconcluded(by)
        self.happened(said)

    def write(self, said: SelfReviewed, *, by: UUID) -> None:
        """Let the person under review write of themselves, anew until there are opinions.

        Raises:
            NotUnderReviewError, OpinionsGivenError, ConcludedAlreadyError: as they say.
            ReviewIncompleteError: nothing is said of strengths or shortcomings.
        """
        if by != self.subject.person_id:
            raise NotUnderReviewError
        if self.conclusions:
            raise ConcludedAlreadyError
        if self.opinions:
            raise OpinionsGivenError
        _require(said, "strengths", "shortcomings")
        self.happened(said)

    def judge(self, said: OpinionGiven, today: date, self_by: date) -> None:
        """Take a member's opinion.

        Raises:
            ReviewsOneselfError, ConcludedAlreadyError: as they say.
            TooEarlyToJudgeError: the person has time left to write of themselves.
            ReviewIncompleteError: it has no words.
        """
        self._require_unconcluded(said.member_id)
        if self.own is None and today <= self_by:
            raise TooEarlyToJudgeError(self_by)
        _require(said, "text")
        if said != self.opinions.get(said.member_id):
            self.happened(said)

    def conclude(self, said: Concluded, *, by: UUID) -> None:
        """Conclude, or replace the conclusion with a reason.

        Raises:
            ReviewsOneselfError, NoOpinionYetError, ReviewClosedError: as they say.
            ConcludedAlreadyError: there is one, and no reason to replace it.
            ReviewIncompleteError: it has no number or says nothing.
        """
        self.require_other(by)
        self._require_open()
        if not self.opinions:
            raise NoOpinionYetError
        if self.conclusions and not said.reason:
            raise ConcludedAlreadyError
        _require(said, "document", "strengths", "shortcomings")
        self.happened(said)

    def tell(self, today: date) -> None:
        """Tell the person of the conclusion, once.

        Raises:
            NotConcludedError, ReviewClosedError: as they say.
        """
        self._require_open()
        if not self.conclusions:
            raise NotConcludedError
        if self.told is None:
            self.happened(Told(told_on=today))

    def object_to(self, said: Objected, *, by: UUID) -> None:
        """Let the person object to what they were told.

        Raises:
            NotUnderReviewError, NotConcludedError, ReviewClosedError: as they say.
            ObjectionOpenError: one waits already.
            ReviewIncompleteError: it has no words.
        """
        if by != self.subject.person_id:
            raise NotUnderReviewError
        self._require_open()
        if self.told is None:
            raise NotConcludedError
        if self.objection and not self.answer:
            raise ObjectionOpenError
        _require(said, "text")
        self.happened(said)

    def answer_objection(self, said: ObjectionAnswered, *, by: UUID) -> None:
        """Answer the objection that waits.

        Raises:
            ReviewsOneselfError, NoObjectionError, ReviewClosedError: as they say.
            ReviewIncompleteError: it has no words.
        """
        self.require_other(by)
        self._require_open()
        if self.objection is None or self.answer is not None:
            raise NoObjectionError
        _require(said, "text")
        self.happened(said)

    def close(self, *, by: UUID) -> None:
        """End it.

        Raises:
            ReviewsOneselfError, NotConcludedError, ReviewClosedError: as they say.
            ObjectionOpenError: an objection waits, or led to no new conclusion yet.
        """
        self.require_other(by)
        self._require_open()
        if self.told is None:
            raise NotConcludedError
        if self.objection and (self.answer is None or self.answer.outcome == "changed"):
            raise ObjectionOpenError
        self.happened(Closed())

    def require_other(self, person: UUID) -> None:
        """Refuse whoever is under review.

        Raises:
            ReviewsOneselfError: it is them.
        """
        if person == self.subject.person_id:
            raise ReviewsOneselfError

    @property
    def step(self) -> Step:
        """Say how far it is."""
        afterwards: Sequence[tuple[object, Step]] = (
            (self.closed, "closed"),
            (self.answer, "answered"),
            (self.objection, "objected"),
            (self.told, "told"),
            (self.conclusions, "concluded"),
            (self.opinions, "judged"),
            (self.own, "self_reviewed"),
            (self.facts, "facts_in"),
            (self.waiting, "asked"),
        )
        return next((step for said, step in afterwards if said), "opened")

    def evolve(self, event: Event) -> None:
        """Remember what was said; a new conclusion has to be told anew."""
        match event:
            case Opened():
                self.opened = event
            case FactsAsked():
                self.waiting = event
            case FactsReceived() | FactsReckoned():
                self.facts.append(event)
                self.waiting = None
            case SelfReviewed():
                self.own = event
            case OpinionGiven():
                self.opinions[event.member_id] = event
            case _:
                self._evolve_on(event)

    def _evolve_on(self, event: Event) -> None:
        match event:
            case Concluded():
                self.conclusions.append(event)
                self.told = self.objection = self.answer = None
            case Told():
                self.told = event
            case Objected():
                self.objection, self.answer = event, None
            case ObjectionAnswered():
                self.answer = event
            case Closed():
                self.closed = True

    def _require_unconcluded(self, by: UUID) -> None:
        self.require_other(by)
        if self.conclusions:
            raise ConcludedAlreadyError

    def _require_open(self) -> None:
        if self.closed:
            raise ReviewClosedError


def _require(said: Event, *fields: str) -> None:
    for field in fields:
        if not getattr(said, field):
            raise ReviewIncompleteError(field)
