"""The phone's clock: what was written without a link shows both clocks, and decides nothing."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from service.ledgers import Instance
from service.tasks import states, timeline
from service.tasks.rules import SetTaskRules
from service.tasks.timeline import Entry
from service.tasks.working import Acknowledge
from service.tasks.written import Written, written
from tests.past import Story, days_ago, duty, issued, local_day, make_story
from tests.people import SINCE, Commune
from tests.tasks.given import given_task
from tests.web import Page, browse

NOW = datetime(2026, 5, 13, 3, tzinfo=UTC)
BEGUN = datetime(2026, 5, 12, 3, tzinfo=UTC)
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


@pytest.mark.parametrize(
    ("ago", "expected"),
    [
        (timedelta(seconds=20), Written()),
        (-timedelta(minutes=4), Written()),
        (HOUR, Written(NOW - HOUR)),
        (DAY, Written(BEGUN)),
        (DAY + HOUR, Written(BEGUN, believed=False)),
        (YEAR, Written(BEGUN, believed=False)),
        (timedelta.max, Written(BEGUN, believed=False)),
        (-YEAR, Written(believed=False)),
    ],
)
def test_it_was_written_within_bounds(ago: timedelta, expected: Written) -> None:
    assert written(ago, NOW, begun=BEGUN, most=3 * DAY) == expected


def test_a_draft_is_no_older_than_the_tenant_allows() -> None:
    assert written(5 * DAY, NOW, begun=None, most=3 * DAY) == Written(
        NOW - 3 * DAY, believed=False
    )
    assert written(DAY, NOW, begun=None, most=timedelta()) == Written(believed=False)


Village = tuple[Story, UUID]


@pytest.fixture(scope="module")
def villages(admin: Instance, instance: Instance) -> tuple[Village, Village]:
    """Two tasks that were given ten days ago, before anything else is recorded."""
    story = make_story(admin, instance)
    return given(story, 1), given(story, 2)


@pytest.fixture
def village(villages: tuple[Village, Village]) -> Village:
    return villages[0]


def given(story: Story, number: int) -> Village:
    """A task of Khải's that was given ten days ago and was due yesterday."""
    plan_id = issued(story, [duty(story, number, due=local_day(1))], at=days_ago(10))
    [task] = story.tasks(plan_id)
    story.do(Acknowledge(task_id=task.task_id), by="khai", at=days_ago(9))
    return story, task.task_id


def send(village: Village, ago: object, act: str = "tien-do", **typed: str) -> Page:
    """Send a form of Khải's that was kept so many seconds on his phone."""
    story, task_id = village
    browser, address = browse(story, "khai"), f"nhiem-vu/{task_id}"
    page = browser.get(address)
    form = page.form(f"/{act}") | {"note": "Từ bản xa", "written_ago": f"{ago}"} | typed
    return browser.follow(browser.post(f"{address}/{act}", form))


def last(village: Village) -> Entry:
    story, task_id = village
    with story.ledger.scope.begin() as connection:
        return timeline.of_task(connection, task_id, None)[-1]


def kept_for(entry: Entry) -> timedelta:
    return entry.recorded_at - entry.happened_at


def test_what_was_written_in_the_village_shows_both_clocks(
    village: Village,
) -> None:
    page = send(village, 25 * 3600, amount="5")
    assert abs(kept_for(last(village)) - 25 * HOUR) < timedelta(minutes=1)
    assert "xảy ra" in page.text
    assert "ngày)" in page.text
    assert page.messages == ["Đã cập nhật tiến độ."]


@pytest.mark.parametrize(("ago", "taken"), [(365 * 86_400, 3 * DAY), (-365 * 86_400, 0 * DAY)])
def test_a_clock_that_jumped_by_a_year_is_not_believed(
    village: Village, ago: int, taken: timedelta
) -> None:
    page = send(village, ago, amount="6")
    assert abs(kept_for(last(village)) - taken) < timedelta(minutes=1)
    assert any("Giờ viết trên máy của bạn không hợp lý" in said for said in page.messages)


@pytest.mark.parametrize("ago", ["", "hôm qua", "1e9", "٣٦٠٠", "9" * 40])
def test_rubbish_is_as_if_nothing_was_said(village: Village, ago: str) -> None:
    send(village, ago, amount="7")
    assert kept_for(last(village)) == timedelta()


def test_a_resend_that_waited_longer_is_the_same(village: Village) -> None:
    story, task_id = village
    browser, address = browse(story, "khai"), f"nhiem-vu/{task_id}"
    form = browser.get(address).form("/tien-do")
    for ago in (3_600, 7_200):
        browser.post(f"{address}/tien-do", form | {"amount": "9", "written_ago": f"{ago}"})
    with story.ledger.scope.begin() as connection:
        entries = timeline.of_task(connection, task_id, None)
    assert [e for e in entries if getattr(e.event, "amount", None) == 9][1:] == []


def test_nothing_was_written_before_the_task_was_given(commune: Commune) -> None:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    browser = browse(commune, "khai")
    form = browser.get(f"nhiem-vu/{task_id}").form("/tien-do")
    browser.post(f"nhiem-vu/{task_id}/tien-do", form | {"amount": "5", "written_ago": "86400"})
    with commune.ledger.scope.begin() as connection:
        begun = states.begun_at(connection, task_id)
        entry = timeline.of_task(connection, task_id, None)[-1]
    assert begun
    assert entry.happened_at >= begun


def test_a_draft_of_yesterday_is_late_when_it_is_sent_today(
    villages: tuple[Village, Village],
) -> None:
    story, task_id = mine = villages[1]
    send(mine, 40 * 3600, act="nop", result="Xong từ hôm kia")
    with story.ledger.scope.begin() as connection:
        sight = states.Sight.of(story.actors["ha"])
        task = states.one(connection, task_id, sight, None)
    assert task.submitted_on == local_day(0)
    assert task.late(local_day(0))


def test_the_tenants_rule_says_how_old_a_draft_may_be(commune: Commune) -> None:
    rules = SetTaskRules(from_day=SINCE, basis="Quy chế", written_days_most=0)
    commune.do(rules, by="admin")
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    browser = browse(commune, "khai")
    form = browser.get(f"nhiem-vu/{task_id}").form("/tien-do")
    browser.post(f"nhiem-vu/{task_id}/tien-do", form | {"amount": "5", "written_ago": "86400"})
    with commune.ledger.scope.begin() as connection:
        entry = timeline.of_task(connection, task_id, None)[-1]
    assert kept_for(entry) == timedelta()
