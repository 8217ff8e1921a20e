"""The province's side of a directive in one commune: sent, received, answered, returned."""

from datetime import date
from typing import ClassVar, Literal
from uuid import UUID

from events.directive_answers import AnswerLetter
from events.directive_refusals import (
    NotAnsweredError,
    NothingOwedError,
    OlderRevisionError,
    PassedOnError,
)
from events.directives import require_reason
from events.stream import Event, Stream

Step = Literal["sent", "received", "in_progress", "answered", "returned", "passed_on"]


class Sent(Event, frozen=True):
    """The directive, as its `revision` says it, went to a commune in a letter."""

    TOPIC: ClassVar[str] = "directive_copies.Sent"
    directive_id: UUID
    commune: int
    revision: int
    letter_id: UUID
    number: int
    sha256: str


class Received(Event, frozen=True):
    """A person of the commune received it: in which post, on which day."""

    TOPIC: ClassVar[str] = "directive_copies.Received"
    letter_id: UUID
    post: str
    received_on: date
    units: int


class Progressed(Event, frozen=True):
    """The first of the commune's units answered."""

    TOPIC: ClassVar[str] = "directive_copies.Progressed"
    letter_id: UUID


class Answered(AnswerLetter, frozen=True):
    """The commune answered, or corrected its answer; earlier ones stay in the history."""

    TOPIC: ClassVar[str] = "directive_copies.Answered"


class Returned(Event, frozen=True):
    """The answer went back to the commune, with the reason."""

    TOPIC: ClassVar[str] = "directive_copies.Returned"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    letter_id: UUID
    reason: str


class Reminded(Event, frozen=True):
    """The commune was reminded of what it owes."""

    TOPIC: ClassVar[str] = "directive_copies.Reminded"
    letter_id: UUID
    on: date


class PassedOn(Event, frozen=True):
    """The commune was merged: its heir answers, and this copy counts no more."""

    TOPIC: ClassVar[str] = "directive_copies.PassedOn"
    heir: int


class Copy(Stream):
    """A directive in one commune."""

    sent: Sent | None = None
    received: Received | None = None
    answered: Answered | None = None
    reminded: Reminded | None = None
    passed_on: PassedOn | None = None
    step: Step = "sent"

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.answers: list[Answered] = []

    def send(self, sent: Sent) -> None:
        """Record that it went out, or that a further letter did."""
        if self.passed_on is not None:
            raise PassedOnError
        self.happened(sent)

    def receive(self, received: Received) -> None:
        """Record the receipt."""
        self._require_sent()
        self.happened(received)

    def progress(self, progressed: Progressed) -> None:
        """Record that the commune is at work."""
        self._require_sent()
        self.happened(progressed)

    def answer(self, answered: Answered) -> None:
        """Take an answer in.

        Raises:
            OlderRevisionError: it answers what was never sent there.
        """
        if answered.revision > self._require_sent().revision:
            raise OlderRevisionError
        self.happened(answered)

    def give_back(self, returned: Returned) -> None:
        """Return the answer.

        Raises:
            NotAnsweredError: there is none, or it was returned already.
            UnexplainedDirectiveError: nobody says why.
        """
        if self.step != "answered":
            raise NotAnsweredError
        require_reason(returned.reason)
        self.happened(returned)

    def remind(self, reminded: Reminded, *, asked_since: int) -> None:
        """Remind the commune, once a day.

        Raises:
            NothingOwedError: it owes nothing, or was reminded on that day.
        """
        self._require_sent()
        again = self.reminded is not None and self.reminded.on >= reminded.on
        if again or not self.owes(asked_since):
            raise NothingOwedError
        self.happened(reminded)

    def owes(self, asked_since: int) -> bool:
        """Tell whether an answer to the items in force since a revision is waited for."""
        if self.step == "answered" and self.answered is not None:
            return self.answered.revision < asked_since
        return self.step != "passed_on"

    def pass_on(self, heir: int) -> None:
        """Let the heir answer.

        Raises:
            PassedOnError: another one does already.
        """
        self._require_sent()
        if self.passed_on is not None:
            raise PassedOnError
        self.happened(PassedOn(heir=heir))

    def _require_sent(self) -> Sent:
        if self.sent is None:
            raise OlderRevisionError
        return self.sent

    def evolve(self, event: Event) -> None:
        """Remember how far it is."""
        match event:
            case Sent():
                self.sent = event
            case Received():
                self.received = event
            case Answered():
                self.answered = event
                self.answers.append(event)
            case Reminded():
                self.reminded = event
            case PassedOn():
                self.passed_on = event
        self.step = next_step(self.step, event)


def next_step(step: Step, event: Event) -> Step:
    """Say how far a copy is after an event; `passed_on` is the end."""
    if step == "passed_on":
        return step
    ends: dict[type[Event], Step] = {
        Answered: "answered",
        Returned: "returned",
        PassedOn: "passed_on",
    }
    if type(event) in ends:
        return ends[type(event)]
    if isinstance(event, Received) and step == "sent":
        return "received"
    return "in_progress" if isinstance(event, Progressed) and step == "received" else step
