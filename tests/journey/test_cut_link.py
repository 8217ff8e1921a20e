"""A link that drops in the middle of a save: nothing typed is lost, nothing is saved twice."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Route, expect

from service.tasks import timeline
from service.tasks.working import Acknowledge
from tests.browser import PHONE, Window, window
from tests.people import PASSWORD, Commune
from tests.tasks.given import given_task

pytestmark = pytest.mark.browser
KEPT = "Object.keys(localStorage).length"
TWO_HOURS_OLDER = """() => Object.keys(localStorage).forEach((key) => {
  const draft = JSON.parse(localStorage[key]);
  localStorage[key] = JSON.stringify({ ...draft, written: draft.written - 7200000 });
})"""
OFFLINE = "Mất kết nối. Bản nháp đã lưu trên máy này, sẽ gửi khi có mạng."


@pytest.fixture
def task(commune: Commune) -> str:
    task_id = given_task(commune)
    commune.do(Acknowledge(task_id=task_id), by="khai")
    return str(task_id)


@pytest.fixture
def phone(chromium: Browser, address: str, commune: Commune, task: str) -> Iterator[Window]:
    """Khải's phone on the page of his task."""
    opened = window(chromium, f"{address}/x/{commune.tenant.code}", PHONE)
    opened.sign_in("khai", PASSWORD)
    opened.go(f"nhiem-vu/{task}")
    yield opened
    assert not opened.wrong
    opened.page.context.close()


def saved(commune: Commune, task: str) -> list[str]:
    """What was recorded of the task after it was received."""
    with commune.ledger.scope.begin() as connection:
        entries = timeline.of_task(connection, UUID(task), None)
    return [type(entry.event).__name__ for entry in entries][2:]


def fill(phone: Window) -> None:
    phone.page.locator("#amount").fill("340")
    phone.page.locator("#note").fill("Gửi từ bản xa")


def wait_until_kept(phone: Window) -> None:
    """Wait for the draft, which is written a moment after the last key."""
    for _ in range(50):
        if phone.page.evaluate(KEPT):
            return
        phone.page.wait_for_timeout(100)
    raise TimeoutError


def press(phone: Window) -> None:
    phone.page.get_by_role("button", name="Cập nhật tiến độ").click()


def test_offline_the_draft_waits_and_goes_out_by_itself_once(
    phone: Window, commune: Commune, task: str
) -> None:
    fill(phone)
    phone.page.context.set_offline(True)
    press(phone)
    expect(phone.page.locator("#messages")).to_have_text(OFFLINE)
    assert saved(commune, task) == []
    phone.page.context.set_offline(False)
    expect(phone.page.locator("#messages")).to_have_text("Đã cập nhật tiến độ.")
    assert saved(commune, task) == ["Progressed"]


def test_what_waited_on_the_phone_says_how_long_ago_it_was_written(
    phone: Window, commune: Commune, task: str
) -> None:
    fill(phone)
    phone.page.context.set_offline(True)
    press(phone)
    expect(phone.page.locator("#messages")).to_have_text(OFFLINE)
    phone.page.evaluate(TWO_HOURS_OLDER)  # before the task was given: the server says so
    phone.page.context.set_offline(False)
    said = "Giờ viết trên máy của bạn không hợp lý"
    expect(phone.page.locator("#messages")).to_contain_text(said)
    assert saved(commune, task) == ["Progressed"]


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_doubles(
    phone: Window, commune: Commune, task: str
) -> None:
    def lose(route: Route) -> None:
        route.fetch()  # the server has saved it; its answer never arrives
        route.abort("connectionreset")

    phone.page.route("**/tien-do", lose, times=1)
    fill(phone)
    press(phone)
    expect(phone.page.locator("#messages")).to_have_text(OFFLINE)
    phone.page.evaluate("dispatchEvent(new Event('online'))")
    expect(phone.page.locator("#messages")).to_have_text("Đã cập nhật tiến độ.")
    assert saved(commune, task) == ["Progressed"]


def test_what_was_typed_is_there_again_after_the_page_was_closed(phone: Window) -> None:
    fill(phone)
    wait_until_kept(phone)
    phone.page.reload()
    expect(phone.page.locator("#amount")).to_have_value("340")
    expect(phone.page.locator("#messages")).to_have_text(
        "Đã lấy lại bản nháp trên máy này, chưa gửi."
    )


def test_signing_out_leaves_nothing_behind(phone: Window) -> None:
    fill(phone)
    wait_until_kept(phone)
    phone.page.locator("details.top__me summary").click()
    phone.page.get_by_role("button", name="Đăng xuất").click()
    phone.page.wait_for_url("**/dang-nhap*")
    assert phone.page.evaluate(KEPT) == 0
