"""The way to the event before and after, and the days that have a name."""

from uuid import UUID, uuid4, uuid5

import pytest

from service.evaluation.opening import ClosePeriod, OpenPeriod
from service.tasks.working import Acknowledge
from tests.inspections.mandate import order, ordered
from tests.past import Story, days_ago, duty, issued, local_day
from tests.reports.year import CUT_OFF, reported
from tests.web import Browser, browse


@pytest.fixture
def task(story: Story) -> UUID:
    """Given out 60 days ago, received 40 days ago."""
    [found] = story.tasks(issued(story, [duty(story, 2)], at=days_ago(60)))
    story.do(Acknowledge(task_id=found.task_id), by="khai", at=days_ago(40))
    return found.task_id


def led(reader: Browser, path: str, way: str, days: int) -> str:
    """Follow a step from a day; gives the day that it leads to, as it is shown."""
    asked = {"den": way, "tai_ngay": local_day(days).isoformat()}
    page = reader.follow(reader.get(f"xem-tai-ngay/{path}", asked))
    said = page.soup.select_one(".past strong time")
    return (str(said["datetime"]) if said else "") + " ".join(page.messages)


def test_steps_lead_to_the_day_of_the_event_before_and_after(story: Story, task: UUID) -> None:
    reader, path = browse(story, "ha"), f"nhiem-vu/{task}"
    day = {ago: local_day(ago).isoformat() for ago in (60, 40)}
    assert led(reader, path, "truoc", 30) == day[40]
    assert led(reader, path, "truoc", 40) == day[60]
    assert led(reader, path, "sau", 50) == day[40]
    assert "Không có sự kiện nào sau" in led(reader, path, "sau", 40)
    khai = story.actors["khai"]
    for other in (f"don-vi/{khai.unit_id}", f"nguoi/{khai.person_id}"):
        assert led(reader, other, "truoc", 30) == day[40]
    [before, _] = reader.get(f"nhiem-vu/{task}").soup.select("#asof[data-keys] p a")
    assert reader.follow(reader.get(str(before["href"]))).soup.select(".past")


def test_the_control_asks_for_moments_and_weeks_when_it_is_opened(
    story: Story, task: UUID
) -> None:
    reader = browse(story, "ha")
    [asked] = reader.get(f"nhiem-vu/{task}").soup.select("#asof [hx-get]")
    [plainly] = asked.select("a")
    assert asked["hx-get"] == plainly["href"]
    part = reader.get(str(asked["hx-get"]), None, **{"HX-Request": "true"})
    assert "Lúc giao việc" in part.text
    assert not part.soup.select("h1")
    bars, weeks = part.soup.select("svg.strip a"), part.soup.select("tbody a")
    assert [bar.get_text() for bar in bars] == ["G", "T"]
    assert [bar["href"] for bar in bars] == [week["href"] for week in weeks]
    assert reader.get(str(bars[0]["href"])).soup.select(".past")


def test_moments_have_names_since_the_thing_began(story: Story) -> None:
    told = reported(story)
    told.locked()
    start, end = local_day(40), local_day(11)
    opened = OpenPeriod(kind="month", start=start, end=end, cut_off=end, due=end)
    month = uuid5(story.do(opened, by="ha", at=days_ago(60)), f"month {start}")
    story.do(ClosePeriod(period_id=month, reason="Xong"), by="ha", at=days_ago(5))
    order(story, ordered(story, ago=8))
    order(story, ordered(story, ago=400, document="9/QĐ-UBND"))
    page = browse(story, "su").get(f"xem-tai-ngay/ke-hoach/{told.plan_id}")
    assert f"Trước cuộc kiểm tra 15/QĐ-UBND {local_day(9):%d/%m/%Y}" in page.text
    assert f"Lúc ban hành {local_day(100):%d/%m/%Y}" in page.text
    assert f"{local_day(CUT_OFF):%d/%m/%Y}" in page.text
    assert "Chốt số liệu báo cáo đột xuất" in page.text
    assert f"{end:%d/%m/%Y}" in page.text
    assert "9/QĐ-UBND " not in page.text.replace("15/QĐ-UBND", "")
    assert "Tuần nào có nhiều việc" in page.text
    unread = browse(story, "khai").get(f"xem-tai-ngay/ke-hoach/{told.plan_id}").text
    assert "15/QĐ-UBND" not in unread
    assert "Chốt số liệu" not in unread


def test_what_is_hidden_has_no_moments(story: Story, task: UUID) -> None:
    hung = browse(story, "hung")
    assert hung.get(f"xem-tai-ngay/nhiem-vu/{task}").status == 404
    for place in ("nhiem-vu", "ke-hoach", "chi-tieu"):
        assert hung.get(f"xem-tai-ngay/{place}/{uuid4()}").status == 404
