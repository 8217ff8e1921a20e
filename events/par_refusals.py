"""What the two sides of the reform index refuse, and the stages that they refuse by."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from events.errors import RefusedError

Stage = Literal["self_scoring", "appraising", "explaining", "concluding", "locked"]
AppraisalStep = Literal["first_round", "waiting", "second_round", "concluded"]


@dataclass(eq=False)
class AlreadyBegunError(RefusedError):
    """The self-score of the year was sent, by another version of the set."""


@dataclass(eq=False)
class WrongStageError(RefusedError):
    """In the stage that the year is in this cannot be done."""

    stage: Stage


@dataclass(eq=False)
class NoSuchComponentError(RefusedError):
    """The set has no component of that code."""

    code: str


@dataclass(eq=False)
class ByHandWithoutReasonError(RefusedError):
    """A figure that is typed by hand says why, or what proves it."""


@dataclass(eq=False)
class NothingScoredError(RefusedError):
    """No component has points: there is nothing to send."""


@dataclass(eq=False)
class SurveyFigureError(RefusedError):
    """The figure of a survey has a source, a day that was, and is not below nothing."""


@dataclass(eq=False)
class UnexplainedError(RefusedError):
    """An explanation, an appraisal that differs, and a bonus say why."""


@dataclass(eq=False)
class AppraisedAnotherError(RefusedError):
    """The letter speaks of another self-score than the one that was sent."""


@dataclass(eq=False)
class WrongStepError(RefusedError):
    """The appraisal stands elsewhere."""

    step: AppraisalStep


@dataclass(eq=False)
class NotScoredError(RefusedError):
    """The set has no component of that code."""

    code: str


@dataclass(eq=False)
class ExplainingDayError(RefusedError):
    """Explanations are due on a day to come."""


@dataclass(eq=False)
class StillExplainingError(RefusedError):
    """The commune may still explain."""

    until: date


@dataclass(eq=False)
class ConclusionError(RefusedError):
    """A conclusion has a number, a day that was, and no bonus or deduction without a reason."""


@dataclass(eq=False)
class NothingAdjustedError(RefusedError):
    """The points are the same as before."""
