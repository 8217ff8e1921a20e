"""The province's side of the reform index: one stream for a commune and year.

It holds what the commune sent, two rounds of appraisal with reasons, what the commune
explained, and the conclusion. Points that nobody changed stay those of the commune.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal
from uuid import UUID

import msgspec

from events.par_adjusting import Adjustment, AdjustmentSent
from events.par_answers import Answer, Conclusion, Drawn, PointsOutOfRangeError, require_sound
from events.par_criteria import ParSet, Survey
from events.par_refusals import (
    AppraisalStep,
    ExplainingDayError,
    NothingAdjustedError,
    NotScoredError,
    StillExplainingError,
    UnexplainedError,
    WrongStepError,
)
from events.stream import Event, Stream

Round = Literal[1, 2]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What the commune names as evidence: title, and the files by name and hash."""

    title: str
    files: tuple[tuple[str, str], ...]


class SelfLine(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the commune says of a component; `points` as `n/d`, empty where it has none.

    `event` is the place in the commune's log where it was said.
    """

    code: str
    points: str
    event: int
    answer: Answer | None = None
    drawn: Drawn | None = None
    reason: str = ""
    note: str = ""
    evidence: tuple[Proof, ...] = ()


class SurveyLine(msgspec.Struct, frozen=True, kw_only=True):
    """What the commune says of a survey."""

    survey: Survey
    value: Decimal
    source: str
    measured_on: date


class Opened(Event, frozen=True):
    """A commune's self-score came in; it is scored by this set."""

    TOPIC: ClassVar[str] = "appraisals.Opened"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset(
        {"lines.reason", "lines.note", "lines.evidence.title", "surveys.source"}
    )
    commune: int
    link_id: UUID
    letter_id: UUID
    sha256: str
    par_set: ParSet
    lines: tuple[SelfLine, ...]
    surveys: tuple[SurveyLine, ...]
    total: str


class Judged(Event, frozen=True):
    """A component was given points in a round; those that differ from before say why."""

    TOPIC: ClassVar[str] = "appraisals.Judged"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    round: Round
    code: str
    points: Decimal
    reason: str


class RoundSent(Event, frozen=True):
    """The first round went to the commune, which may explain until a day."""

    TOPIC: ClassVar[str] = "appraisals.RoundSent"
    letter_id: UUID
    number: int
    sha256: str
    total: str
    explain_by: date


class Explanation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the commune explains of a component."""

    code: str
    text: str
    event: int
    evidence: tuple[Proof, ...] = ()


class ExplanationTaken(Event, frozen=True):
    """The commune's explanations came in."""

    TOPIC: ClassVar[str] = "appraisals.ExplanationTaken"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"lines.text", "lines.evidence.title"})
    letter_id: UUID
    lines: tuple[Explanation, ...]


class Concluded(Event, frozen=True):
    """The council concluded, and the commune was told; nothing changes any more."""

    TOPIC: ClassVar[str] = "appraisals.Concluded"
    FREE_TEXT: ClassVar[frozenset[str]] = Conclusion.TYPED
    letter_id: UUID
    sha256: str
    conclusion: Conclusion


