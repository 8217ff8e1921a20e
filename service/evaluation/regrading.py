"""Who would change grade? Two rule sets on the real facts of one period; nothing is stored.

What people said (common points, đ, e) is taken from the sheets as it stands; d is reckoned anew
under each set, staff before deputies before heads. Grades are bands of the period's score.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from events.scoring import ScoreSheet, sheet_id
from service.evaluation.gathering import PersonFacts, gather_all
from service.evaluation.grades import Grade, band
from service.evaluation.periods import Period
from service.evaluation.reckoning import NO_WORDS, Reckoned, Words, reckon, words_of
from service.evaluation.results import Score, common_points, scoring_order
from service.evaluation.rules import RuleSet
from service.evaluation.seats import Seating
from service.vault.stores import event_store

NO_END = 2**62  # after every position of a log


@dataclass(frozen=True, slots=True)
class Regraded:
    """One person under two sets; a grade is None where there is no score."""

    person_id: UUID
    before: Reckoned
    after: Reckoned
    grade_before: Grade | None
    grade_after: Grade | None

    @property
    def changed(self) -> bool:
        """Tell whether the person would have another grade, or lose or gain one."""
        return self.grade_before != self.grade_after


def regraded(
    connection: Connection, seating: Seating, period: Period, one: RuleSet, other: RuleSet
) -> dict[UUID, Regraded]:
    """Score everybody in a period under two sets, by all that is recorded now."""
    facts = gather_all(connection, period)
    words = _said(connection, seating.seats, period)
    before, after = (_under(rules, seating, facts, words) for rules in (one, other))
    return {
        person: Regraded(
            person,
            before[person],
            after[person],
            _grade(before[person], one),
            _grade(after[person], other),
        )
        for person in seating.seats
    }


def _said(connection: Connection, people: Iterable[UUID], period: Period) -> dict[UUID, Words]:
    """Give what was said of people in a period: what was decided, else their own word."""
    sheets = {sheet_id(person, period.period_id): person for person in people}
    kept = {one: ScoreSheet(one) for one in sheets}
    for recorded in event_store(connection).streams(sorted(sheets), until=NO_END):
        kept[recorded.stream_id].replay(recorded.event)
    return {sheets[one]: _words(sheet) for one, sheet in kept.items()}


def _words(sheet: ScoreSheet) -> Words:
    if sheet.verdict is not None:
        return words_of(sheet.verdict)
    said = sheet.self_scored
    return NO_WORDS if said is None else Words(common=said.common, picked=said.picked)


def _under(
    rules: RuleSet,
    seating: Seating,
    facts: Mapping[UUID, PersonFacts],
    words: Mapping[UUID, Words],
) -> dict[UUID, Reckoned]:
    """Score everybody, those who are managed before those who manage."""
    found: dict[UUID, Reckoned] = {}
    for person in scoring_order(seating.manages()):
        theirs = facts.get(person)
        products = [one.under(rules) for one in theirs.products] if theirs else []
        seat = seating.seats[person]
        managed: list[Score] | None = None
        if seat.leads:
            managed = [found[one].score for one in seating.managed_by(seat)]
        found[person] = reckon(products, rules, _fitting(words[person], rules), managed)
    return found


def _fitting(words: Words, rules: RuleSet) -> Words:
    """Keep common points only where the set has the same criteria: others are never guessed."""
    try:
        common_points(words.common, rules)
    except ValueError:
        return Words(common={}, picked=words.picked)
    return words


def _grade(found: Reckoned, rules: RuleSet) -> Grade | None:
    return None if found.score is None else band(found.score, rules)
