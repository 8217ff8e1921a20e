"""A score sheet and a year's grade as they stood on a past day."""

from tests.evaluation.graded import graded
from tests.evaluation.scored import scored_month
from tests.past import Story, local_day
from tests.people import Commune
from tests.web import browse
from web.evaluation.then import of_year


def test_a_sheet_is_shown_as_it_stood(story: Story) -> None:
    month = scored_month(story)
    month.self_score("khai")
    month.confirm("khai", by="do")
    path = f"danh-gia/phieu/{month.period_id}/{month.person('khai')}"

    def main(days: int) -> str:
        asked = {"tai_ngay": local_day(days).isoformat()}
        return browse(story, "khai").get(path, asked).text

    assert "chưa có gì trên phiếu này" in main(10)
    assert "Chờ xác nhận" in main(7)
    assert "Điểm xác nhận" not in main(7)
    assert "Đã xác nhận" in main(4)
    assert "Điểm xác nhận" in main(4)


def test_what_was_known_of_a_year_is_said(commune: Commune) -> None:
    year = graded(commune)
    year.score(khai="95")
    year.ready("khai")
    state = year.state(year.person("khai"))
    assert state
    said = {name: words for name, words in of_year(state) if words}
    assert said["Điểm"] == "95"
    assert "Hoàn thành" in said["Đề xuất"]
    assert "Xếp loại" not in said
