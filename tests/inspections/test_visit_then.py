"""One inspection, and the goal of inspecting, as they stood on a past day."""

from uuid import uuid5

from events.coverage import CoverageSet
from service.inspections import coverage
from service.inspections.coverage import SetCoverage
from service.inspections.entries import positions
from service.inspections.findings import AnswerFinding, NoteFinding
from service.inspections.ordering import CloseInspection, OrderInspection
from tests.inspections.mandate import ordered
from tests.past import Story, days_ago, duty, issued, local_day
from tests.web import browse


def test_an_inspection_is_shown_as_it_stood_to_who_sees_it_today(story: Story) -> None:
    [task] = story.tasks(issued(story, [duty(story, 1)], at=days_ago(9)))
    said = OrderInspection(ordered=ordered(story, ago=8))
    visit = uuid5(story.do(said, by="su", at=days_ago(8)), "inspection")
    with story.ledger.scope.begin() as connection:
        events = positions(connection, [task.task_id])
    finding = NoteFinding(
        inspection_id=visit,
        unit_id=story.actors["khai"].unit_id,
        text="Ghi nhận muộn",
        positions=tuple(events[:1]),
    )
    story.do(finding, by="tung", at=days_ago(6))
    answer = AnswerFinding(inspection_id=visit, finding=1, text="Mất sóng")
    story.do(answer, by="do", at=days_ago(4))
    closing = CloseInspection(inspection_id=visit, document="21/KL-UBND")
    story.do(closing, by="su", at=days_ago(3))

    def main(days: int, who: str = "su") -> str:
        asked = {"tai_ngay": local_day(days).isoformat()}
        page = browse(story, who).get(f"kiem-tra/{visit}", asked)
        return page.text if page.status == 200 else str(page.status)

    assert "chưa có cuộc kiểm tra này" in main(10)
    assert "Chưa ghi phát hiện nào" in main(7)
    assert all(words in main(5) for words in ("Ghi nhận muộn", "Đơn vị chưa giải trình"))
    assert "Mất sóng" in main(4)
    assert "21/KL-UBND" not in main(4)
    assert "21/KL-UBND" in main(2)
    assert "Ghi kết luận" not in main(4)  # no form
    assert main(2, "ha") == "404"


def test_the_goal_of_a_past_day_is_that_of_the_day(story: Story) -> None:
    for ago, percent in ((9, 20), (3, 30)):
        goal = CoverageSet(percent=percent, years=2, basis="12/KH-UBND")
        story.do(SetCoverage(goal=goal), by="su", at=days_ago(ago))
    with story.ledger.scope.begin() as connection:
        known = [coverage.goal_of(connection, days_ago(ago)) for ago in (10, 5, 1)]
    assert [one and one.percent for one in known] == [None, 20, 30]
