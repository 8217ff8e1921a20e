"""Two rule sets on one month's facts: who would change grade, and who may see it."""

from decimal import Decimal
from fractions import Fraction
from uuid import UUID, uuid5

import pytest

from events.scoring import sheet_id
from events.values import Ruled
from service.evaluation.grades import Grade
from service.evaluation.regrading import Regraded, regraded
from service.evaluation.rule_versions import DraftRules
from service.evaluation.rules import RuleSet, shipped, written
from service.evaluation.seats import seating
from service.inspections import looks
from tenants.directory import directory
from tests.evaluation.examples import LETTER, other
from tests.evaluation.scored import Month, scored_month
from tests.evaluation.versions import DECREE, OURS
from tests.past import Story
from tests.queries import counted
from tests.web import browse

THANH_HOA, PARTY = shipped("thanh-hoa-2026"), shipped("qd366-2025")
POPULATIONS: tuple[Ruled, ...] = ("civil_servant", "cadre")
COMPARED = "danh-gia/quy-tac/so-sanh"
OURS_FOR = {
    population: DraftRules(text=written(OURS), population=population, based_on=DECREE)
    for population in POPULATIONS
}


@pytest.fixture
def month(story: Story) -> Month:
    return scored_month(story)


def tried(month: Month, after: RuleSet, before: RuleSet = LETTER) -> dict[UUID, Regraded]:
    period = month.period()
    with month.story.ledger.scope.begin() as connection:
        seats = seating(directory(connection), period.start, period.end)
        return regraded(connection, seats, period, before, after)


def test_the_same_month_has_another_grade_under_another_reading(month: Month) -> None:
    month.self_score("khai")
    khai = tried(month, THANH_HOA)[month.person("khai")]
    assert (khai.before.signed, khai.after.signed) == (Decimal("79.58"), Decimal("90.28"))
    assert (khai.grade_before, khai.grade_after) == (Grade.GOOD, Grade.EXCELLENT)
    assert khai.changed
    assert not tried(month, LETTER)[month.person("khai")].changed


def test_d_of_a_head_is_reckoned_anew_under_each_set(month: Month) -> None:
    month.self_score("khai")
    do = tried(month, other(unit_least=Decimal(80)))[month.person("do")]
    assert (do.before.parts["d"], do.after.parts["d"]) == (Fraction(1), Fraction(1, 2))
    assert (do.grade_before, do.grade_after, do.changed) == (None, None, False)


def test_what_nobody_said_gives_no_grade_and_is_not_carried_into_other_criteria(
    month: Month,
) -> None:
    assert tried(month, THANH_HOA)[month.person("khai")].grade_after is None
    month.self_score("khai")
    found = tried(month, PARTY)[month.person("khai")]
    assert (found.grade_before, found.grade_after) == (Grade.GOOD, None)
    assert found.after.lacking == ("common",)


def test_what_was_confirmed_goes_before_what_was_said(month: Month) -> None:
    month.self_score("khai")
    lower = {item.code: item.most for item in LETTER.common} | {"I.1": Decimal(0)}
    month.confirm("khai", by="do", common=lower)
    assert tried(month, THANH_HOA)[month.person("khai")].before.signed == Decimal("74.58")


def test_who_may_see_a_score_sees_who_would_change_and_the_look_is_kept(month: Month) -> None:
    month.self_score("khai")
    asked = {"voi": "thanh-hoa-2026", "ky": str(month.period_id)}
    su, do, khai, hung = (
        browse(month.story, login).get(COMPARED, asked).text
        for login in ("su", "do", "khai", "hung")
    )
    line = "Ma Văn Khải Công chức một cửa 79,58, Tốt 90,28, Xuất sắc Đổi mức"
    assert all(line in text for text in (su, do, khai))
    assert "Ma Văn Khải" not in hung
    assert "0/1 người đổi mức" in hung
    assert "Giàng Thị Dợ" in su
    assert "Giàng Thị Dợ" not in khai
    sheet = sheet_id(month.person("khai"), month.period_id)
    with month.story.ledger.scope.begin() as connection:
        seen = looks.at_subject(connection, "score_sheet", sheet)
    assert {one.person_id for one in seen} == {month.person("su"), month.person("do")}


def test_a_period_that_is_not_there_is_missing_and_the_page_is_light(month: Month) -> None:
    su = browse(month.story, "su")
    unknown = {"ky": "00000000-0000-4000-8000-000000000001"}
    assert su.get(COMPARED, unknown).status == 404
    own = OURS_FOR["civil_servant"]
    drafted = month.story.do(own, by="ha")
    asked = {"ky": str(month.period_id), "voi": str(uuid5(drafted, "rules"))}
    with counted() as statements:
        answer = su.get(COMPARED, asked)
    assert "người đổi mức" in answer.text
    assert len(statements) <= 14  # two more than other pages: facts come from the events
    cadres = month.story.do(OURS_FOR["cadre"], by="ha")
    nobody = su.get(COMPARED, asked | {"voi": str(uuid5(cadres, "rules"))})
    assert "Không có người nào thuộc nhóm" in nobody.text
