"""The commune's side of a directive: it comes in, goes to units, their answers go up.

What the province wrote is kept as it was said, with the letter that brought it.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID

from events.directive_answers import Answer, AnswerLetter, Part, Question, Words, check
from events.directive_refusals import (
    AlreadyHandedDownError,
    NoSuchPartError,
    NoSuchQuestionError,
    OlderRevisionError,
    ReplyStageError,
    SameAnswerError,
    StillMissingError,
)
from events.directives import require_reason
from events.stream import Event, Stream


class Arrived(Event, frozen=True):
    """A directive came in."""

    TOPIC: ClassVar[str] = "directive_replies.Arrived"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"title", "signer"})
    directive_id: UUID
    letter_id: UUID
    link_id: UUID
    from_tenant: int
    sha256: str
    revision: int
    number: str
    title: str
    issued_on: date
    signer: str
    questions: tuple[Question, ...]
    due_on: date


class Revised(Event, frozen=True):
    """A further letter changed items or deadline."""

    TOPIC: ClassVar[str] = "directive_replies.Revised"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    letter_id: UUID
    revision: int
    questions: tuple[Question, ...]
    due_on: date
    reason: str


class Recalled(Event, frozen=True):
    """A further letter took it back."""

    TOPIC: ClassVar[str] = "directive_replies.Recalled"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    letter_id: UUID
    revision: int
    reason: str


class Received(Event, frozen=True):
    """A person received it; the receipt went back in a letter."""

    TOPIC: ClassVar[str] = "directive_replies.Received"
    letter_id: UUID
    post_id: UUID
    received_on: date


class HandedDown(Event, frozen=True):
    """Units were given tasks to answer it, besides those that have some already."""

    TOPIC: ClassVar[str] = "directive_replies.HandedDown"
    parts: tuple[Part, ...]


class PartAnswered(Event, frozen=True, omit_defaults=True):
    """A unit answered an item, or corrected its answer; without `answer` nothing arose there.

    What it says in words stands in `text`, and `answer` is then empty words.
    """

    TOPIC: ClassVar[str] = "directive_replies.PartAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    unit_id: UUID
    number: int
    answer: Answer | None = None
    text: str = ""

    @property
    def said(self) -> Answer | None:
        """The answer with its words."""
        return Words(text=self.text) if isinstance(self.answer, Words) else self.answer


class Sent(AnswerLetter, frozen=True):
    """The leader sent the commune's answer."""

    TOPIC: ClassVar[str] = "directive_replies.Sent"


class SentBack(Event, frozen=True):
    """The province returned the answer."""

    TOPIC: ClassVar[str] = "directive_replies.SentBack"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    letter_id: UUID
    reason: str


class Reminded(Event, frozen=True):
    """The province reminded us."""

    TOPIC: ClassVar[str] = "directive_replies.Reminded"
    letter_id: UUID


