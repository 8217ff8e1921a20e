"""The commune's side of the reform index (chỉ số cải cách hành chính): one stream a year.

What came from the province is kept as it was said, with its letter. Exact points as `n/d`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from events.par_adjusting import Adjustment, AdjustmentTaken
from events.par_answers import Answer, Conclusion, Drawn, Judged, check
from events.par_criteria import Node, ParSet, Survey
from events.par_refusals import (
    AlreadyBegunError,
    AppraisedAnotherError,
    ByHandWithoutReasonError,
    NoSuchComponentError,
    NothingScoredError,
    Stage,
    SurveyFigureError,
    UnexplainedError,
    WrongStageError,
)
from events.stream import Event, Stream


class Begun(Event, frozen=True):
    """The set of a year, or a later version, came from the province; from now on it holds."""

    TOPIC: ClassVar[str] = "par.Begun"
    par_set: ParSet
    sha256: str
    letter_id: UUID


class Scored(Event, frozen=True, omit_defaults=True):
    """A component was answered, with the points that its formula then gave."""

    TOPIC: ClassVar[str] = "par.Scored"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason", "note"})
    code: str
    answer: Answer
    points: str
    evidence: tuple[UUID, ...] = ()
    drawn: Drawn | None = None
    reason: str = ""
    note: str = ""


class SurveyEntered(Event, frozen=True):
    """The figure of SIPAS or PCI was entered, with its source and day."""

    TOPIC: ClassVar[str] = "par.SurveyEntered"
    survey: Survey
    value: Decimal
    source: str
    measured_on: date


class Submitted(Event, frozen=True):
    """The self-score went to the province in a letter; `total` is what it came to."""

    TOPIC: ClassVar[str] = "par.Submitted"
    letter_id: UUID
    number: int
    sha256: str
    total: str


class Appraised(Event, frozen=True):
    """The province's first round came in; explanations are due `explain_by`."""

    TOPIC: ClassVar[str] = "par.Appraised"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"lines.reason"})
    letter_id: UUID
    lines: tuple[Judged, ...]
    explain_by: date


class Explained(Event, frozen=True, omit_defaults=True):
    """The commune explains a component that was appraised below its own score."""

    TOPIC: ClassVar[str] = "par.Explained"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    code: str
    text: str
    evidence: tuple[UUID, ...] = ()


class ExplanationSent(Event, frozen=True):
    """The explanations went to the province."""

    TOPIC: ClassVar[str] = "par.ExplanationSent"
    letter_id: UUID
    number: int
    sha256: str


class Locked(Event, frozen=True):
    """The conclusion came in: `lines` are all final points; nothing changes any more."""

    TOPIC: ClassVar[str] = "par.Locked"
    FREE_TEXT: ClassVar[frozenset[str]] = Conclusion.TYPED | {"lines.reason"}
    letter_id: UUID
    lines: tuple[Judged, ...]
    conclusion: Conclusion


