"""A clerk takes a plan from upload to issue by keyboard; every key and click is counted."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser

from service.ledgers import Instance
from tests.browser import DESK, Window, window
from tests.journey.papers import sample, seed
from tests.people import PASSWORD, make_commune

pytestmark = pytest.mark.browser
MOST = 3.0  # keys and clicks a task, on average


@dataclass
class Hands:
    """Presses keys and clicks, and counts both."""

    seat: Window
    count: int = 0

    def press(self, key: str) -> None:
        """Press a key and wait until the page has answered."""
        self.count += 1
        with self.seat.page.expect_response(lambda r: r.request.resource_type != "other"):
            self.seat.page.keyboard.press(key)
        self.seat.page.wait_for_load_state("networkidle")

    def click(self, name: str) -> None:
        self.count += 1
        self.seat.page.get_by_role("button", name=name).click()

    def sees(self, key: str) -> bool:
        return self.seat.page.locator(f"[data-keys] [data-key={key}]").count() > 0


@pytest.mark.parametrize(
    "plan", [lambda: seed("000"), lambda: sample("commune")], ids=["real", "own"]
)
def test_a_plan_is_reviewed_by_keys(
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
    file = {"name": "ke-hoach.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.get_by_label("Tệp kế hoạch").set_input_files(file)  # type: ignore[arg-type]
    hands.click("Đọc tệp")
    page.wait_for_url("**/van-ban")
    seat.look("step-2")
    hands.press("A")
    seat.look("step-3")
    hands.press("C")
    hands.press("J")
    seat.look("step-3-record")
    while hands.sees("A"):
        hands.press("A")
    seat.look("step-3-done")
    assert hands.count <= MOST * 20
