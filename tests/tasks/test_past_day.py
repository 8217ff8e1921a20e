"""A task as it stood at the end of a past day: nothing of later, and nothing to press."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pytest

from service.ledgers import Instance
from service.tasks.deadlines import ExtendDeadline
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.past import TODAY, Story, days_ago, duty, issued, local_day, make_story
from tests.tasks.swapping import part
from tests.web import Browser, Page, browse

DUE, LATER = local_day(-30), local_day(-60)


@dataclass(frozen=True)
class Life:
    """One task with a past, and Khải's browser."""

    task_id: UUID
    khai: Browser

    def at(self, days: int, **more: str) -> Page:
        day = {"tai_ngay": local_day(days).strftime("%d/%m/%Y")}
        return self.khai.get(f"nhiem-vu/{self.task_id}", day | more)


@pytest.fixture(scope="module")
def life(admin: Instance, instance: Instance) -> Life:
    story: Story = make_story(admin, instance)
    [state] = story.tasks(issued(story, [duty(story, 1, due=DUE)], at=days_ago(50)))
    task_id = state.task_id
    story.do(Acknowledge(task_id=task_id), by="khai", at=days_ago(40))
    half = ReportProgress(task_id=task_id, amount=Decimal(620))
    story.do(half, by="khai", at=days_ago(30))
    later = ExtendDeadline(task_id=task_id, due_on=LATER, reason="Máy hỏng")
    story.do(later, by="dung", at=days_ago(20))
    story.do(Submit(task_id=task_id, note="Xong"), by="khai", at=days_ago(10))
    return Life(task_id, browse(story, "khai"))


def test_only_what_was_recorded_until_then_is_told(life: Life) -> None:
    page = life.at(25)
    assert "620/1.240 hồ sơ" in page.text
    assert "Gia hạn từ" not in page.text
    assert "Nộp sản phẩm" not in page.text
    assert DUE.strftime("%d/%m/%Y") in part(page.soup, ".head").get_text()


def test_the_day_itself_counts_until_its_end(life: Life) -> None:
    said = [part(life.at(days).soup, ".progress__text").get_text() for days in (31, 30)]
    assert said == ["0/1.240 hồ sơ (0%)", "620/1.240 hồ sơ (50%)"]


@pytest.mark.parametrize("days", [45, 35, 25, 15, 5])
def test_nothing_can_be_done_on_a_past_day(life: Life, days: int) -> None:
    page = life.at(days)
    assert page.status == 200
    assert not page.soup.select("main form, main button")
    assert page.soup.select_one(".past")


def test_before_it_was_given_out_there_is_a_way_to_its_first_day(life: Life) -> None:
    page = life.at(60, dong_ho="ghi-nhan")
    assert "nhiệm vụ này chưa được giao" in page.text
    way = str(part(page.soup, "main .empty a")["href"])
    assert "dong_ho=ghi-nhan" in way
    assert "Giao cho Ma Văn Khải" in life.khai.get(way).text


def test_a_replay_of_a_past_day_leads_back_to_that_day(life: Life) -> None:
    day = {"tai_ngay": local_day(25).isoformat()}
    page = life.khai.get(f"phat-lai/nhiem-vu/{life.task_id}", day)
    assert day["tai_ngay"] in str(part(page.soup, "main .facts a[href*=nhiem-vu]")["href"])


def test_a_past_day_is_compared_with_an_earlier_one_in_sentences(life: Life) -> None:
    page = life.at(5, so_voi=local_day(25).isoformat())
    changes = part(page.soup, 'section[aria-labelledby="so-voi"]').get_text()
    assert "Nộp sản phẩm." in changes
    assert "Gia hạn từ" in changes
    assert "Nhận việc." not in changes


@pytest.mark.parametrize("typed", ["31/02/2026", "mai", "30/6/3026", "'; --"])
def test_rubbish_for_a_day_shows_the_present_and_says_so(life: Life, typed: str) -> None:
    page = life.khai.get(f"nhiem-vu/{life.task_id}", {"tai_ngay": typed})
    assert "Đang hiện hôm nay." in page.messages[0]
    assert "Chờ duyệt" in page.text


def test_today_is_the_present(life: Life) -> None:
    page = life.khai.get(f"nhiem-vu/{life.task_id}", {"tai_ngay": TODAY.isoformat()})
    assert not page.soup.select(".past")
