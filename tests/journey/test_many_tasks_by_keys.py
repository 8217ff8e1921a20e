"""Several tasks reminded at once, by keyboard alone on a desk."""

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from service.demo.people import PASSWORD, SUOI_NGAN
from service.ledgers import Instance
from tests.browser import DESK, window

MOST_STEPS = 60


def reach(page: Page, selector: str) -> None:
    """Go on by Tab until the focus is there."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)


@pytest.mark.browser
def test_two_tasks_are_chosen_foreseen_and_reminded_by_keys(
    told: Instance, application: Flask, chromium: Browser, address: str
) -> None:
    seat = window(chromium, f"{address}/x/{SUOI_NGAN.code}", DESK)
    seat.sign_in("thu", PASSWORD)
    seat.go("nhiem-vu?nhom=qua-han")
    for _ in range(2):
        reach(seat.page, "input[name=chon]")
        seat.page.keyboard.press("Space")
    reach(seat.page, "#viec")
    seat.page.keyboard.type("Nhắc")
    reach(seat.page, "#cung-luc button")
    seat.page.keyboard.press("Enter")
    seat.page.wait_for_url("**/cung-luc?**")
    assert seat.page.locator("#se-lam").inner_text() == "Sẽ làm (2)"
    seat.check("foreseen")
    reach(seat.page, "button[value=lam]")
    seat.page.keyboard.press("Enter")
    seat.page.get_by_text("Đã nhắc 2 nhiệm vụ.").wait_for()
    assert not seat.wrong
