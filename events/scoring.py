"""Score sheets: what one official is worth in one period, from the self-score to the decision.

A stream is one person's sheet of one period. Points and shares are exact, written "n/d"; the
rule set's text and the last event that counted stand beside every score, so that anybody can
reckon it again. Nothing that was signed changes: a decision supersedes it, or, once the period
is closed, an adjustment stands beside it.
Source: Decree 335/2025/NĐ-CP, Articles 17, 18, 21.3, 22; Mẫu 01.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID, uuid5

from events.score_values import LossKind, Part, Verdict
from events.scoring_refusals import (
    AlreadyConfirmedError,
    NoPetitionError,
    NotConfirmedError,
    NothingSaidError,
    NotYourSheetError,
    OwnScoreError,
    PetitionOpenError,
)
from events.stream import DOER, Event, Stream
from events.tasks.hands import OnBehalf

Outcome = Literal["kept", "changed"]


class SelfScored(Event, frozen=True):
    """The person scored themselves on the form of the decree."""

    TOPIC: ClassVar[str] = "scoring.SelfScored"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    period_id: UUID
    common: dict[str, Decimal]
    picked: dict[Part, bool]
    note: str


class LineAnswered(Event, frozen=True):
    """The person answered a loss; `number` counts those of one kind at one task from 1."""

    TOPIC: ClassVar[str] = "scoring.LineAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"answer"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    period_id: UUID
    task_id: UUID
    kind: LossKind
    number: int
    answer: str


class Confirmed(Event, frozen=True, omit_defaults=True):
    """The authority confirmed the score, or that there is none."""

    TOPIC: ClassVar[str] = "scoring.Confirmed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"comment"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    period_id: UUID
    verdict: Verdict
    comment: str
    on_behalf: OnBehalf | None = None


class Told(Event, frozen=True):
    """The person was told the result."""

    TOPIC: ClassVar[str] = "scoring.Told"
    person_id: UUID
    told_on: date


class Petitioned(Event, frozen=True):
    """The person asks for the result to be looked at again; it is answered by a day."""

    TOPIC: ClassVar[str] = "scoring.Petitioned"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    ABOUT: ClassVar[str] = DOER
    text: str
    received_on: date
    due_on: date


class PetitionAnswered(Event, frozen=True, omit_defaults=True):
    """The authority answered: the result stays, or a decision changes it."""

    TOPIC: ClassVar[str] = "scoring.PetitionAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"answer"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    outcome: Outcome
    answer: str
    on_behalf: OnBehalf | None = None


class Corrected(Event, frozen=True, omit_defaults=True):
    """A decision supersedes a wrong result; both stay on the sheet."""

    TOPIC: ClassVar[str] = "scoring.Corrected"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    verdict: Verdict
    number: str
    decided_on: date
    reason: str
    on_behalf: OnBehalf | None = None


class Adjusted(Event, frozen=True, omit_defaults=True):
    """What was found after the period was closed, beside the value that is locked."""

    TOPIC: ClassVar[str] = "scoring.Adjusted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = "person_id"
    person_id: UUID
    verdict: Verdict
    reason: str
    on_behalf: OnBehalf | None = None


Judged = Confirmed | PetitionAnswered | Corrected | Adjusted
TEXTS: Mapping[type[Event], str] = {
    LineAnswered: "answer",
    Petitioned: "text",
    PetitionAnswered: "answer",
    Corrected: "reason",
    Adjusted: "reason",
}


def sheet_id(person_id: UUID, period_id: UUID) -> UUID:
    """Name the sheet of a person in a period: the same whoever asks first."""
    return uuid5(period_id, str(person_id))


class ScoreSheet(Stream):
    """One person's sheet of one period."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.self_scored: SelfScored | None = None
        self.answers: dict[tuple[UUID, LossKind, int], LineAnswered] = {}
        self.confirmed: Confirmed | None = None
        self.told: Told | None = None
        self.petition: Petitioned | None = None
        self.corrections: list[Corrected] = []
        self.adjustments: list[Adjusted] = []

    @property
    def verdict(self) -> Verdict | None:
        """What holds now: the last decision, or what was confirmed."""
        if self.corrections:
            return self.corrections[-1].verdict
        return self.confirmed.verdict if self.confirmed else None

    def say(self, said: SelfScored | LineAnswered, *, by: UUID) -> None:
        """Let the person score themselves, or answer a loss, until it is confirmed.

        Raises:
            NotYourSheetError: somebody else's sheet.
            AlreadyConfirmedError: it is too late.
            NothingSaidError: the answer is empty.
        """
        if by != said.person_id:
            raise NotYourSheetError
        if self.confirmed is not None:
            raise AlreadyConfirmedError
        self._record(said)

    def confirm(self, said: Confirmed, told_on: date, *, by: UUID) -> None:
        """Confirm what was found, and tell the person.

        Raises:
            OwnScoreError: it is the actor's own.
            AlreadyConfirmedError: it was confirmed before.
        """
        _require_other(said.person_id, said.on_behalf, by)
        if self.confirmed is not None:
            raise AlreadyConfirmedError
        self._record(said)
        self.happened(Told(person_id=said.person_id, told_on=told_on))

    def petition_for(self, said: Petitioned, *, by: UUID) -> None:
        """Ask for the result to be looked at again.

        Raises:
            NotConfirmedError: there is no result yet.
            NotYourSheetError: somebody else's sheet.
            PetitionOpenError: one waits already.
            NothingSaidError: it does not say what is wrong.
        """
        if by != self._confirmed().person_id:
            raise NotYourSheetError
        if self.petition is not None:
            raise PetitionOpenError(self.petition.due_on)
        self._record(said)

    def answer(self, said: PetitionAnswered, *, by: UUID) -> None:
        """Answer the petition.

        Raises:
            OwnScoreError: it is the actor's own.
            NoPetitionError: none waits.
            NothingSaidError: the answer is empty.
        """
        _require_other(self._confirmed().person_id, said.on_behalf, by)
        if self.petition is None:
            raise NoPetitionError
        self._record(said)

    def correct(self, said: Corrected, told_on: date, *, by: UUID) -> None:
        """Put a decision in the place of a wrong result, and tell the person.

        Raises:
            NotConfirmedError: there is nothing to supersede.
            OwnScoreError: it is the actor's own.
            NothingSaidError: it has no number, or no reason.
        """
        _require_other(self._confirmed().person_id, said.on_behalf, by)
        if not said.number.strip():
            raise NothingSaidError
        self._record(said)
        self.happened(Told(person_id=said.person_id, told_on=told_on))

    def adjust(self, said: Adjusted, told_on: date, *, by: UUID) -> None:
        """Set what was found later beside the locked value, and tell the person.

        Raises:
            NotConfirmedError: no value is locked.
            OwnScoreError: it is the actor's own.
            NothingSaidError: it has no reason.
        """
        _require_other(self._confirmed().person_id, said.on_behalf, by)
        self._record(said)
        self.happened(Told(person_id=said.person_id, told_on=told_on))

    def evolve(self, event: Event) -> None:
        """Remember what holds."""
        match event:
            case SelfScored():
                self.self_scored = event
            case LineAnswered():
                self.answers[event.task_id, event.kind, event.number] = event
            case Confirmed():
                self.confirmed = event
            case Told():
                self.told = event
            case _:
                self._afterwards(event)

    def _afterwards(self, event: Event) -> None:
        match event:
            case Petitioned():
                self.petition = event
            case PetitionAnswered():
                self.petition = None
            case Corrected():
                self.corrections.append(event)
            case Adjusted():
                self.adjustments.append(event)

    def _confirmed(self) -> Confirmed:
        if self.confirmed is None:
            raise NotConfirmedError
        return self.confirmed

    def _record(self, event: Event) -> None:
        text = TEXTS.get(type(event))
        if text and not getattr(event, text).strip():
            raise NothingSaidError
        self.happened(event)


def _require_other(person_id: UUID, behalf: OnBehalf | None, by: UUID) -> None:
    acting = {by} if behalf is None else {by, behalf.person_id}
    if person_id in acting:
        raise OwnScoreError
