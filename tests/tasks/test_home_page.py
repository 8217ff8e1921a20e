"""“Việc của tôi”: what can be finished today comes first, with its button."""

from datetime import timedelta

import pytest

from events.plan_items import Item
from service.ledgers import Instance
from service.tasks.judging import SendBack
from service.tasks.obstacles import ReportObstacle
from service.tasks.working import Acknowledge, Submit
from tests.past import TODAY, Story, days_ago, drafted, duty, issued, local_day, make_story
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import Browser, Page, browse

DUE = {1: -6, 2: 1, 3: 12, 4: None, 5: 60, 6: 13, 7: 90, 8: 14}
BEGUN = (2, 3, 4, 5, 6, 8)


@pytest.fixture(scope="module")
def story(admin: Instance, instance: Instance) -> Story:
    """Tasks of Khải: late, soon, returned, undated, far, handed in, new, in a fortnight."""
    story = make_story(admin, instance)
    days = {n: TODAY + timedelta(days=d) if d is not None else None for n, d in DUE.items()}
    items = [duty(story, n, due=day, text=f"Việc số {n}") for n, day in days.items()]
    found = story.tasks(issued(story, items, at=days_ago(30)))
    task = {n: state.task_id for n, state in enumerate(found, 1)}
    for n in BEGUN:
        story.do(Acknowledge(task_id=task[n]), by="khai", at=days_ago(29))
    for n in (3, 6):
        story.do(Submit(task_id=task[n], note="Xong"), by="khai", at=days_ago(3))
    story.do(SendBack(task_id=task[3], reason="Thiếu ảnh hai thôn"), by="do", at=days_ago(2))
    said = ReportObstacle(task_id=task[2], cause="waiting", text="Chờ máy quét")
    story.do(said, by="khai", at=days_ago(1))
    return story


def titles(page: Page, section: str) -> list[str]:
    links = page.soup.select(f'section[aria-labelledby="{section}"] .work__title a')
    return [link.get_text() for link in links]


def buttons(page: Page, section: str) -> list[str]:
    """The buttons that are seen before anything is opened."""
    kinds = (".work__do > .button", "form:not(details form) .button", "summary.button")
    found = page.soup.select(
        ", ".join(f'section[aria-labelledby="{section}"] {k}' for k in kinds)
    )
    return [str(next(iter(button.stripped_strings))) for button in found]


def test_a_past_day_shows_what_was_owed_then(story: Story) -> None:
    khai, head = browse(story, "khai"), browse(story, "do")

    def groups(browser: Browser, ago: int) -> dict[str, int]:
        page = browser.get("", {"tai_ngay": local_day(ago).isoformat()})
        assert not page.soup.select("main form, main .button")
        parts = [part.find_all("tr") for part in page.soup.select("main tbody")]
        return {title.get_text(): len(rows) for title, *rows in parts}

    assert "Quá hạn" not in groups(khai, 8)
    assert groups(khai, 5)["Quá hạn"] == 1
    assert "Chờ duyệt" not in groups(khai, 5)
    assert groups(khai, 3)["Chờ duyệt"] == 2
    assert groups(head, 3) == {"Chờ tôi duyệt hay quyết định": 2}
    assert groups(head, 2) == {"Chờ tôi duyệt hay quyết định": 1}
    assert groups(khai, 31) == {}


def test_late_then_soon_then_returned_then_new(story: Story) -> None:
    page = browse(story, "khai").get("")
    assert titles(page, "hom-nay") == ["Việc số 1", "Việc số 2", "Việc số 3", "Việc số 7"]
    assert buttons(page, "hom-nay") == ["Nhận việc", "Cập nhật", "Bổ sung", "Nhận việc"]
    assert "Trả lại: Thiếu ảnh hai thôn" in page.text
    assert "Đã báo: Chờ máy quét" in page.text


def test_what_is_due_in_a_fortnight_comes_next(story: Story) -> None:
    page = browse(story, "khai").get("")
    assert titles(page, "sap-den") == ["Việc số 8"]


def test_the_first_button_stands_before_any_chart_or_number(story: Story) -> None:
    page = browse(story, "khai").get("")
    assert not page.soup.select("main svg:not(.shape)")
    [first, *_] = page.soup.select("main section")
    assert first.select(".button")


def test_the_rest_is_one_fold_away(story: Story) -> None:
    page = browse(story, "khai").get("")
    folds = [fold.get_text(" ", strip=True) for fold in page.soup.select("main details.fold")]
    assert folds[0].startswith("Việc còn lại của tôi (2)")
    assert folds[1].startswith("Đã nộp, chờ người khác duyệt (1)")


def test_who_accepts_sees_first_what_waits_for_them(story: Story) -> None:
    page = browse(story, "do").get("")
    [first, *_] = page.soup.select("main section")
    assert first["aria-labelledby"] == "cho-duyet"
    assert titles(page, "cho-duyet") == ["Việc số 6"]
    assert buttons(page, "cho-duyet") == ["Xem và duyệt"]


def test_a_new_task_is_received_from_the_list(commune: Commune) -> None:
    given_task(commune)
    khai = browse(commune, "khai")
    page = khai.get("")
    [form] = page.soup.select("main form")
    done = khai.post(str(form["action"]), page.form("/nhan"))
    assert khai.follow(done).messages == ["Đã nhận việc."]


def test_who_has_nothing_is_told_so(commune: Commune) -> None:
    page = browse(commune, "hung").get("")
    assert "Hôm nay bạn không có việc nào phải làm." in page.text


def test_when_nothing_is_due_the_next_one_is_named(commune: Commune) -> None:
    commune.do(Acknowledge(task_id=given_task(commune)), by="khai")
    page = browse(commune, "khai").get("")
    assert "Hôm nay bạn không có việc đến hạn. Việc gần nhất: Số hóa hồ sơ" in page.text


def test_a_commune_without_a_plan_is_told_how_to_begin(commune: Commune) -> None:
    page = browse(commune, "ha").get("")
    assert "Xã chưa nạp kế hoạch nào." in page.text
    assert page.soup.select('main a[href$="/ke-hoach/nap"]')
    assert "Kế hoạch chưa xong" not in browse(commune, "khai").get("").text


def test_the_standing_agency_sees_drafts_with_what_is_left(
    admin: Instance, instance: Instance
) -> None:
    story = make_story(admin, instance)
    unclear = Item(item_id=2, kind="task", text="Việc chưa rõ", state="accepted")
    unseen = Item(item_id=3, kind="task", text="Việc chưa xem")
    items = (duty(story, 1), unclear, unseen)
    plan_id = drafted(story, items, title="Kế hoạch mới", at=days_ago(3))
    page = browse(story, "ha").get("")
    assert titles(page, "ke-hoach-cho") == ["Kế hoạch mới"]
    assert "1 mục chưa xem · 1 nhiệm vụ chưa đủ 6 rõ" in page.text
    assert page.soup.select(f'main a[href$="/ke-hoach/{plan_id}/ra-soat"]')
