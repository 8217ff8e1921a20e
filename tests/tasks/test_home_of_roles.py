"""What each role sees beside its own work: the unit, the pace of units, who is silent."""

import gzip
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from bs4 import Tag
from msgspec.structs import replace

from events.measuring import Figure
from events.plan_items import Item
from service.clock import now
from service.db import together
from service.indicators import periods, standing
from service.indicators.measuring import Measure, SetMeasuringDuty
from service.ledgers import Instance
from service.search.filters import KeepFilter
from service.tasks import board, pace, states
from service.tasks.grouping import Moment
from service.tasks.obstacles import AnswerObstacle, ReportObstacle
from service.tasks.reported import unanswered
from service.tasks.state import TaskState
from service.tasks.urgency import silent, urgency
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tenants.calendar import working_calendar
from tests.inspections.mandate import order, ordered
from tests.past import TODAY, Story, days_ago, drafted, duty, issued, make_story, target
from tests.people import UNITS
from tests.queries import counted
from tests.web import Page, browse

_, OFFICE, CENTRE = UNITS
LATE, SOON, LATER = (TODAY + timedelta(days=n) for n in (-9, 0, 60))


def decided(story: Story, item: Item, *, accept: str, extend: str) -> Item:
    """Let others decide on a piece of work."""
    accepts, extends = (story.actors[who].post_id for who in (accept, extend))
    clarity = replace(item.clarity, accept_post_id=accepts, extend_post_id=extends)
    return replace(item, clarity=clarity)


def of_head(story: Story, number: int) -> Item:
    """A piece of work of Hà's own, on which the leaders decide."""
    mine = duty(story, number, person="ha", due=LATER)
    return decided(story, mine, accept="su", extend="dung")


@pytest.fixture(scope="module")
def story(admin: Instance, instance: Instance) -> Story:
    """Khải: late with a refused reason, late with one, due today. Dợ: silent. Hùng: at work."""
    story = make_story(admin, instance)
    items = [
        duty(story, 1, due=LATE - timedelta(days=5)),
        duty(story, 2, due=LATE),
        duty(story, 3, due=SOON),
        duty(story, 4, person="do", due=LATER),
        duty(story, 5, person="hung", due=LATER),
        of_head(story, 6),
    ]
    task = [one.task_id for one in story.tasks(issued(story, items, at=days_ago(60)))]
    for n, who in enumerate(("khai", "khai", "khai", "do", "hung", "ha")):
        story.do(Acknowledge(task_id=task[n]), by=who, at=days_ago(50))
    told = ReportObstacle(task_id=task[1], cause="waiting", text="Chờ máy quét")
    story.do(told, by="khai", at=days_ago(40))
    excuse = ReportObstacle(task_id=task[0], cause="objective", text="Bận việc khác")
    story.do(excuse, by="khai", at=days_ago(30))
    with story.ledger.scope.begin() as connection:
        number = unanswered(connection, [task[0]])[task[0]].number
    no = AnswerObstacle(
        task_id=task[0], obstacle=number, verdict="refused", answer="Không phải khách quan"
    )
    story.do(no, by="dung", at=days_ago(29))
    said = ReportProgress(task_id=task[4], amount=Decimal(3))
    story.do(said, by="hung", at=days_ago(2))
    return story


def section(page: Page, name: str) -> Tag:
    [found] = page.soup.select(f'section[aria-labelledby="{name}"]')
    return found


def lines(page: Page, name: str) -> list[str]:
    rows = section(page, name).select("li, tbody tr")
    return [" ".join(row.get_text(" ").split()) for row in rows]


def test_the_head_sees_each_person_of_the_unit_and_nobody_else_s(story: Story) -> None:
    page = browse(story, "do").get("")
    assert lines(page, "don-vi-toi") == [
        "Ma Văn Khải 3 2 1 3 Nhắc Ma Văn Khải",
        "Giàng Thị Dợ 1 0 0 1",
    ]
    assert "Lò Văn Hùng" not in page.text
    assert not page.soup.select("#diem-nghen, #nhip, #im-lang, #ke-hoach-cho")


def test_an_official_sees_nobody_else(story: Story) -> None:
    page = browse(story, "khai").get("")
    assert not page.soup.select("#don-vi-toi, #diem-nghen, #nhip, #im-lang, #cho-duyet")


