"""Pages over the worst regular line, in Chromium: 400 kbit/s each way, 400 ms a round trip.

Chromium holds back each answer by the round trip and its bytes by the rate. Setting up a
connection costs nothing here; over TLS it is four round trips more, once.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from service.bench import crowd, pages, year
from service.bench.pages import Told
from service.bench.place import Place
from service.bench.sheet import Sheet
from service.bench.sizes import Sizes
from service.launch import browser as finder

LINE = {
    "offline": False,
    "latency": 400,  # milliseconds
    "downloadThroughput": 50_000,  # bytes a second
    "uploadThroughput": 50_000,
}
FIRST, LATER = 4.0, 1.5  # seconds that are promised
PHONE = {"width": 360, "height": 740}


@dataclass(frozen=True, slots=True)
class Walk:
    """One browser on the line, with nothing kept from before; `took` keeps the seconds."""

    page: Page
    home: str
    took: dict[str, list[float]]

    def timed(self, what: str, act: Callable[[], object]) -> None:
        """Note how long something takes until the page is whole."""
        began = time.perf_counter()
        act()
        self.page.wait_for_load_state("load")
        self.took.setdefault(what, []).append(time.perf_counter() - began)

    def go(self, what: str, path: str) -> None:
        """Open an address."""
        self.timed(what, lambda: self.page.goto(self.home + path))

    def sign_in(self) -> None:
        """Sign in as the form wants it; gives the first page of one's own."""
        self.page.fill("#login", "nguoi0")
        self.page.fill("#password", crowd.PASSWORD)
        self.timed("sign in, to one's own work", lambda: self._press("main form button"))

    def save(self) -> None:
        """Say on the list how far a task is, until it is said that it was saved."""
        self.page.locator("details.quick summary").first.click()
        self.page.locator("details.quick input:not([type=hidden])").first.fill("500")
        self.timed("save how far a task is", self._saved)

    def _press(self, what: str) -> None:
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(what).first.click()

    def _saved(self) -> None:
        self.page.locator("details.quick[open] button").first.click()
        self.page.locator("#messages p").first.wait_for()


def measure(place: Place, sizes: Sizes, told: Told) -> Sheet:
    """Walk through the pages five times, each time as somebody who was never there."""
    [tenant] = crowd.settle(place, 1)
    told("loading a tenant")
    year.load(place.admin, tenant, year.year(sizes.tasks, sizes.each))
    place.tidy()
    took: dict[str, list[float]] = {}
    with pages.site(place) as port, sync_playwright() as driver:
        told("walking")
        program = driver.chromium.launch(**finder.options(finder.ensure()))
        for _ in range(sizes.turns):
            _walk(program, f"http://127.0.0.1:{port}/x/{tenant.code}", took)
        program.close()
    rows = [
        (what, f"{median(found):.2f}", f"≤ {_budget(what)}") for what, found in took.items()
    ]
    title = f"Seconds at 400 kbit/s and 400 ms, median of {len(next(iter(took.values())))}"
    return Sheet(title, ("what", "seconds", "target"), rows)


def _walk(browser: Browser, home: str, took: dict[str, list[float]]) -> None:
    context = browser.new_context(viewport=PHONE, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto("about:blank")
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    walk = Walk(page, home, took)
    walk.go("first visit: the sign-in page", "/dang-nhap")
    walk.sign_in()
    for name, path in pages.paths().items():
        walk.go(name, path)
    walk.go("my work", "/")
    walk.save()
    line.send("Network.clearBrowserCache")
    walk.go("first visit: my work", "/")
    context.close()


def _budget(what: str) -> float:
    return FIRST if what.startswith(("first", "sign")) else LATER
