"""What commune and province write to each other about a year: six letters, by kind."""

from datetime import date
from uuid import UUID, uuid5

import msgspec

from events.appraisals import Explanation, SelfLine, SurveyLine
from events.par_adjusting import Adjustment
from events.par_answers import Conclusion, Judged
from events.par_criteria import ParSet

PAR = UUID("5a05a05a-0000-4000-8000-0000000000c1")
SET, SELF, ROUND, EXPLAINED, CONCLUDED, ADJUSTED = (
    "par_set",
    "par_self_score",
    "par_appraisal",
    "par_explanation",
    "par_conclusion",
    "par_adjustment",
)


class SetPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province sends the set of a year, with the decision by which it holds."""

    par_set: ParSet
    number: str
    decided_on: date


class SelfPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The commune sends its self-score, made by the set with a hash."""

    year: int
    set_sha256: str
    lines: tuple[SelfLine, ...]
    surveys: tuple[SurveyLine, ...]
    total: str


class RoundPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province sends its first round on the self-score with a hash."""

    year: int
    of: str
    lines: tuple[Judged, ...]
    explain_by: date


class ExplanationPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The commune sends what it explains of that round."""

    year: int
    of: str
    lines: tuple[Explanation, ...]


class ConclusionPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province sends the final points and the conclusion on that self-score."""

    year: int
    of: str
    lines: tuple[Judged, ...]
    conclusion: Conclusion


class AdjustmentPaper(msgspec.Struct, frozen=True, kw_only=True):
    """The province sends what it adjusted after the lock of that self-score."""

    year: int
    of: str
    adjustment: Adjustment


def subject(year: int) -> UUID:
    """Name a year, the same on both sides."""
    return uuid5(PAR, f"year {year}")


def assessment_id(year: int) -> UUID:
    """Name the stream of a commune's year."""
    return uuid5(PAR, f"assessment {year}")


def appraisal_id(commune: int, year: int) -> UUID:
    """Name the stream of the province on a commune's year."""
    return uuid5(PAR, f"appraisal {commune} {year}")
