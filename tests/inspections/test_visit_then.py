"""One inspection as it stood on a past day."""

from uuid import uuid5

from service.inspections.ordering import CloseInspection, OrderInspection
from tests.inspections.mandate import ordered
from tests.past import Story, days_ago, local_day
from tests.web import browse


def test_an_inspection_is_shown_as_it_stood_to_who_sees_it_today(story: Story) -> None:
    said = OrderInspection(ordered=ordered(story, ago=8))
    visit = uuid5(story.do(said, by="su", at=days_ago(8)), "inspection")
    closing = CloseInspection(inspection_id=visit, document="21/KL-UBND")
    story.do(closing, by="su", at=days_ago(3))

    def main(days: int, who: str = "su") -> str:
        asked = {"tai_ngay": local_day(days).isoformat()}
        page = browse(story, who).get(f"kiem-tra/{visit}", asked)
        return page.text if page.status == 200 else str(page.status)

    assert "chưa có cuộc kiểm tra này" in main(10)
    assert "Quyết định 15/QĐ-UBND" in main(5)
    assert "21/KL-UBND" not in main(5)
    assert "21/KL-UBND" in main(2)
    assert main(2, "ha") == "404"
