"""Self-scores beside products, and figures beside events: what is seen, and what is not."""

from decimal import Decimal
from fractions import Fraction

import pytest

from events.report_values import Figure
from service.evaluation.self_scores import excess
from service.reports.differing import differs
from service.reports.drafting import TypeFigure
from tenants.directory import directory
from tests.evaluation.scored import scored_month
from tests.inspections.mandate import order, ordered
from tests.past import Story, local_day
from tests.reports.year import reported
from tests.web import browse

LIST = "kiem-tra/dau-hieu"


@pytest.mark.parametrize(
    ("points", "products", "more"),
    [("30", "1", 0), ("30", "3/4", 25), ("15", "3/4", -25), ("30", "2/3", 33)],
)
def test_the_common_points_are_compared_with_the_products(
    points: str, products: str, more: int
) -> None:
    assert excess(Decimal(points), Fraction(products)) == more


@pytest.mark.parametrize(
    ("said", "found", "seen"),
    [
        ("100", "100", False),
        ("101", "100", False),
        ("102", "100", True),
        ("98", "100", True),
        ("1", "0", True),
        (None, None, False),
        ("88", None, True),
        (None, "88", True),
    ],
)
def test_a_figure_further_from_the_events_than_the_limit(
    said: str | None, found: str | None, seen: bool
) -> None:
    both = [Figure(value=Decimal(v) if v else None, count="given") for v in (said, found)]
    assert differs(both[0], both[1], 1) == seen


def test_a_figure_that_the_events_do_not_have() -> None:
    assert differs(Figure(value=Decimal(3), count="given"), None, 1)


def test_a_self_score_is_shown_to_who_reads_the_sheet_and_answered_by_the_unit(
    story: Story,
) -> None:
    month = scored_month(story)
    month.self_score("khai")
    month.confirm("khai", by="do")
    words = "Ma Văn Khải: tự chấm cao hơn"
    [head, other, leader] = (browse(story, who).get(LIST) for who in ("do", "ha", "su"))
    assert words in head.text
    assert words in leader.text
    assert words not in other.text
    links = [str(a["href"]) for a in head.soup.select(".work__title a")]
    [link] = [one for one in links if "tu-cham-cao" in one]
    said = browse(story, "do").post(link, {"text": "Đã họp đơn vị thống nhất."})
    assert said.status == 303
    early, late = ({"tai_ngay": local_day(days).isoformat()} for days in (9, 7))
    assert words not in browse(story, "do").get(LIST, early).text
    assert "chưa có dấu hiệu này" in browse(story, "do").get(link, early).text
    then = browse(story, "do").get(link, late)
    assert "Đơn vị chưa trả lời" in then.text
    assert not then.soup.select("textarea")
    order(story, ordered(story))
    inspector = browse(story, "tung")
    assert "Đã họp đơn vị thống nhất." in inspector.get(link).text
    assert "chưa có trả lời" in inspector.get(f"{LIST}/dem", hx_request="true").text


@pytest.mark.parametrize("whole", [True, False], ids=["everything", "one unit"])
def test_by_mandate_only_who_reads_everything_sees_what_is_reckoned_from_everything(
    story: Story, *, whole: bool
) -> None:
    scored_month(story).self_score("khai")
    report = reported(story)
    report.ready()
    report.do(
        TypeFigure(report_id=report.report_id, key="given", value=Decimal(40), reason="x")
    )
    report.signed()
    report.do(report.lock(), ago=1)
    with story.ledger.scope.begin() as connection:
        every = tuple(directory(connection).units)
    units = every if whole else (story.actors["khai"].unit_id,)
    order(story, ordered(story, kind="self_check", unit_ids=units))
    inspector = browse(story, "tung")
    found = inspector.get(LIST).text
    assert ("Ma Văn Khải: tự chấm cao hơn" in found) == whole
    assert ("45/BC-UBND" in found) == whole
    then = inspector.get(LIST, {"tai_ngay": local_day(2).isoformat()}).text
    assert ("Ma Văn Khải: tự chấm cao hơn" in then) == whole
    assert "45/BC-UBND" not in then
    assert inspector.get(f"bao-cao/{report.report_id}").status == 200
