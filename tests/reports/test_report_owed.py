"""Who drafts is reminded of the day of a report, heads of that of their own unit."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from service.messages import feed
from service.reports.states import state
from tests.messages.looking import bell
from tests.messages.test_reminders import greet, morning
from tests.past import Story, local_day
from tests.reports.year import Reported, reported
from tests.web import browse


@pytest.fixture
def report(story: Story) -> Reported:
    return reported(story)


def told(story: Story, who: str) -> list[tuple[str, date | None]]:
    kinds = {"report_due", "report_late", "report_part_due", "report_part_late"}
    return [(one.kind, one.day) for one in bell(story, who) if one.kind in kinds]


def lower_due(report: Reported) -> date:
    with report.story.ledger.scope.begin() as connection:
        return state(connection, report.report_id).lower_due_on


def days_of(story: Story, who: str) -> str:
    person: UUID = story.actors[who].person_id
    with story.ledger.scope.begin() as connection:
        written = feed.feed(connection, person, local_day(0), who, lambda *_: "https://x/")
    return written.decode()


def test_a_head_is_reminded_of_the_day_by_which_the_unit_is_due(
    report: Reported,
) -> None:
    story, by = report.story, lower_due(report)
    for days in range(1, 12):  # holidays among them
        greet(story, morning(by + timedelta(days=days)))
    assert set(told(story, "do")) == {("report_part_late", by)}
    assert {kind for kind, _ in told(story, "ha")} == {"report_due", "report_late"}
    assert told(story, "khai") == []  # whose tasks have reminders of their own
    opened = browse(story, "do").post("thong-bao/mo", {"subject_id": str(report.report_id)})
    assert opened.location.endswith(f"/bao-cao/{report.report_id}/phan-viec")
    assert "Rà soát quy trình" in browse(story, "do").get(opened.location).text
    assert f"DTSTART;VALUE=DATE:{by:%Y%m%d}" in days_of(story, "do")
    assert "Đơn vị nộp cho báo cáo" in days_of(story, "do")
    assert "Gửi báo cáo" in days_of(story, "ha")
    assert "báo cáo" not in days_of(story, "khai")
