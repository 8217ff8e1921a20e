"""Self-scores beside products, and figures beside events: what is seen, and what is not."""

from decimal import Decimal
from fractions import Fraction

import pytest

from events.report_values import Figure
from service.evaluation.self_scores import excess
from service.reports.differing import differs
from tests.evaluation.scored import scored_month
from tests.inspections.mandate import order, ordered
from tests.past import Story
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
    order(story, ordered(story))
    inspector = browse(story, "tung")
    assert "Đã họp đơn vị thống nhất." in inspector.get(link).text
    assert "chưa có trả lời" in inspector.get("").text
