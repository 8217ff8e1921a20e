"""The boards of units: counts for all, one unit's tasks by urgency, each on any past day."""

import gzip
from datetime import timedelta
from uuid import UUID

import pytest
from bs4 import Tag

from service.organisation.holidays import HOLIDAYS
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tenants.calendar import WorkingCalendar
from tests.past import TODAY, Story, days_ago, duty, issued, local_day
from tests.queries import counted
from tests.web import Page, browse

CENTRE, OFFICE = "Trung tâm Phục vụ hành chính công", "Phòng Văn hóa - Xã hội"
CALENDAR = WorkingCalendar({day: working for day, working, _ in HOLIDAYS})
LATE_ON, DUE_NEXT = TODAY - timedelta(days=30), TODAY


@pytest.fixture
def plan(story: Story) -> UUID:
    """The centre has a late task, one due today, one without a date and one handed in."""
    items = [
        duty(story, 1, due=LATE_ON),
        duty(story, 2, due=DUE_NEXT),
        duty(story, 3),
        duty(story, 4, due=TODAY + timedelta(days=90)),
        duty(story, 5, person="hung", due=TODAY + timedelta(days=90)),
    ]
    plan_id = issued(story, items, at=days_ago(60))
    late, due, _, handed_in, _ = story.tasks(plan_id)
    story.do(Acknowledge(task_id=late.task_id), by="khai", at=days_ago(50))
    story.do(ReportProgress(task_id=due.task_id, amount=9), by="khai", at=days_ago(3))  # type: ignore[arg-type]
    story.do(Submit(task_id=handed_in.task_id, note="Xong"), by="khai", at=days_ago(2))
    return plan_id


def row_of(page: Page, unit: str) -> dict[str, str]:
    [row] = [r for r in page.soup.select("tbody tr") if unit in r.get_text()]
    return {str(c["data-label"]): _text(c) for c in row.select("td[data-label]")}


def _text(cell: Tag) -> str:
    return " ".join(cell.get_text(" ").split())


def test_each_unit_has_its_counts_in_working_days(story: Story, plan: UUID) -> None:
    page = browse(story, "su").get("don-vi")
    worst = CALENDAR.between(LATE_ON, TODAY)
    assert row_of(page, CENTRE) == {
        "Đang làm": "3",
        "Quá hạn": f"1 lâu nhất {worst} ngày làm việc",
        "Sắp đến hạn": "1",
        "Chờ duyệt": "1",
        "Im lặng": "2",
    }
    assert row_of(page, OFFICE)["Đang làm"] == "1"
    assert "Không chủ trì nhiệm vụ nào: Lãnh đạo UBND" in page.text


def test_the_head_of_one_unit_sees_that_unit_alone(story: Story, plan: UUID) -> None:
    head = browse(story, "do")
    assert head.get("don-vi").location.endswith(f"/don-vi/{story.units[CENTRE]}")
    assert head.get(f"don-vi/{story.units[CENTRE]}").status == 200
    assert head.get(f"don-vi/{story.units[OFFICE]}").status == 403
    official = browse(story, "khai")
    assert official.get("don-vi").status == 403
    assert official.get(f"don-vi/{story.units[CENTRE]}").status == 403


def test_a_unit_s_tasks_stand_by_urgency(story: Story, plan: UUID) -> None:
    page = browse(story, "do").get(f"don-vi/{story.units[CENTRE]}")
    assert page.heading == CENTRE
    assert "Giàng Thị Dợ, Phó Giám đốc" in page.text
    titles = [_text(row) for row in page.soup.select(".table__group")]
    assert titles == [
        "Quá hạn",
        "Đến hạn trong 3 ngày làm việc",
        "Không ghi ngày đến hạn",
        "Chờ duyệt",
    ]
    assert f"Chưa có cập nhật từ {local_day(50):%d/%m/%Y}" in page.text


@pytest.mark.parametrize(
    ("group", "left"), [("qua-han", 1), ("cho-duyet", 1), ("im-lang", 2), ("'--", 4)]
)
def test_a_group_can_be_chosen(story: Story, plan: UUID, group: str, left: int) -> None:
    page = browse(story, "do").get(f"don-vi/{story.units[CENTRE]}", {"nhom": group})
    assert len(page.soup.select("tbody th[scope=row]")) == left


def test_an_empty_group_says_so(story: Story, plan: UUID) -> None:
    page = browse(story, "do").get(f"don-vi/{story.units[CENTRE]}", {"nhom": "xong"})
    assert "Không có nhiệm vụ nào thuộc nhóm này." in page.text


def test_boards_are_shown_as_of_a_past_day(story: Story, plan: UUID) -> None:
    reader, then = browse(story, "su"), {"tai_ngay": local_day(55).isoformat()}
    page = reader.get("don-vi", then)
    assert row_of(page, CENTRE)["Đang làm"] == "4"
    assert row_of(page, CENTRE)["Quá hạn"] == "0"
    assert row_of(page, CENTRE)["Im lặng"] == "0"
    assert "Bạn đang xem dữ liệu tại" in page.text
    unit = reader.get(f"don-vi/{story.units[CENTRE]}", then)
    links = [str(a["href"]) for a in unit.soup.select("main a[href]")]
    assert links
    assert all(f"tai_ngay={then['tai_ngay']}" in link for link in links)
    before = reader.get("don-vi", {"tai_ngay": local_day(100).isoformat()})
    assert "Chưa đơn vị nào chủ trì nhiệm vụ" in before.text


def test_a_unit_that_is_not_there_is_a_page_that_is_not_there(story: Story) -> None:
    assert browse(story, "su").get(f"don-vi/{UUID(int=7)}").status == 404


def test_boards_are_light_and_ask_little(story: Story) -> None:
    items = [duty(story, n, due=TODAY + timedelta(days=n - 150)) for n in range(1, 301)]
    issued(story, items, at=days_ago(200))
    reader = browse(story, "su")
    reader.get("don-vi")
    for path in ("don-vi", f"don-vi/{story.units[CENTRE]}"):
        for query in ({}, {"tai_ngay": local_day(9).isoformat()}):
            with counted() as sent:
                page = reader.get(path, query)
            assert page.status == 200
            assert len(sent) <= 12, sent
            assert len(gzip.compress(page.response.data)) <= 14 * 1024
