"""A year as a list: groups with their cap line, who is cut, who waits for what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from uuid import UUID

from events.errors import WrongStreamError
from events.grading.body_year import GradingYear, GroupDecided, year_id
from events.grading.steps import Grade, TaskGroup
from events.values import Ruled
from service.evaluation.choosing import NoRulesHoldError, rules_for
from service.evaluation.rules import RuleSet
from service.evaluation.years import states
from service.evaluation.years.capping import Candidate, CapLine, cap_line
from service.evaluation.years.naming import grade_of
from service.evaluation.years.ranks import Standing, graded_units, last_day
from service.evaluation.years.states import GradeState
from service.in_force import past_of
from service.vault.stores import event_store
from tenants.populations import populations
from web import as_of
from web.evaluation.year_sight import members, sees, sees_unit
from web.evaluation.year_words import GROUPS, SHORT, STAGES, Badge
from web.session import db, register
from web.ui.typed import write_amount


@dataclass(frozen=True, slots=True)
class Row:
    """One person or unit of a year."""

    subject_id: UUID
    unit: bool
    name: str
    where: str
    points: str
    offered: Badge | None
    grade: Badge | None
    cut: bool
    stage: Badge


@dataclass(frozen=True, slots=True)
class Group:
    """A group of similar tasks: its rows, the line of the cap, and who waits."""

    group: TaskGroup
    title: str
    rows: tuple[Row, ...]
    line: CapLine | None
    cut: tuple[str, ...]
    tied: tuple[str, ...]
    waiting: tuple[GradeState, ...]

    def suggested(self) -> dict[UUID, str]:
        """Give the grade that is filled in for who waits; nothing where people must choose."""
        known = self.line.proposal if self.line else None
        held_back = {*known.cut, *known.tied} if known else set()
        offered = {one.subject_id: one.offered or "" for one in self.waiting}
        cut = dict.fromkeys(known.cut, "good") if known else {}
        free = {one: grade for one, grade in offered.items() if one not in held_back}
        return free | cut


def every_row(year: int) -> tuple[list[Group], list[Row]]:
    """Give the groups of a year in sight, and those of whom nothing was proposed; or then.

    Who is in sight is judged as of today.
    """
    begun = {one.subject_id: one for one in states.of_year(db(), year, as_of.instant())}
    here, then = members(year), members(year, as_of.day())
    proposed = [one for one in begun.values() if one.proposed and _seen(one, here)]
    groups = [
        _group(name, [one for one in proposed if one.group == name], year)
        for name in GROUPS
        if any(one.group == name for one in proposed)
    ]
    in_sight = {person for person, now in here.items() if sees(now)}
    waiting = [_unbegun(one, begun) for one in then.values() if one.person_id in in_sight]
    known = graded_units(then.values())
    units = [_unbegun_unit(unit, begun) for unit in known if sees_unit(unit)]
    rows = [row for row in (*units, *waiting) if row is not None]
    return groups, rows


def decided_groups(year: int) -> tuple[GroupDecided, ...]:
    """List under which cap each decision of a year was taken."""
    past = past_of(db(), as_of.instant())
    try:
        return tuple(event_store(db()).load(GradingYear, year_id(year), past=past).decided)
    except WrongStreamError:
        return ()


def _seen(state: GradeState, here: Mapping[UUID, Standing]) -> bool:
    if state.subject == "unit":
        return sees_unit(state.subject_id)
    standing = here.get(state.subject_id)
    return standing is not None and sees(standing)


def _group(name: TaskGroup, members_of: Sequence[GradeState], year: int) -> Group:
    waiting = tuple(one for one in members_of if one.grade is None)
    line = _line(members_of, waiting, year)
    known = line.proposal if line else None
    return Group(
        group=name,
        title=GROUPS[name],
        rows=tuple(_row(one) for one in members_of),
        line=line,
        cut=_names(known.cut) if known else (),
        tied=_names(known.tied) if known else (),
        waiting=waiting,
    )


def _line(
    members_of: Sequence[GradeState], waiting: Sequence[GradeState], year: int
) -> CapLine | None:
    """Draw the line of the cap by the rules that hold; None where none do."""
    rules = _rules(members_of[0], year)
    if rules is None:
        return None
    decided = [grade_of(one.grade) for one in members_of if one.grade]
    candidates = [
        Candidate(one.subject_id, one.exact, grade_of(one.offered) if one.offered else None)
        for one in waiting
    ]
    return cap_line(decided, candidates, rules)


def _rules(first: GradeState, year: int) -> RuleSet | None:
    """Give the rules of a group: those that hold for its first member."""
    day, population = last_day(year, as_of.day()), cast(Ruled, first.subject)
    if first.subject == "person":
        population = populations(db()).of(first.subject_id, day)
    try:
        return rules_for(db(), population, day, as_of.instant()).rules
    except NoRulesHoldError:
        return None


def _row(state: GradeState) -> Row:
    unit = state.subject == "unit"
    known = register()
    name = known.unit(state.subject_id) if unit else known.person(state.subject_id)
    return Row(
        subject_id=state.subject_id,
        unit=unit,
        name=name,
        where="" if unit else known.unit(state.unit_id),
        points="" if state.signed is None else write_amount(state.signed),
        offered=badge_of(state.offered),
        grade=badge_of(state.grade),
        cut=state.cut,
        stage=STAGES[state.stage],
    )


def badge_of(grade: Grade | None) -> Badge | None:
    """Give a grade's badge; None for none."""
    return SHORT[grade] if grade else None


def _unbegun(standing: Standing, begun: Mapping[UUID, GradeState]) -> Row | None:
    state = begun.get(standing.person_id)
    if state is not None and state.proposed:
        return None
    name, unit = register().person(standing.person_id), register().unit(standing.unit_id)
    return _empty(standing.person_id, name, unit, unit=False)


def _unbegun_unit(unit_id: UUID, begun: Mapping[UUID, GradeState]) -> Row | None:
    state = begun.get(unit_id)
    if state is not None and state.proposed:
        return None
    return _empty(unit_id, register().unit(unit_id), "", unit=True)


def _empty(subject_id: UUID, name: str, where: str, *, unit: bool) -> Row:
    stage = STAGES["begun"]
    return Row(subject_id, unit, name, where, "", None, None, cut=False, stage=stage)


def _names(subjects: Iterable[UUID]) -> tuple[str, ...]:
    known = register()
    return tuple(known.people.get(one) or known.unit(one) for one in subjects)
