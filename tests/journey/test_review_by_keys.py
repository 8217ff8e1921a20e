"""A clerk takes a plan from upload to issue by keyboard; every key and click is counted."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator

from service.clock import today
from service.ledgers import Instance
from tests.browser import DESK, Window, window
from tests.imports.workbooks import annex
from tests.journey.papers import sample, seed
from tests.people import PASSWORD, make_commune

pytestmark = pytest.mark.browser
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 3.0  # keys and clicks a task, on average


@dataclass
class Hands:
    """Presses keys and clicks, and counts both."""

    seat: Window
    count: int = 0

    def press(self, key: str) -> None:
        """Press a key and wait until another page, or part of it, takes keys."""
        self.count += 1
        self.ready().evaluate("at => { at.closest('[data-keys]').dataset.old = '' }")
        self.seat.page.keyboard.press(key)
        self.ready()

    def ready(self) -> Locator:
        """Wait for a part of the page that takes keys, and has not taken one yet."""
        fresh = "[data-keys]:not([data-old])"
        found = self.seat.page.locator(f"{fresh}:focus, {fresh} :focus").first
        found.wait_for(state="attached")
        return found

    def type(self, field: str, text: str) -> None:
        """Click into a field and type; each letter is a key."""
        self.count += 1 + len(text)
        self.seat.page.locator(f"#{field}").fill(text)

    def click(self, name: str) -> None:
        self.count += 1
        self.seat.page.get_by_role("button", name=name).click()

    def sees(self, key: str) -> bool:
        return self.seat.page.locator(f"[data-keys] [data-key='{key}']").count() > 0


@pytest.mark.parametrize(
    "plan", [lambda: seed("000"), lambda: sample("commune")], ids=["real", "own"]
)
def test_a_plan_goes_from_upload_to_issue_by_keys(
    plan: Callable[[], str],
    admin: Instance,
    instance: Instance,
    chromium: Browser,
    address: str,
) -> None:
    text = plan()
    commune = make_commune(admin, instance)
    seat = window(chromium, f"{address}/x/{commune.tenant.code}", DESK)
    seat.sign_in("ha", PASSWORD)
    hands, page = Hands(seat), seat.page
    seat.go("ke-hoach/nap")
    upload(hands, text)
    seat.look("step-2")
    hands.press("A")
    accept(hands, "step-3")
    hands.press("N")
    accept(hands, "step-4")
    hands.press("N")
    assert page.get_by_text("phu-luc.xlsx").count()
    assert not page.locator(".steps__warn").count()
    hands.seat.look("step-5")
    hands.press("N")
    assign(hands)
    hands.press("N")
    issue(hands)
    tasks = len(page.locator("main tbody tr").all())
    assert tasks > 20
    assert not seat.wrong
    assert hands.count <= MOST * tasks, (hands.count, tasks)


def upload(hands: Hands, text: str) -> None:
    """Choose plan and annex together; the page leads on when both are read."""
    page = hands.seat.page
    files = [
        {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": text.encode()},
        {"name": "phu-luc.xlsx", "mimeType": EXCEL, "buffer": annex()},
    ]
    hands.count += 2  # to choose the files
    page.get_by_label("Tệp kế hoạch").set_input_files(files)  # type: ignore[arg-type]
    hands.click("Đọc tệp")
    page.get_by_role("heading", name="Đang đọc tệp").wait_for()
    hands.seat.look("step-1")
    page.wait_for_url("**/van-ban", timeout=30_000)


def accept(hands: Hands, name: str) -> None:
    """Accept what is sure with one key, and look at each of the others."""
    hands.seat.look(name)
    if hands.sees("C"):
        hands.press("C")
    if hands.sees("J"):
        hands.press("J")
        hands.seat.look(f"{name}-record")
    for _ in range(80):
        if not hands.sees("A"):
            break
        hands.press("F" if hands.sees("F") else "A")
    hands.seat.look(f"{name}-done")


def assign(hands: Hands) -> None:
    """Give each group to the first person offered; to whom nobody is offered, choose one."""
    hands.seat.look("step-6")
    page = hands.seat.page
    for _ in range(40):
        if not hands.sees("A"):
            break
        if not hands.sees("1"):
            hands.count += 3
            page.locator("#assignee").select_option(index=3)
            page.locator("#lead").select_option(index=2)
            page.locator("#accept_post").select_option(index=1)
            page.keyboard.press("Escape")
            hands.press("A")
        else:
            hands.press("1")
    hands.seat.look("step-6-done")


def issue(hands: Hands) -> None:
    hands.seat.look("issue")
    day = f"{today('Asia/Ho_Chi_Minh'):%d/%m/%Y}"
    for field, text in (("number", "12"), ("issued_on", day)):
        hands.type(field, text)
    for field, text in (
        ("symbol", "KH-UBND"),
        ("signer", "Vàng A Sử"),
        ("signer_post", "Chủ tịch"),
    ):
        if not hands.seat.page.locator(f"#{field}").input_value():
            hands.type(field, text)
    hands.click("Ban hành và giao việc")
    hands.seat.page.wait_for_url(lambda url: "/ban-hanh" not in url)
    hands.seat.look("issued")