class Reply(Stream):
    """One directive of the province, as the commune answers it."""

    arrived: Arrived
    received: Received | None = None
    revised: Revised | None = None
    recalled: Recalled | None = None
    returned: SentBack | None = None

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.questions: tuple[Question, ...] = ()
        self.due_on = date.min
        self.revision = 0
        self.parts: tuple[Part, ...] = ()
        self.said: dict[tuple[UUID, int], PartAnswered] = {}
        self.sent: list[Sent] = []

    def arrive(self, arrived: Arrived) -> None:
        """Take the directive in; the same one again says nothing new.

        Raises:
            OlderRevisionError: it is here already.
        """
        if self.version:
            raise OlderRevisionError
        self.happened(arrived)

    def revise(self, said: Revised | Recalled) -> None:
        """Take a further letter in.

        Raises:
            OlderRevisionError: it is older than what is known.
        """
        if not self.version or said.revision <= self.revision:
            raise OlderRevisionError
        self.happened(said)

    def receive(self, received: Received) -> None:
        """Receive it.

        Raises:
            ReplyStageError: it was received, or recalled.
        """
        self._require_standing()
        if self.received is not None:
            raise ReplyStageError("received")
        self.happened(received)

    def hand_down(self, handed: HandedDown) -> None:
        """Let units answer.

        Raises:
            ReplyStageError: it was not received, or was recalled.
            AlreadyHandedDownError: one of them answers already.
        """
        self._require_at_work()
        if {part.unit_id for part in handed.parts} & {part.unit_id for part in self.parts}:
            raise AlreadyHandedDownError
        self.happened(handed)

    def answer(self, said: PartAnswered) -> bool:
        """Let a unit answer an item; gives whether it says something new.

        Raises:
            ReplyStageError: it was not received, or was recalled.
            NoSuchPartError, NoSuchQuestionError: as they say.
            RefusedError: it is no answer, as `events.directive_answers.check` says.
        """
        self._require_at_work()
        if said.unit_id not in {part.unit_id for part in self.parts}:
            raise NoSuchPartError
        if not 1 <= said.number <= len(self.questions):
            raise NoSuchQuestionError(said.number)
        check(self.questions[said.number - 1], said.said)
        if self.said.get((said.unit_id, said.number)) == said:
            return False
        self.happened(said)
        return True

    def send(self, sent: Sent, *, despite: bool = False) -> None:
        """Send the answer; `despite` answers that are missing, which the reason explains.

        Raises:
            ReplyStageError: it was not received, or was recalled.
            StillMissingError: units have not answered everything.
            UnexplainedDirectiveError: it objects, or something is missing, and nobody says why.
            SameAnswerError: it is what was sent last.
        """
        self._require_at_work()
        missing = self.owed if sent.outcome == "answered" else 0
        if missing and not despite:
            raise StillMissingError(missing)
        if missing or sent.outcome == "objected":
            require_reason(sent.reason)
        self._require_news(sent)
        self.happened(sent)

    def take_back(self, returned: SentBack) -> None:
        """Take in that the answer came back."""
        self.happened(returned)

    def be_reminded(self, reminded: Reminded) -> None:
        """Take in that we were reminded."""
        self.happened(reminded)

    @property
    def missing(self) -> list[tuple[UUID, int]]:
        """The units and items of which nothing was said."""
        numbers = range(1, len(self.questions) + 1)
        wanted = [(part.unit_id, number) for part in self.parts for number in numbers]
        return [pair for pair in wanted if pair not in self.said]

    @property
    def owed(self) -> int:
        """How many answers are missing; all of them while nobody was asked."""
        return len(self.missing) if self.parts else len(self.questions)

    def _require_at_work(self) -> None:
        self._require_standing()
        if self.received is None:
            raise ReplyStageError("arrived")

    def _require_standing(self) -> None:
        if self.recalled is not None:
            raise ReplyStageError("recalled")

    def _require_news(self, sent: Sent) -> None:
        last = self.sent[-1] if self.sent else None
        if last is None or self.returned is not None or last.revision != sent.revision:
            return
        same = ("outcome", "lines", "reason")
        if all(getattr(last, name) == getattr(sent, name) for name in same):
            raise SameAnswerError(last.sent_on)

    def evolve(self, event: Event) -> None:
        """Remember what was asked, said and sent."""
        match event:
            case Arrived() | Revised() | Recalled():
                self._told(event)
            case Received():
                self.received = event
            case HandedDown():
                self.parts = (*self.parts, *event.parts)
            case PartAnswered():
                self.said[event.unit_id, event.number] = event
            case Sent():
                self.sent.append(event)
                self.returned = None
            case SentBack():
                self.returned = event

    def _told(self, event: Arrived | Revised | Recalled) -> None:
        """Remember the items in force; answers to items that are others now are void."""
        self.revision = event.revision
        if isinstance(event, Recalled):
            self.recalled = event
            return
        if isinstance(event, Arrived):
            self.arrived = event
        else:
            self.revised = event
        pairs = enumerate(zip(self.questions, event.questions), 1)  # noqa: B905
        kept = {number for number, (old, new) in pairs if old == new}
        self.said = {pair: said for pair, said in self.said.items() if pair[1] in kept}
        self.questions, self.due_on = event.questions, event.due_on
