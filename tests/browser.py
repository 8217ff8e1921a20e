"""A real browser on a real server: what an official sees on a phone and on a desk."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
SHOTS = Path(__file__).parents[1] / ".shots"
NOT_OURS = ("data:", "blob:", "about:")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve an application on a free port of this machine; gives its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(10)
        server.server_close()


@dataclass
class Window:
    """One person's browser window; what goes wrong in it is kept."""

    page: Page
    home: str
    script: bool = True
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        host = urlsplit(self.home).netloc
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.page.on("request", lambda r: self._foreign(r.url, host))
        self.page.on("response", lambda r: self._failed(r.status, r.url))

    def go(self, path: str) -> None:
        """Open a page of the tenant, such as `ke-hoach`."""
        self.page.goto(f"{self.home}/{path}")

    def sign_in(self, login: str, password: str) -> None:
        """Sign in as the form wants it."""
        self.go("dang-nhap")
        self.page.get_by_label("Tên đăng nhập").fill(login)
        self.page.get_by_label("Mật khẩu", exact=True).fill(password)
        self.page.get_by_role("button", name="Đăng nhập").click()
        self.page.wait_for_url(lambda url: "dang-nhap" not in url)

    def look(self, name: str) -> None:
        """Take a picture, and see that the page is whole and open to everybody."""
        SHOTS.mkdir(exist_ok=True)
        width = (self.page.viewport_size or DESK)["width"]
        self.page.screenshot(path=SHOTS / f"{name}-{width}.png", full_page=True)
        self.check(name)

    def look_at_both(self, name: str) -> None:
        """Take a picture on a desk and on a phone, and go on as one was."""
        before = self.page.viewport_size
        for size in (DESK, PHONE):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            self.look(name)
        if before:
            self.page.set_viewport_size(before)

    def check(self, name: str) -> None:
        """See that the page has no accessibility fault and does not scroll sideways.

        Both are found by scripts, so a window without any is only looked at.
        """
        if not self.script:
            return
        found = Axe().run(self.page)
        assert not found.violations_count, f"{name}: {found.generate_report()}"
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not self.page.evaluate(wide), f"{name} scrolls sideways"

    def _foreign(self, url: str, host: str) -> None:
        if not url.startswith(NOT_OURS) and urlsplit(url).netloc != host:
            self.wrong.append(f"asked {url}")

    def _failed(self, status: int, url: str) -> None:
        if status >= 500:
            self.wrong.append(f"{status} {url}")


def window(browser: Browser, home: str, size: dict[str, int], *, script: bool = True) -> Window:
    """Open a window of its own: own cookies, Vietnamese, Hanoi time."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size["width"], "height": size["height"]},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        java_script_enabled=script,
    )
    context.set_default_timeout(8_000)
    return Window(context.new_page(), home, script)
