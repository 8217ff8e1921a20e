"""Commands: decide a group under its cap, tell the result, answer, supersede.

Source: Decree 335/2025/NĐ-CP, Articles 8.5, 9, 20 to 22.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from events.grading.body_year import GradingYear, GroupDecided, year_id
from events.grading.refusals import (
    HeadAboveUnitError,
    NobodyChosenError,
    NotProposedError,
    OwnYearError,
    UnitNotGradedError,
)
from events.grading.steps import Decided, TaskGroup, grade_id
from events.grading.year import YearGrade
from events.values import RuleRef
from service.evaluation.choosing import pinned
from service.evaluation.grades import Grade
from service.evaluation.rules import RuleSet
from service.evaluation.years import states
from service.evaluation.years.capping import Candidate, CapLine, Choice, is_cut, require_fair
from service.evaluation.years.naming import grade_of, name_of
from service.evaluation.years.opening import require_head_of_body
from service.evaluation.years.states import GradeState
from service.work import Work

DECIDING = text("SELECT pg_advisory_xact_lock(19, ctx.tenant())")  # one group after another


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideGroup:
    """Decide the grades of one group by one paper; who is not named waits.

    `outstanding`: the paper that recognises the body as outstanding, which lifts the cap.
    """

    year: int
    group: TaskGroup
    number: str
    decided_on: date
    choices: tuple[Choice, ...]
    outstanding: str = ""

    def decide(self, work: Work) -> None:
        """Record each grade, and under which cap they were given.

        Raises:
            NotFirstLeaderError: the actor does not head the body.
            NobodyChosenError: nobody is named, or somebody of another group.
            OwnYearError: one of the grades is the actor's own.
            AboveScoreError, CapExceededError, CutWithoutReasonError: the choice is not fair.
            UnitNotGradedError, HeadAboveUnitError: a head would be graded before or above
                the unit.
        """
        require_head_of_body(work)
        work.connection.execute(DECIDING)
        every = states.of_year(work.connection, self.year)
        group = {one.subject_id: one for one in every if one.group == self.group}
        self._require_named(work, group)
        streams = {c.subject_id: _load(work, c, self.year) for c in self.choices}
        ref = _rules_of(streams)
        rules = pinned(work.connection, ref)
        waiting = {s: _candidate(group[s]) for s in streams}
        decided = [grade_of(one.grade) for one in group.values() if one.grade]
        line = require_fair(
            decided, waiting, self.choices, rules, outstanding=bool(self.outstanding.strip())
        )
        for choice in self.choices:
            _require_below_unit(group[choice.subject_id], choice, every, rules)
            self._decided(work, streams[choice.subject_id], waiting, choice)
        self._note(work, ref, waiting, line)

    def _require_named(self, work: Work, group: dict[UUID, GradeState]) -> None:
        named = [choice.subject_id for choice in self.choices]
        if not named or len(set(named)) < len(named) or not group.keys() >= set(named):
            raise NobodyChosenError
        if work.actor.person_id in named:
            raise OwnYearError

    def _decided(
        self,
        work: Work,
        stream: YearGrade,
        waiting: dict[UUID, Candidate],
        choice: Choice,
    ) -> None:
        person = stream.begun.subject_id if stream.begun.subject == "person" else None
        decided = Decided(
            person_id=person,
            grade=name_of(choice.grade),
            number=self.number,
            decided_on=self.decided_on,
            reason=choice.reason,
            cut=is_cut(waiting[choice.subject_id], choice),
        )
        stream.decide(decided, today=work.today)
        work.save(stream)

    def _note(
        self,
        work: Work,
        ref: RuleRef,
        waiting: dict[UUID, Candidate],
        line: CapLine,
    ) -> None:
        year = work.open(GradingYear, year_id(self.year))
        year.decide(
            GroupDecided(
                year=self.year,
                group=self.group,
                number=self.number,
                decided_on=self.decided_on,
                rules=ref,
                better=line.better,
                most=line.most,
                outstanding=self.outstanding,
                excellent=_given(self.choices, Grade.EXCELLENT),
                cut=_cut(self.choices, waiting),
            )
        )
        work.save(year)


def _rules_of(streams: dict[UUID, YearGrade]) -> RuleRef:
    """Give the rules of a group: those that its first proposal names."""
    first = next(iter(streams.values()))
    proposed = first.proposed or first.unit_proposed
    if proposed is None:
        raise NotProposedError(first.begun.subject_id)
    return proposed.rules


def _cut(choices: Sequence[Choice], waiting: dict[UUID, Candidate]) -> tuple[UUID, ...]:
    return tuple(c.subject_id for c in choices if is_cut(waiting[c.subject_id], c))


def _given(choices: Sequence[Choice], grade: Grade) -> tuple[UUID, ...]:
    return tuple(choice.subject_id for choice in choices if choice.grade == grade)


def _load(work: Work, choice: Choice, year: int) -> YearGrade:
    return work.load(YearGrade, grade_id(choice.subject_id, year))


def _candidate(state: GradeState) -> Candidate:
    offered = None if state.offered is None else grade_of(state.offered)
    return Candidate(state.subject_id, state.exact, offered, bound=state.subject == "person")


def _require_below_unit(
    state: GradeState, choice: Choice, every: Sequence[GradeState], rules: RuleSet
) -> None:
    if state.subject != "person" or state.rank != "head" or not rules.head_at_most_unit:
        return
    unit = next((one for one in every if one.subject_id == state.unit_id), None)
    if unit is None or unit.grade is None:
        raise UnitNotGradedError(state.unit_id or state.subject_id)
    if choice.grade > grade_of(unit.grade):
        raise HeadAboveUnitError(state.subject_id, unit.subject_id)
