"""What if: another reading, or a cause that was not confirmed, beside what was signed."""

from decimal import Decimal

import pytest

from events.score_values import Verdict
from service.evaluation.assembling import Recomputed, recomputed
from service.evaluation.choosing import RulesUnknownError, every_shipped
from service.evaluation.what_if import Supposed, confirmations, readings, supposed
from service.tasks.judging import Accept
from service.tasks.obstacles import AnswerObstacle, ReportObstacle
from service.tasks.working import Submit
from tests.evaluation.scored import Month, scored_month
from tests.past import Story, days_ago
from tests.web import browse


@pytest.fixture
def month(story: Story) -> Month:
    """The month, in which a confirmed cause excuses the fourth product's lateness."""
    made = scored_month(story)
    last = made.tasks[3]
    reported = ReportObstacle(task_id=last, cause="objective", text="Mưa lũ, mất điện")
    story.do(reported, by="khai", at=days_ago(21))
    story.do(Submit(task_id=last, note="Xong", evidence=()), by="khai", at=days_ago(17))
    story.do(Accept(task_id=last), by="do", at=days_ago(16))
    answer = AnswerObstacle(task_id=last, obstacle=3, verdict="confirmed", answer="Đúng vậy.")
    story.do(answer, by="dung", at=days_ago(15))
    made.self_score("khai")
    made.confirm("khai", by="do")
    return made


def verdict_of(month: Month) -> Verdict:
    verdict = month.kept("khai").sheet.verdict
    assert verdict
    return verdict


def supposing(month: Month, what: Supposed) -> Recomputed:
    with month.story.ledger.scope.begin() as connection:
        return supposed(
            connection, month.person("khai"), month.period(), verdict_of(month), what
        )


def stored(month: Month) -> Recomputed:
    with month.story.ledger.scope.begin() as connection:
        return recomputed(connection, month.person("khai"), month.period(), verdict_of(month))


def test_nothing_supposed_gives_what_was_signed(month: Month) -> None:
    assert supposing(month, Supposed(verdict_of(month).rules)).same


def test_without_the_confirmed_cause_the_month_is_worth_less(month: Month) -> None:
    [cause] = confirmations(stored(month).facts.products)
    assert cause.found.task_id == month.tasks[3]
    rules = verdict_of(month).rules
    other = supposing(month, Supposed(rules, frozenset({cause.position})))
    signed = verdict_of(month).signed
    assert signed is not None
    assert other.reckoned.signed is not None
    assert signed - other.reckoned.signed == Decimal(
        "1.45"
    )  # 70 · (1 / 4) / 4 / 3, both signed
    assert not other.same


def test_another_reading_gives_another_score_and_changes_nothing(month: Month) -> None:
    with month.story.ledger.scope.begin() as connection:
        shipped = readings(connection, "civil_servant")
    assert {one.rules.code for one in shipped} > {"nd335-2025"}
    before = verdict_of(month)
    for one in shipped:
        assert supposing(month, Supposed(one.ref)).rules.code == one.rules.code
    assert verdict_of(month) == before


def test_a_text_that_nobody_has_is_refused(month: Month) -> None:
    unknown = every_shipped()[0].ref.__class__(code="x", version_id=None, sha256="0" * 64)
    with pytest.raises(RulesUnknownError):
        supposing(month, Supposed(unknown))


def test_the_page_shows_both_beside_each_other(month: Month) -> None:
    head = browse(month.story, "do")
    sheet = f"danh-gia/phieu/{month.period_id}/{month.person('khai')}"
    page = head.get(f"{sheet}/thu")
    assert "Đã ký" in page.text
    assert "Không đổi" in page.text
    [cause] = confirmations(stored(month).facts.products)
    tried = head.get(f"{sheet}/thu?bo={cause.position}")
    assert "giảm 1,45 điểm" in tried.text
    assert "Chỉ để xem" in tried.text
    others = "&".join(f"bo={number}" for number in range(1, cause.position))
    for rubbish in (others, "quy_tac=rac", "bo=rac", "bo=1&bo=-1&bo=99999999999999999999"):
        assert "Không đổi" in head.get(f"{sheet}/thu?{rubbish}").text
    link = head.get(sheet).soup.find("a", string="Thử cách tính khác")
    assert link is not None


def test_nobody_else_tries_anything_and_nothing_is_tried_before_it_is_signed(
    month: Month,
) -> None:
    sheet = f"danh-gia/phieu/{month.period_id}/{month.person('khai')}"
    assert browse(month.story, "hung").get(f"{sheet}/thu").status == 404
    unsigned = f"danh-gia/phieu/{month.period_id}/{month.person('hung')}"
    assert "Chưa có điểm nào được ký" in browse(month.story, "hung").get(f"{unsigned}/thu").text
