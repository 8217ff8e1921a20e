"""Scores and a year's grade as they stood on a past day, for who may see them today."""

from service.clock import now
from service.evaluation.years import states
from tests.evaluation.graded import YEAR, graded
from tests.evaluation.scored import scored_month
from tests.past import Story, local_day
from tests.people import Commune
from tests.web import Browser, browse


def test_scores_are_shown_as_they_stood_down_to_the_lines(story: Story) -> None:
    month = scored_month(story)
    month.self_score("khai")
    month.confirm("khai", by="do")
    khai, head, other = (browse(story, who) for who in ("khai", "do", "hung"))
    path = f"danh-gia/phieu/{month.period_id}/{month.person('khai')}"

    def main(browser: Browser, days: int, path: str = path) -> str:
        page = browser.get(path, {"tai_ngay": local_day(days).isoformat()})
        return page.text if page.status == 200 else str(page.status)

    assert "chưa mở kỳ này" in main(khai, 61)
    assert "trung bình 0 →" in main(khai, 30)
    head.get(path)
    scored, signed = main(khai, 7), main(khai, 4)
    assert all(words in scored for words in ("Chờ xác nhận", "Điểm tạm tính"))
    assert "trung bình 0 →" not in scored
    assert all(words in signed for words in ("Điểm đã ký", "không đổi ✔", "Nhất trí."))
    assert not any(words in signed for words in ("Gửi trả lời", "Tải Mẫu"))
    assert "Chưa có ai khác mở phiếu này" in signed
    assert main(other, 7) == "404"
    assert "Chưa có kỳ đánh giá nào" in main(khai, 61, "danh-gia")
    assert "chấm điểm bạn" in main(browse(story, "tung"), 4, "danh-gia")
    assert "Chờ xác nhận" in main(khai, 7, "danh-gia")
    assert "Đã xác nhận" in main(khai, 4, "danh-gia")
    assert "Đã xác nhận 0/" in main(head, 7, "danh-gia/nguoi")
    assert "Đã xác nhận 1/" in main(head, 4, "danh-gia/nguoi")


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
    all_then = browser.get("danh-gia/nam", asked)
    assert "Chưa đề xuất mức xếp loại nào" in all_then.text
    assert all("tai_ngay" in str(tab["href"]) for tab in all_then.soup.select(".tabs a"))
    assert not browser.get(path, asked).soup.select("main form")
