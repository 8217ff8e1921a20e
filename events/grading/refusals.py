"""Why a year is not graded as somebody asked; each refusal carries its facts."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.errors import RefusedError


@dataclass(eq=False)
class TooFewMonthsError(RefusedError):
    """Whoever worked fewer months is not graded, but for leave that the law counts."""

    months: int
    least: int


@dataclass(eq=False)
class UnitGoneError(RefusedError):
    """The unit ended in the year, so that no whole year of it can be graded."""

    last_day: date


@dataclass(eq=False)
class NotProposedError(RefusedError):
    """A grade is decided on a proposal, and there is none."""

    subject_id: UUID


@dataclass(eq=False)
class NoMeetingError(RefusedError):
    """A person's grade is decided after a meeting, whose minutes are adopted."""

    subject_id: UUID


@dataclass(eq=False)
class NoPartyOpinionError(RefusedError):
    """Of heads and deputies the Party committee is asked for its opinion first."""

    subject_id: UUID


@dataclass(eq=False)
class YearDecidedError(RefusedError):
    """The year was decided: a new decision may only take the place of that one."""

    number: str


@dataclass(eq=False)
class YearNotDecidedError(RefusedError):
    """There is no decision yet that could be told, objected to, or superseded."""


@dataclass(eq=False)
class GradingDayError(RefusedError):
    """The day has not come, or lies before what it has to follow."""

    day: date
    earliest: date
    today: date


@dataclass(eq=False)
class NumberMissingError(RefusedError):
    """Minutes, opinions and decisions have a number."""


@dataclass(eq=False)
class GradeReasonError(RefusedError):
    """Whoever decides otherwise than was proposed says why."""

    subject_id: UUID


@dataclass(eq=False)
class AboveScoreError(RefusedError):
    """A person's grade is not better than score, acts and unit allow."""

    subject_id: UUID


@dataclass(eq=False)
class NoScoreError(RefusedError):
    """No period of the year has a score: there is nothing to grade by."""

    subject_id: UUID


@dataclass(eq=False)
class NoTasksError(RefusedError):
    """The unit had no task in the year: there is nothing to grade by."""

    unit_id: UUID


@dataclass(eq=False)
class NotFirstLeaderError(RefusedError):
    """Grades are decided by the head of the body, or by who stands in for them."""


@dataclass(eq=False)
class OverrideStandsError(RefusedError):
    """What was found in the year leaves one grade only: not completed."""

    subject_id: UUID


@dataclass(eq=False)
class ActCountedError(RefusedError):
    """The same act was counted before: one act counts once."""

    year: int


@dataclass(eq=False)
class OwnYearError(RefusedError):
    """Nobody proposes or decides their own grade."""


@dataclass(eq=False)
class NotYourYearError(RefusedError):
    """Only the person objects to their own grade."""


@dataclass(eq=False)
class YearPetitionOpenError(RefusedError):
    """An objection waits for its answer already, until a day."""

    due_on: date


@dataclass(eq=False)
class ObjectedTooLateError(RefusedError):
    """The rules limit in how many days one may object; `until` was the last."""

    until: date


@dataclass(eq=False)
class NoYearPetitionError(RefusedError):
    """No objection waits for an answer."""


@dataclass(eq=False)
class NothingWrittenError(RefusedError):
    """An objection, its answer and a superseding decision say something."""


@dataclass(eq=False)
class CapExceededError(RefusedError):
    """More would be excellent than the cap allows."""

    most: int
    asked: int


@dataclass(eq=False)
class CutWithoutReasonError(RefusedError):
    """Scores alone do not say who is cut: whoever chooses says why, for each."""

    subject_id: UUID


@dataclass(eq=False)
class UnitNotGradedError(RefusedError):
    """A head is graded after the unit."""

    unit_id: UUID


@dataclass(eq=False)
class HeadAboveUnitError(RefusedError):
    """A head's grade is not above that of the unit."""

    subject_id: UUID
    unit_id: UUID


@dataclass(eq=False)
class NobodyChosenError(RefusedError):
    """A decision grades at least one person or unit of one group."""