@pytest.mark.parametrize("login", ["su", "tung"])
def test_who_watches_all_sees_what_is_stuck_with_its_reason_and_the_pace(
    story: Story, login: str
) -> None:
    if login == "tung":  # who watches by mandate
        everywhere = tuple(story.units.values())
        order(story, ordered(story, kind="self_check", unit_ids=everywhere))
    page = browse(story, login).get("")
    first, second = lines(page, "diem-nghen")
    assert "Lý do đã báo: Chờ máy quét" in first
    assert f"hạn {LATE - timedelta(days=5):%d/%m/%Y} Ma Văn Khải Chưa nêu lý do" in second
    assert lines(page, "nhip") == [
        f"{OFFICE} 1/2 người",
        f"{CENTRE} 0/2 người · 2 việc quá hạn",
    ]
    assert not page.soup.select("#don-vi-toi, #im-lang, #ke-hoach-cho, #hom-nay")


def test_the_standing_agency_reminds_silent_owners_with_one_button(
    admin: Instance, instance: Instance
) -> None:
    story = make_story(admin, instance)
    items = [duty(story, n, person=who) for n, who in enumerate(("khai", "khai", "do"), 1)]
    issued(story, [*items, of_head(story, 4)], at=days_ago(30))
    ha = browse(story, "ha")
    page = ha.get("")
    since = f"{days_ago(30):%d/%m/%Y}"
    told = "việc chưa có cập nhật, lâu nhất từ"
    assert sorted(lines(page, "im-lang")) == [
        f"Giàng Thị Dợ 1 {told} {since} Nhắc Giàng Thị Dợ",
        f"Ma Văn Khải 2 {told} {since} Nhắc Ma Văn Khải",
    ]
    khai = {"person_id": str(story.actors["khai"].person_id), "from": "home"}
    done = ha.follow(ha.post("nhac", khai))
    assert (done.heading, done.messages) == (
        "Việc của tôi",
        ["Đã nhắc những người phụ trách."],
    )
    again = ha.follow(ha.post("nhac", khai))
    assert "vừa được nhắc" in again.messages[0]


def test_nobody_reminds_people_of_another_unit(story: Story) -> None:
    hung = {"person_id": str(story.actors["hung"].person_id), "from": "home"}
    assert browse(story, "do").post("nhac", hung).status == 422
    assert browse(story, "khai").post("nhac", hung).status == 403


def test_loads_and_boards_count_what_urgency_says(story: Story) -> None:
    with story.ledger.scope.begin() as connection:
        moment = Moment(TODAY, now(), working_calendar(connection))
        [found] = together(connection, pace.loads(moment, None))
        units = board.by_unit(connection, None, moment)
        people = board.by_person(connection, None, moment)
        tasks = states.listed(connection)
    for one in found:
        who = (one.unit_id, one.person_id)
        mine = [t for t in tasks if (t.clarity.lead_unit_id, t.clarity.person_id) == who]
        assert (one.owed, one.late, one.soon, one.silent) == reckoned(mine, moment)[:4]
    for boards, name in ((units, "lead_unit_id"), (people, "person_id")):
        assert boards.keys() == {getattr(task.clarity, name) for task in tasks} - {None}
        for whose, counts in boards.items():
            mine = [task for task in tasks if getattr(task.clarity, name) == whose]
            numbers = (counts.working, counts.count("late"), counts.count("soon"))
            assert (*numbers, counts.silent, counts.worst) == reckoned(mine, moment)


def reckoned(tasks: list[TaskState], moment: Moment) -> tuple[int, ...]:
    """Count what is owed, late, soon, silent, and the longest lateness, task by task."""
    told = [urgency(task, moment.today, moment.calendar) for task in tasks]
    groups = Counter(one.group for one in told)
    owed = sum(groups[group] for group in ("late", "soon", "later", "undated"))
    quiet = sum(silent(task, moment.instant) for task in tasks)
    worst = max(0, *(-(one.days or 0) for one in told))
    return owed, groups["late"], groups["soon"], quiet, worst


def measured(story: Story) -> UUID:
    """An indicator whose figure of the last quarter Hùng's post owes."""
    issued(story, [target(1), target(2)], at=days_ago(60))
    with story.ledger.scope.begin() as connection:
        first = standing.every(connection, None)[0].state.indicator_id
    post = story.actors["hung"].post_id
    said = SetMeasuringDuty(
        indicator_id=first, rhythm="quarterly", post_id=post, source="Hệ thống một cửa"
    )
    story.do(said, by="ha", at=days_ago(50))
    return first