class Appraisal(Stream):
    """One commune's year, as the province appraises it."""

    opened: Opened
    sent: RoundSent | None = None
    explained: ExplanationTaken | None = None
    concluded: Concluded | None = None

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.adjusted: list[Adjustment] = []
        self.rounds: dict[Round, dict[str, Judged]] = {1: {}, 2: {}}

    def open(self, opened: Opened) -> None:
        """Begin with what the commune sent.

        Raises:
            WrongStepError: it was begun.
        """
        if self.version:
            raise WrongStepError(self.step)
        self.happened(opened)

    def judge(self, code: str, points: Decimal, reason: str) -> None:
        """Give a component points in the round that is open.

        Raises:
            WrongStepError: no round is open.
            NotScoredError: there is no such component.
            PointsOutOfRangeError: fewer than nothing, or more than its most.
            UnexplainedError: they differ from those before, and nobody says why.
        """
        self._require_points(code, points)
        number = self.open_round()
        if points != self.before(number).get(code) and not reason.strip():
            raise UnexplainedError
        self.happened(Judged(round=number, code=code, points=points, reason=reason))

    def open_round(self) -> Round:
        """Tell which round is open.

        Raises:
            WrongStepError: none is.
        """
        if self.step not in {"first_round", "second_round"}:
            raise WrongStepError(self.step)
        return 1 if self.step == "first_round" else 2

    def send(self, sent: RoundSent, today: date) -> None:
        """Send the first round.

        Raises:
            WrongStepError: it was.
            ExplainingDayError: the commune would have no day to explain.
        """
        if self.step != "first_round":
            raise WrongStepError(self.step)
        if sent.explain_by <= today:
            raise ExplainingDayError
        self.happened(sent)

    def take(self, taken: ExplanationTaken) -> None:
        """Take the commune's explanations in.

        Raises:
            WrongStepError: none is waited for.
        """
        if self.step != "waiting":
            raise WrongStepError(self.step)
        self.happened(taken)

    def begin_second_round(self, today: date) -> None:
        """Refuse a second round while the commune may explain.

        Raises:
            StillExplainingError: it may.
        """
        if self.step == "waiting" and self.sent and today <= self.sent.explain_by:
            raise StillExplainingError(self.sent.explain_by)

    def conclude(self, concluded: Concluded, today: date) -> None:
        """Lock it.

        Raises:
            WrongStepError: the first round was not sent, or it is locked.
            StillExplainingError: the commune may still explain.
            ConclusionError: no number, no day, or a bonus or deduction without a reason.
        """
        self.begin_second_round(today)
        if self.step not in {"waiting", "second_round"}:
            raise WrongStepError(self.step)
        require_sound(concluded.conclusion, today)
        self.happened(concluded)

    def adjust(self, sent: AdjustmentSent) -> None:
        """Set a component right after the lock; what was locked stays beside it.

        Raises:
            WrongStepError: nothing is locked yet.
            NothingAdjustedError: the points are those before; others as for a judgement.
        """
        said = sent.adjustment
        if self.concluded is None:
            raise WrongStepError(self.step)
        self._require_points(said.code, said.after)
        if said.after == said.before:
            raise NothingAdjustedError
        if not said.reason.strip():
            raise UnexplainedError
        self.happened(sent)

    @property
    def step(self) -> AppraisalStep:
        """Say what is to be done next."""
        if self.concluded is not None:
            return "concluded"
        if self.sent is None:
            return "first_round"
        return "waiting" if self.explained is None else "second_round"

    def before(self, number: Round) -> Mapping[str, Decimal]:
        """Give the points with which a round begins: the commune's, or the first round's."""
        own = {line.code: exact(line.points) for line in self.opened.lines if line.points}
        if number == 1:
            return own
        return own | {code: said.points for code, said in self.rounds[1].items()}

    def points(self) -> Mapping[str, Decimal]:
        """Give the points as they stand."""
        return {**self.before(2), **{c: said.points for c, said in self.rounds[2].items()}}

    def reasons(self) -> Mapping[str, str]:
        """Give the reason that was said last for each component."""
        both = {**self.rounds[1], **self.rounds[2]}
        return {code: said.reason for code, said in both.items()}

    def _require_points(self, code: str, points: Decimal) -> None:
        node = self.opened.par_set.component(code)
        if node is None:
            raise NotScoredError(code)
        if not 0 <= points <= node.most:
            raise PointsOutOfRangeError(node.most)

    def evolve(self, event: Event) -> None:
        """Remember what came in, what was judged, what went out."""
        match event:
            case Opened():
                self.opened = event
            case Judged():
                self.rounds[event.round][event.code] = event
            case RoundSent():
                self.sent = event
            case ExplanationTaken():
                self.explained = event
            case Concluded():
                self.concluded = event
            case AdjustmentSent():
                self.adjusted.append(event.adjustment)


def exact(points: str) -> Decimal:
    """Read stored points, which were rounded to decimals: `n/d` or `n`."""
    over, _, under = points.partition("/")
    return Decimal(over) / Decimal(under or 1)
