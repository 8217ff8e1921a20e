"""Signals to look at (dấu hiệu cần xem): how strict their rules are, and what was answered.

A signal is never a verdict: it says what the events show; the unit's answer stands beside it.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

SignalRule = Literal[
    "recorded_late",
    "no_evidence",
    "same_file",
    "extended_late",
    "target_lowered",
    "owner_changed",
    "rush",
    "quick_accept",
    "self_score_above",
    "report_differs",
]
LONGEST = 2_000  # characters of an answer
BOUNDS = {
    "recorded_days": 366,
    "before_days": 60,
    "rush_percent": 100,
    "accept_seconds": 3600,
    "self_percent": 100,
    "report_percent": 100,
}


@dataclass(eq=False)
class NoAnswerError(RefusedError):
    """An answer has words."""


@dataclass(eq=False)
class AnswerTooLongError(RefusedError):
    """An answer has at most 2,000 characters."""


@dataclass(eq=False)
class LimitOutOfRangeError(RefusedError):
    """A limit is a whole number from 1 to its most; `name` says which limit."""

    name: str
    most: int


class SignalLimitsSet(Event, frozen=True, omit_defaults=True):
    """From how much on a rule signals.

    Days between what happened and its recording; days from a change of person to a deadline
    that was missed; percent of a quarter's updates in its last two days; seconds between
    handing in and acceptance; percent by which a self-score exceeds what the products gave, and
    by which a reported figure differs from that of the events.
    """

    TOPIC: ClassVar[str] = "signals.SignalLimitsSet"
    recorded_days: int
    before_days: int
    rush_percent: int
    accept_seconds: int
    self_percent: int = 20
    report_percent: int = 1


class SignalAnswered(Event, frozen=True):
    """A unit says what is behind a signal: the rule, the event it points at, the thing."""

    TOPIC: ClassVar[str] = "signals.SignalAnswered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    rule: SignalRule
    position: int
    thing_id: UUID
    text: str


class Signals(Stream):
    """What one tenant said about signals: the limits that hold, the last answer to each."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.limits: SignalLimitsSet | None = None
        self.answers: dict[tuple[SignalRule, int], str] = {}

    def limit(self, said: SignalLimitsSet) -> None:
        """Let other limits hold from now on.

        Raises:
            LimitOutOfRangeError: one of them is not from 1 to its most.
        """
        for name, most in BOUNDS.items():
            if not 1 <= getattr(said, name) <= most:
                raise LimitOutOfRangeError(name, most)
        if said != self.limits:
            self.happened(said)

    def answer(self, said: SignalAnswered) -> None:
        """Answer one signal; another answer takes its place, and both stay in the record.

        Raises:
            NoAnswerError: it has no words.
            AnswerTooLongError: it has too many.
        """
        if not said.text:
            raise NoAnswerError
        if len(said.text) > LONGEST:
            raise AnswerTooLongError
        if self.answers.get((said.rule, said.position)) != said.text:
            self.happened(said)

    def evolve(self, event: Event) -> None:
        """Keep the last of each."""
        match event:
            case SignalLimitsSet():
                self.limits = event
            case SignalAnswered():
                self.answers[event.rule, event.position] = event.text
