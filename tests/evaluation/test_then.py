"""Scores and a year's grade as they stood on a past day, for who may see them today."""

import re

from service.clock import now
from service.evaluation.years import states
from tests.evaluation.graded import YEAR, graded
from tests.evaluation.scored import Month, scored_month
from tests.past import Story, local_day
from tests.people import Commune
from tests.web import browse


def _sheet(month: Month, days: int, who: str = "khai") -> str:
    asked = {"tai_ngay": local_day(days).isoformat()}
    path = f"danh-gia/phieu/{month.period_id}/{month.person('khai')}"
    page = browse(month.story, who).get(path, asked)
    return page.text if page.status == 200 else str(page.status)


def test_a_sheet_is_opened_down_to_its_lines_as_it_stood(story: Story) -> None:
    month = scored_month(story)
    month.self_score("khai")
    month.confirm("khai", by="do")
    assert "chưa mở kỳ này" in _sheet(month, 61)
    mean = r"trung bình ([\d,]+)"
    early, late = (re.search(mean, _sheet(month, days)) for days in (30, 7))
    assert early
    assert early.group(1) == "0"
    assert late
    assert late.group(1) != "0"
    assert "Chờ xác nhận" in _sheet(month, 7)
    assert "Điểm tạm tính" in _sheet(month, 7)
    signed = _sheet(month, 4)
    assert all(words in signed for words in ("Điểm đã ký", "không đổi ✔", "Nhất trí."))
    assert not any(words in signed for words in ("Gửi trả lời", "Tải Mẫu", "Ai đã xem"))
    assert _sheet(month, 7, "hung") == "404"


def test_the_lists_of_scores_show_what_was_confirmed_by_then(story: Story) -> None:
    month = scored_month(story)
    month.self_score("khai")
    month.confirm("khai", by="do")

    def main(days: int, path: str, who: str) -> str:
        return browse(story, who).get(path, {"tai_ngay": local_day(days).isoformat()}).text

    assert "Chưa mở kỳ đánh giá nào" in main(61, "danh-gia", "khai")
    assert "Chờ xác nhận" in main(7, "danh-gia", "khai")
    assert "Đã xác nhận" in main(4, "danh-gia", "khai")
    assert "Đã xác nhận 0/" in main(7, "danh-gia/nguoi", "do")
    assert "Đã xác nhận 1/" in main(4, "danh-gia/nguoi", "do")


def test_a_year_shows_nothing_of_what_was_proposed_later(commune: Commune) -> None:
    year, before = graded(commune), now()
    year.score(khai="95")
    year.ready("khai")
    with commune.ledger.scope.begin() as connection:
        assert states.of_year(connection, YEAR)
        assert not states.of_year(connection, YEAR, before)
    asked, browser = {"tai_ngay": local_day(1).isoformat()}, browse(commune, "ha")
    path = f"danh-gia/nam/{YEAR}/nguoi/{year.person('khai')}"
    assert "Chưa đề xuất mức xếp loại" in browser.get(path, asked).text
    assert "Chưa đề xuất mức xếp loại nào" in browser.get("danh-gia/nam", asked).text
    assert not browser.get(path, asked).soup.select("main form")
