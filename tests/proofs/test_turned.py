"""The short timeline: turning points of a task, a plan, an indicator, as far as in sight."""

from decimal import Decimal
from uuid import UUID

import pytest

from service.indicators.measuring import WithdrawFigure
from service.tasks.deadlines import ExtendDeadline
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.past import Story, days_ago, duty, issued, local_day, target
from tests.queries import counted
from tests.reports.year import reported
from tests.web import Page, browse

DUE = local_day(-30)


@pytest.fixture
def plan(story: Story) -> UUID:
    """Given 60 days ago; one task extended 20 days ago, the other handed in 10 days ago."""
    items = [target(1), duty(story, 2, due=DUE), duty(story, 3)]
    plan_id = issued(story, items, at=days_ago(60))
    one, two = (task.task_id for task in story.tasks(plan_id))
    for task in (one, two):
        story.do(Acknowledge(task_id=task), by="khai", at=days_ago(40))
    story.do(ReportProgress(task_id=one, amount=Decimal(620)), by="khai", at=days_ago(30))
    later = ExtendDeadline(task_id=one, due_on=local_day(-60), reason="Máy hỏng")
    story.do(later, by="dung", at=days_ago(20))
    story.do(Submit(task_id=two, note="Xong"), by="khai", at=days_ago(10))
    return plan_id


def address(plan: UUID) -> str:
    return f"dong-thoi-gian/ke-hoach/{plan}"


def told(page: Page) -> list[str]:
    return [line.get_text() for line in page.soup.select(".timeline__what")]


def test_a_plan_tells_what_turned_in_sight_the_latest_first(story: Story, plan: UUID) -> None:
    one, two = story.tasks(plan)
    reader = browse(story, "ha")
    with counted() as sent:
        page = reader.get(address(plan), {"tai_ngay": local_day(5).isoformat()})
    assert len(sent) <= 12, sent
    handed_in, extended, issue = told(page)
    assert handed_in == f"{two.code}: Nộp sản phẩm."
    assert extended.startswith(f"{one.code}: Gia hạn từ {DUE:%d/%m/%Y}")
    assert issue.startswith("Ban hành kế hoạch số")
    then = {"tai_ngay": local_day(15).isoformat()}
    assert not told(reader.get(address(plan), then))
    assert not told(browse(story, "hung").get(address(plan)))
    [way] = reader.get(f"ke-hoach/{plan}", then).soup.select("[hx-trigger=revealed]")
    assert address(plan) in str(way["hx-get"])
    assert then["tai_ngay"] in str(way["hx-get"])


def test_a_long_timeline_is_cut_and_what_is_no_turn_is_folded(story: Story, plan: UUID) -> None:
    one, two = story.tasks(plan)
    few = browse(story, "khai").get(f"nhiem-vu/{two.task_id}")
    assert not few.soup.select("#lich-su ~ .timeline")
    for days in range(61, 71):
        later = ExtendDeadline(task_id=one.task_id, due_on=local_day(-days), reason="Chờ")
        story.do(later, by="dung", at=days_ago(9))
    page = browse(story, "khai").get(address(plan))
    assert len(told(page)) == 10
    [older] = page.soup.select(f"main a[href$='xem-tai-ngay/ke-hoach/{plan}']")
    assert older.get_text() == "Xem các mốc cũ hơn"
    task = browse(story, "khai").get(f"nhiem-vu/{one.task_id}")
    turns = task.soup.select("#lich-su ~ .timeline > li > .timeline__what")
    assert {turn.get_text()[:7] for turn in turns} == {"Gia hạn", "Giao ch"}
    everything = task.soup.select("#lich-su ~ .fold .timeline__what")
    assert any("Cập nhật tiến độ" in line.get_text() for line in everything)


def test_an_indicator_tells_of_its_figures(story: Story) -> None:
    report, reader = reported(story), browse(story, "khai")
    path = f"chi-tieu/{report.indicator_id}"
    assert not told(reader.get(path))
    report.do(WithdrawFigure(indicator_id=report.indicator_id, number=1, reason="Nhầm kỳ"))
    withdrawn, measured, begun = told(reader.get(path))
    assert withdrawn == "Rút số liệu thứ 1: Nhầm kỳ."
    assert measured.startswith("Nhập số liệu kỳ")
    assert begun.startswith("Đặt chỉ tiêu")