def test_a_figure_that_is_owed_stands_with_its_post_until_it_is_entered(
    admin: Instance, instance: Instance
) -> None:
    story = make_story(admin, instance)
    indicator_id, over = measured(story), periods.due(TODAY, "quarterly")
    assert over
    [line] = lines(browse(story, "hung").get(""), "so-lieu-toi")
    assert f"{over.name} chưa có số liệu Nhập số liệu" in line
    assert lines(browse(story, "ha").get(""), "ky-mo") == [
        f"{over.name} : 1 chỉ tiêu chưa có số liệu Chuyên viên (1) Xem {over.name}"
    ]
    assert not browse(story, "khai").get("").soup.select("#so-lieu-toi, #ky-mo")
    figure = Figure(source="Một cửa", measured_on=over.last_day, value=Decimal(91))
    entered = Measure(
        indicator_id=indicator_id,
        first_day=over.first_day,
        last_day=over.last_day,
        figure=figure,
    )
    story.do(entered, by="hung", at=days_ago(0, 0))
    assert not browse(story, "hung").get("").soup.select("#so-lieu-toi")
    assert not browse(story, "ha").get("").soup.select("#ky-mo")


def test_five_saved_filters_are_one_step_away(admin: Instance, instance: Instance) -> None:
    story = make_story(admin, instance)
    for n in range(6):
        story.do(KeepFilter(name=f"Lọc {n}", query="nhom=qua-han"), by="hung")
    page = browse(story, "hung").get("")
    assert len(lines(page, "bo-loc")) == 5
    [link] = section(page, "bo-loc").select("a")[:1]
    assert str(link["href"]).endswith("/nhiem-vu?nhom=qua-han")
    assert not browse(story, "khai").get("").soup.select("#bo-loc")


@pytest.mark.parametrize("login", ["ha", "su", "do", "khai"])
def test_whatever_lies_there_a_home_page_asks_little_and_is_light(
    admin: Instance, instance: Instance, login: str
) -> None:
    story = make_story(admin, instance)
    measured(story)
    days = [TODAY + timedelta(days=n - 90) for n in range(1, 181)]
    items = [
        decided(story, duty(story, n, due=day), accept="su", extend="ha")
        for n, day in enumerate(days, 1)
    ]
    found = story.tasks(issued(story, items, at=days_ago(50)))
    for task in found[:60]:
        story.do(Acknowledge(task_id=task.task_id), by="khai", at=days_ago(50))
    for task in found[:9]:
        told = ReportObstacle(task_id=task.task_id, cause="objective", text="Sạt lở")
        story.do(told, by="khai", at=days_ago(40))
    for task in found[20:30]:
        story.do(Submit(task_id=task.task_id, note="Xong"), by="khai", at=days_ago(30))
    drafted(story, [duty(story, 1)], title="Kế hoạch mới", at=days_ago(3))
    browser = browse(story, login)
    with counted() as sent:
        page = browser.get("")
    assert page.status == 200
    assert len(sent) <= 12, sent
    assert len(gzip.compress(page.response.data, 6)) <= 14 * 1024


def test_a_leader_sees_how_far_each_indicator_has_come_the_farthest_first(
    admin: Instance, instance: Instance
) -> None:
    story = make_story(admin, instance)
    indicator_id = measured(story)
    quarter = periods.due(TODAY, "quarterly")
    assert quarter
    days = {"first_day": quarter.first_day, "last_day": quarter.last_day}
    figure = Figure(source="Một cửa", measured_on=quarter.last_day, value=Decimal(45))
    told = Measure(indicator_id=indicator_id, figure=figure, **days)
    story.do(told, by="ha", at=days_ago(1))
    page = browse(story, "su").get("")
    said = [
        " ".join(item.text.split())
        for item in page.soup.select("[aria-labelledby=chi-tieu] li")
    ]
    assert len(said) == 2
    assert "45/90" in said[0]
    assert "chưa đạt" in said[0]
    assert "chưa đo" in said[1]
    assert not browse(story, "khai").get("").soup.select("[aria-labelledby=chi-tieu]")
