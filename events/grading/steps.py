"""A year's grade (xếp loại chất lượng): of one person or one unit, from the proposal on.

A stream is one subject's year: what was found, the proposal, the meeting, the opinion of the
Party committee, the decision, the objection. A wrong decision is superseded by a new one; both
stay. Source: Decree 335/2025/NĐ-CP, Articles 9, 11, 20 to 22.
"""

from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID, uuid5

import msgspec

from events.stream import DOER, Event
from events.values import RuleRef

Subject = Literal["person", "unit"]
Grade = Literal["excellent", "good", "completed", "not_completed"]
Rank = Literal["staff", "deputy", "head"]
TaskGroup = Literal["leading", "specialised", "shared", "support", "unit"]
ActKind = Literal["discipline", "conclusion", "corruption_in_unit"]
Outcome = Literal["kept", "changed"]
NAMES = UUID("5a05a05a-0000-4000-8000-00000006d9ad")


class MonthScore(msgspec.Struct, frozen=True, kw_only=True):
    """The signed score of one month, 1 to 12."""

    month: int
    signed: Decimal


class UnitFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A unit's tasks of the year by number, and what else the conditions ask."""

    assigned: int
    done: int
    late: int
    exceeding: int
    subunit_not_completed: bool
    shortcomings_open: bool
    concluded: bool


class Begun(Event, frozen=True):
    """The year of a person or a unit was opened for grading."""

    TOPIC: ClassVar[str] = "grading.Begun"
    subject: Subject
    subject_id: UUID
    year: int


class ActFound(Event, frozen=True):
    """An act was found that leaves one grade only; `acted_on` is the day it was done.

    `act_id` names the act: a second decision on it, by whomever, names the same one.
    """

    TOPIC: ClassVar[str] = "grading.ActFound"
    act_id: UUID
    kind: ActKind
    number: str
    decided_on: date
    acted_on: date


class ActRevoked(Event, frozen=True, omit_defaults=True):
    """The decision on an act was revoked by another, `number`: the act counts no more.

    `doubts` is the number of the decision on the grade that had counted it; "" where none had.
    """

    TOPIC: ClassVar[str] = "grading.ActRevoked"
    act_id: UUID
    number: str
    doubts: str = ""


class MeetingHeld(Event, frozen=True):
    """The people met, and their minutes were adopted."""

    TOPIC: ClassVar[str] = "grading.MeetingHeld"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID | None
    held_on: date
    number: str
    present: int
    note: str


class PartyOpinionGiven(Event, frozen=True):
    """The Party committee said what it thinks of a head or a deputy."""

    TOPIC: ClassVar[str] = "grading.PartyOpinionGiven"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    given_on: date
    number: str
    agrees: bool
    note: str


class SelfGraded(Event, frozen=True):
    """The person said which grade they would give themselves (Mẫu số 02, II)."""

    TOPIC: ClassVar[str] = "grading.SelfGraded"
    grade: Grade
    said_on: date


class Proposed(Event, frozen=True):
    """A person's grade was proposed, before the cap.

    `months` are the signed scores, `score` their mean, exact as "n/d". `grade` is what score,
    acts and the unit's grade make of it. `counted_as_worked`: sick or maternity leave.
    """

    TOPIC: ClassVar[str] = "grading.Proposed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    unit_id: UUID
    rank: Rank
    group: TaskGroup
    months: tuple[MonthScore, ...]
    months_worked: int
    counted_as_worked: bool
    score: str
    signed: Decimal
    grade: Grade
    rules: RuleRef
    note: str


class UnitProposed(Event, frozen=True):
    """A unit's grade was proposed, or left open where the law is silent (`grade` None)."""

    TOPIC: ClassVar[str] = "grading.UnitProposed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    unit_id: UUID
    score: Decimal
    facts: UnitFacts
    grade: Grade | None
    rules: RuleRef
    up_to: int
    note: str


class Decided(Event, frozen=True):
    """The authority decided; `cut`: the score reaches excellence, and the cap took it."""

    TOPIC: ClassVar[str] = "grading.Decided"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID | None
    grade: Grade
    number: str
    decided_on: date
    reason: str
    cut: bool


class Told(Event, frozen=True):
    """The result was told in writing, and made known inside the body."""

    TOPIC: ClassVar[str] = "grading.Told"
    told_on: date


class Petitioned(Event, frozen=True):
    """The person objects; the authority answers by a day."""

    TOPIC: ClassVar[str] = "grading.Petitioned"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = DOER
    text: str
    received_on: date
    due_on: date


class PetitionAnswered(Event, frozen=True):
    """The authority answered: the grade stays, or a new decision changes it."""

    TOPIC: ClassVar[str] = "grading.PetitionAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"answer"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    outcome: Outcome
    answer: str


class Superseded(Event, frozen=True):
    """A new decision took the place of the one that stood; that one stays readable."""

    TOPIC: ClassVar[str] = "grading.Superseded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID | None
    grade: Grade
    number: str
    decided_on: date
    reason: str


Decision = Decided | Superseded


def grade_id(subject_id: UUID, year: int) -> UUID:
    """Name the year of a person or a unit: the same whoever asks first."""
    return uuid5(NAMES, f"{subject_id} {year}")
