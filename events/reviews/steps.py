"""What happens in a review (kiểm điểm); `review.py` says in which order it may."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from events.grading.steps import Grade
from events.reviews.facts import Facts
from events.stream import DOER, Event

SubjectKind = Literal["head", "organisation", "leader"]
Outcome = Literal["kept", "changed"]
Step = Literal[
    "opened",
    "asked",
    "facts_in",
    "self_reviewed",
    "judged",
    "concluded",
    "told",
    "objected",
    "answered",
    "closed",
]


class Opened(Event, frozen=True):
    """Somebody is reviewed in a round; of an organisation, `person_id` speaks for it.

    `unit` and `post` are named as where the facts come from: along a link, else from here.
    """

    TOPIC: ClassVar[str] = "reviews.Opened"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"unit", "post"})
    round_id: UUID
    kind: SubjectKind
    person_id: UUID
    unit: str
    post: str
    link_id: UUID | None


class FactsAsked(Event, frozen=True):
    """The other side was asked by a letter."""

    TOPIC: ClassVar[str] = "reviews.FactsAsked"
    link_id: UUID
    letter_id: UUID
    number: int
    sha256: str


class FactsReceived(Event, frozen=True):
    """The other side answered by a letter, with the number and hash that its log has too."""

    TOPIC: ClassVar[str] = "reviews.FactsReceived"
    letter_id: UUID
    number: int
    sha256: str
    facts: Facts


class FactsReckoned(Event, frozen=True):
    """The facts were reckoned from our own log."""

    TOPIC: ClassVar[str] = "reviews.FactsReckoned"
    facts: Facts


class SelfReviewed(Event, frozen=True):
    """The person under review wrote of themselves; `causes` explain what fell short."""

    TOPIC: ClassVar[str] = "reviews.SelfReviewed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset(
        {"strengths", "shortcomings", "causes", "remedies"}
    )
    ABOUT: ClassVar[str] = DOER
    strengths: str
    shortcomings: str
    causes: str
    remedies: str
    grade: Grade | None


class OpinionGiven(Event, frozen=True):
    """A member gave an opinion; the last one stands."""

    TOPIC: ClassVar[str] = "reviews.OpinionGiven"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    member_id: UUID
    text: str
    grade: Grade | None


class Concluded(Event, frozen=True):
    """The committee concluded by a paper; with a `reason` it replaces the last conclusion.

    `tasks` are those that were given to set right what fell short.
    """

    TOPIC: ClassVar[str] = "reviews.Concluded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"strengths", "shortcomings", "reason"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    document: str
    concluded_on: date
    grade: Grade | None
    strengths: str
    shortcomings: str
    tasks: tuple[UUID, ...]
    reason: str


class Told(Event, frozen=True):
    """The person under review was told of the conclusion."""

    TOPIC: ClassVar[str] = "reviews.Told"
    told_on: date


class Objected(Event, frozen=True):
    """The person under review objects."""

    TOPIC: ClassVar[str] = "reviews.Objected"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = DOER
    text: str


class ObjectionAnswered(Event, frozen=True):
    """The committee answered: the conclusion stays, or another is to replace it."""

    TOPIC: ClassVar[str] = "reviews.ObjectionAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    outcome: Outcome
    text: str


class Closed(Event, frozen=True):
    """Everything that was concluded is done."""

    TOPIC: ClassVar[str] = "reviews.Closed"
