"""The full history as a table: every event, both clocks, each fact with what it was before."""

from decimal import Decimal
from uuid import UUID

import pytest

from service.tasks.deadlines import ExtendDeadline
from service.tasks.working import Acknowledge, ReportProgress
from tests.past import Story, days_ago, duty, issued, local_day, target
from tests.reports.year import reported
from tests.web import Page, browse

DUE, LATER = local_day(-30), local_day(-60)


@pytest.fixture
def task(story: Story) -> UUID:
    """Given 60 days ago, begun 40, extended 20, further 10."""
    items = [target(1), duty(story, 2, due=DUE)]
    [found] = story.tasks(issued(story, items, at=days_ago(60)))
    task = found.task_id
    story.do(Acknowledge(task_id=task), by="khai", at=days_ago(40))
    later = ExtendDeadline(task_id=task, due_on=LATER, reason="Máy hỏng")
    story.do(later, by="dung", at=days_ago(20))
    story.do(ReportProgress(task_id=task, amount=Decimal(620)), by="khai", at=days_ago(10))
    return task


def rows(page: Page) -> list[str]:
    found = page.soup.select("tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in found]


def test_each_event_is_a_row_with_old_and_new(story: Story, task: UUID) -> None:
    told = rows(browse(story, "ha").get(f"bang-lich-su/nhiem-vu/{task}"))
    assert len(told) == 4
    assert f"cũ: {DUE:%d/%m/%Y} mới: {LATER:%d/%m/%Y}" in told[2]
    assert "Hoàng Văn Dũng" in told[2]
    assert "cũ: 0/1.240 hồ sơ mới: 620/1.240 hồ sơ" in told[3]
    then = {"tai_ngay": local_day(30).isoformat()}
    assert len(rows(browse(story, "ha").get(f"bang-lich-su/nhiem-vu/{task}", then))) == 2


def test_a_plan_and_an_indicator_have_theirs(story: Story) -> None:
    told = reported(story)
    reader = browse(story, "su")
    of_plan = rows(reader.get(f"bang-lich-su/ke-hoach/{told.plan_id}"))
    of_indicator = rows(reader.get(f"bang-lich-su/chi-tieu/{told.indicator_id}"))
    assert any("Số hóa" in row or "NV-" in row for row in of_plan)
    assert len(of_indicator) == 2
    assert "88,4%" in of_indicator[1]


def test_it_is_for_those_who_read_everything(story: Story, task: UUID) -> None:
    path = f"bang-lich-su/nhiem-vu/{task}"
    assert browse(story, "khai").get(path).status == 403
    assert browse(story, "hung").get(path).status == 404
    for login, shown in (("ha", True), ("khai", False)):
        page = browse(story, login).get(f"nhiem-vu/{task}")
        assert ("Bảng lịch sử" in page.text) is shown