class Assessment(Stream):
    """One year of one commune."""

    begun: Begun | None = None
    submitted: Submitted | None = None
    appraised: Appraised | None = None
    explanation: ExplanationSent | None = None
    locked: Locked | None = None

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.scored: dict[str, Scored] = {}
        self.surveys: dict[Survey, SurveyEntered] = {}
        self.explained: dict[str, Explained] = {}
        self.adjusted: list[Adjustment] = []

    def begin(self, begun: Begun) -> None:
        """Begin with the set of the year, or go on by a later version of it.

        Answers stay, and are scored by the later version; the same version changes nothing.

        Raises:
            AlreadyBegunError: the self-score by another version was sent.
        """
        if self.begun is not None and self.begun.sha256 == begun.sha256:
            return
        if self.begun is not None and self.submitted is not None:
            raise AlreadyBegunError
        self.happened(begun)

    def score(self, scored: Scored) -> None:
        """Answer a component.

        Raises:
            WrongStageError: the self-score was sent.
            NoSuchComponentError: the set has none of that code.
            ByHandWithoutReasonError: the figure was typed, and nobody says why.
            WrongAnswerError, NegativeFigureError, NothingCountedError, PointsOutOfRangeError:
                as `events.par_answers.check`.
        """
        self.require("self_scoring")
        check(self.component(scored.code), scored.answer)
        if scored.drawn is None and not scored.reason.strip():
            raise ByHandWithoutReasonError
        self.happened(scored)

    def enter(self, entered: SurveyEntered, today: date) -> None:
        """Enter the figure of a survey.

        Raises:
            WrongStageError: the self-score was sent.
            SurveyFigureError: it has no source, or is none.
        """
        self.require("self_scoring")
        known = entered.source.strip() and entered.measured_on <= today
        if not known or entered.value < 0:
            raise SurveyFigureError
        self.happened(entered)

    def submit(self, submitted: Submitted) -> None:
        """Send the self-score.

        Raises:
            WrongStageError: it was sent.
            NothingScoredError: there is none.
        """
        self.require("self_scoring")
        if not self.scored:
            raise NothingScoredError
        self.happened(submitted)

    def take(self, appraised: Appraised, of: str) -> None:
        """Take in the first round, which speaks of the self-score with the hash `of`.

        Raises:
            WrongStageError: nothing was sent, or it is appraised already.
            AppraisedAnotherError: it speaks of another one.
        """
        self.require("appraising")
        if self.submitted is None or self.submitted.sha256 != of:
            raise AppraisedAnotherError
        self.happened(appraised)

    def explain(self, explained: Explained, today: date) -> None:
        """Explain a component.

        Raises:
            WrongStageError: it is not the time, or no more.
            NoSuchComponentError: the set has none of that code.
            UnexplainedError: nothing is said.
        """
        self.require("explaining", today)
        self.component(explained.code)
        if not explained.text.strip():
            raise UnexplainedError
        self.happened(explained)

    def send_explanation(self, sent: ExplanationSent, today: date) -> None:
        """Send what was explained.

        Raises:
            WrongStageError: it is not the time, or no more.
            UnexplainedError: nothing was.
        """
        self.require("explaining", today)
        if not self.explained:
            raise UnexplainedError
        self.happened(sent)

    def lock(self, locked: Locked, of: str) -> None:
        """Take in the conclusion on the self-score with the hash `of`.

        Raises:
            WrongStageError: the first round did not come in, or it is locked.
            AppraisedAnotherError: it speaks of another self-score.
        """
        if self.appraised is None or self.locked is not None:
            raise WrongStageError(self.stage(locked.conclusion.concluded_on))
        if self.submitted is None or self.submitted.sha256 != of:
            raise AppraisedAnotherError
        self.happened(locked)

    def adjust(self, taken: AdjustmentTaken, of: str) -> None:
        """Take in what was adjusted after the lock, on the self-score with the hash `of`."""
        self.require("locked")
        if self.submitted is None or self.submitted.sha256 != of:
            raise AppraisedAnotherError
        self.happened(taken)

    def stage(self, day: date) -> Stage:
        """Say where the year stands on a day."""
        if self.locked is not None:
            return "locked"
        if self.submitted is None:
            return "self_scoring"
        if self.appraised is None:
            return "appraising"
        open_still = self.explanation is None and day <= self.appraised.explain_by
        return "explaining" if open_still else "concluding"

    def component(self, code: str) -> Node:
        """Give a component of the set.

        Raises:
            NoSuchComponentError: there is none of that code.
        """
        if self.begun and (found := self.begun.par_set.component(code)):
            return found
        raise NoSuchComponentError(code)

    def require(self, stage: Stage, day: date = date.min) -> None:
        """Refuse what belongs to another stage.

        Raises:
            WrongStageError: it does.
        """
        if self.begun is None or self.stage(day) != stage:
            raise WrongStageError(self.stage(day))

    @property
    def appraised_points(self) -> Mapping[str, Judged]:
        """Give what the province said last of each component."""
        said = self.locked or self.appraised
        return {line.code: line for line in said.lines} if said else {}

    def evolve(self, event: Event) -> None:
        """Remember answers, surveys, what came in and what went out."""
        match event:
            case Begun():
                self.begun = event
            case Scored():
                self.scored[event.code] = event
            case SurveyEntered():
                self.surveys[event.survey] = event
            case Explained():
                self.explained[event.code] = event
        self._crossed(event)

    def _crossed(self, event: Event) -> None:
        match event:
            case Submitted():
                self.submitted = event
            case Appraised():
                self.appraised = event
            case ExplanationSent():
                self.explanation = event
            case Locked():
                self.locked = event
            case AdjustmentTaken():
                self.adjusted.append(event.adjustment)
