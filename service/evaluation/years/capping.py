"""Who may be excellent: the cap of a group, whom scores leave, cut or tie. Pure.

Source: Decree 335/2025/NĐ-CP, Articles 8.5, 20.5.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from events.grading.refusals import (
    AboveScoreError,
    CapExceededError,
    CutWithoutReasonError,
)
from service.evaluation.grades import Grade, Proposal, excellent_most, propose_excellent
from service.evaluation.rules import RuleSet


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who waits for a decision: the exact score, and the grade before the cap.

    `bound`: a person's grade is never better than offered; of a unit the authority may weigh
    force majeure (Article 8.4).
    """

    subject_id: UUID
    score: Fraction
    offered: Grade | None
    bound: bool = True

    @property
    def excellent(self) -> bool:
        """Tell whether excellence was offered."""
        return self.offered == Grade.EXCELLENT


@dataclass(frozen=True, slots=True)
class Choice:
    """What the authority gives somebody, and why, where it has to be said."""

    subject_id: UUID
    grade: Grade
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CapLine:
    """How many of a group may be excellent, of how many good or better, and who would be."""

    better: int
    most: int
    proposal: Proposal[UUID]


def cap_line(
    decided: Sequence[Grade],
    waiting: Sequence[Candidate],
    rules: RuleSet,
    *,
    outstanding: bool = False,
) -> CapLine:
    """Draw the line through a group: those decided before keep their places."""
    grades = [*decided, *(one.offered for one in waiting if one.offered is not None)]
    most = excellent_most(grades, rules, outstanding=outstanding)
    taken = sum(grade == Grade.EXCELLENT for grade in decided)
    scores = {one.subject_id: one.score for one in waiting if one.excellent}
    proposal = propose_excellent(scores, max(0, most - taken))
    return CapLine(_better(grades), most, proposal)


def require_fair(
    decided: Sequence[Grade],
    waiting: Mapping[UUID, Candidate],
    choices: Sequence[Choice],
    rules: RuleSet,
    *,
    outstanding: bool = False,
) -> CapLine:
    """Give the line under which a decision is taken.

    Raises:
        AboveScoreError: a grade is better than was offered.
        CapExceededError: more would be excellent than may be.
        CutWithoutReasonError: somebody is cut whom scores alone do not cut.
    """
    for choice in choices:
        candidate = waiting[choice.subject_id]
        if candidate.bound and candidate.offered and choice.grade > candidate.offered:
            raise AboveScoreError(choice.subject_id)
    final = [*decided, *(choice.grade for choice in choices)]
    most = excellent_most(final, rules, outstanding=outstanding)
    asked = sum(grade == Grade.EXCELLENT for grade in final)
    if asked > most:
        raise CapExceededError(most, asked)
    line = cap_line(
        decided, [waiting[c.subject_id] for c in choices], rules, outstanding=outstanding
    )
    _require_reasons(waiting, choices, full=asked >= line.most)
    return line


def is_cut(candidate: Candidate, choice: Choice) -> bool:
    """Tell whether the cap takes excellence from somebody: they are good instead."""
    return candidate.excellent and choice.grade == Grade.GOOD


def _require_reasons(
    waiting: Mapping[UUID, Candidate], choices: Sequence[Choice], *, full: bool
) -> None:
    kept = [waiting[c.subject_id].score for c in choices if c.grade == Grade.EXCELLENT]
    for choice in choices:
        candidate = waiting[choice.subject_id]
        passed_over = not full or any(score <= candidate.score for score in kept)
        if is_cut(candidate, choice) and passed_over and not choice.reason.strip():
            raise CutWithoutReasonError(choice.subject_id)


def _better(grades: Sequence[Grade]) -> int:
    return sum(grade >= Grade.GOOD for grade in grades)
