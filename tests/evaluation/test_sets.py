"""The sets that come with the system: what each changes, and the same month under each."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from service.evaluation.conditions import OfficialYear, official_conditions, official_grade
from service.evaluation.grades import Grade, band
from service.evaluation.products import (
    bonus_points,
    progress_share,
    quality_share,
    quantity_share,
)
from service.evaluation.results import period_score, signed, staff_result
from service.evaluation.rules import RuleSet, shipped
from tests.evaluation.examples import COMMON, LETTER, SPECIALIST

F = Fraction
E, G, C, N = Grade.EXCELLENT, Grade.GOOD, Grade.COMPLETED, Grade.NOT_COMPLETED
THANH_HOA, HCMC = shipped("thanh-hoa-2026"), shipped("tp-hcm-2026")
KON_TUM, PARTY = shipped("kon-tum-2026"), shipped("qd366-2025")


def month(rules: RuleSet) -> Fraction:
    a, b, c = (
        share(SPECIALIST, rules) for share in (quantity_share, quality_share, progress_share)
    )
    result = staff_result({"a": a, "b": b, "c": c}, rules)
    found = period_score(COMMON, result, rules, bonus_points(SPECIALIST, rules))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rules", "score", "grade"),
    [
        (LETTER, "84.38", G),
        (THANH_HOA, "90.40", E),
        (HCMC, "78.50", C),
        (KON_TUM, "84.38", G),
        (PARTY, "84.38", G),
    ],
)
def test_one_month_under_every_shipped_set(rules: RuleSet, score: str, grade: Grade) -> None:
    found = month(rules)
    assert signed(found, rules) == Decimal(score)
    assert band(found, rules) == grade


@pytest.mark.parametrize("rules", [THANH_HOA, HCMC, KON_TUM, PARTY])
def test_what_differs_from_the_decree_names_another_paper_or_says_what_is_unknown(
    rules: RuleSet,
) -> None:
    changed = {row for row in LETTER.bases if rules.bases[row] != LETTER.bases[row]}
    assert changed
    assert all(rules.bases[row].note or rules.bases[row].document for row in changed)
    single = [b for b in rules.bases.values() if "một nguồn" in b.note]
    assert all(basis.binding in {"local", "proposal"} for basis in single)


def year(**facts: Any) -> OfficialYear:
    full = {"score": F(95), "assigned": 100, "done": 100, "late": 0, "exceeding": 30}
    return OfficialYear(**{**full, "least_done": F(1), **facts})


@pytest.mark.parametrize(
    ("rules", "facts", "grade"),
    [
        (LETTER, {"late": 90, "done": 10}, E),
        (LETTER, {"score": F(49)}, N),
        (THANH_HOA, {}, E),
        (THANH_HOA, {"late": 50}, E),
        (THANH_HOA, {"exceeding": 29}, G),
        (THANH_HOA, {"done": 99, "least_done": F(1, 2)}, G),
        (THANH_HOA, {"done": 99, "least_done": F(49, 100)}, C),
        (THANH_HOA, {"done": 99, "least_done": F(0), "late": 21}, None),
        (THANH_HOA, {"score": F(60), "late": 20}, C),
        (THANH_HOA, {"score": F(60), "late": 21}, None),
        (THANH_HOA, {"done": 50, "least_done": F(0)}, C),
        (THANH_HOA, {"done": 49, "least_done": F(0)}, N),
        (THANH_HOA, {"done": 70, "least_done": F(0), "leads": True}, C),
        (THANH_HOA, {"done": 69, "least_done": F(0), "leads": True}, N),
        (PARTY, {"exceeding": 0}, E),
        (PARTY, {"late": 1}, C),
        (PARTY, {"score": F(75)}, G),
        (PARTY, {"score": F(75), "late": 1}, C),
        (PARTY, {"score": F(75), "late": 21}, None),
        (PARTY, {"score": F(60), "done": 99, "least_done": F(0)}, None),
        (PARTY, {"score": F("49.99")}, N),
    ],
)
def test_local_and_party_grades_look_at_the_tasks_too(
    rules: RuleSet, facts: dict[str, Any], grade: Grade | None
) -> None:
    assert official_grade(year(**facts), rules) == grade


def test_each_condition_of_an_official_says_whether_it_is_met() -> None:
    found = official_conditions(year(late=1, exceeding=0), PARTY)
    assert {c.name: c.met for c in found[E]} == {
        "score": True, "all_done": True, "on_time": False, "exceeding": True,
    }  # fmt: skip
    assert {c.name: c.met for c in found[G]} == {
        "score": True, "all_on_time": False, "least_done": True,
    }  # fmt: skip
    assert [c.name for c in found[C]] == ["score", "done", "late"]
    assert [c.name for c in found[N]] == ["score", "undone"]
    with pytest.raises(ValueError, match="without tasks"):
        official_conditions(year(assigned=0, done=0), PARTY)
    assert official_grade(year(assigned=0, done=0), LETTER) == E
