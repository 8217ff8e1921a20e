"""Two ways to use a page: a finger on a phone, and a keyboard without a mouse on a desk."""

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Page

MOST_TABS = 150
SOON = 100  # milliseconds until the page has begun to do what a key asks for
FOCUSED = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return ["", ""]
  const label = here.labels && here.labels[0] ? here.labels[0].innerText : ""
  const words = here.getAttribute("aria-label") || here.innerText || ""
  return [here.tagName.toLowerCase(), (words + " " + label).replace(/\\s+/g, " ").trim()]
}"""
SHOWS = """() => {
  const shape = getComputedStyle(document.activeElement)
  return shape.outlineStyle !== "none" || shape.boxShadow !== "none"
}"""


class Hand(Protocol):
    """Presses what has a name and types into what has a label."""

    page: Page

    def press(self, name: str) -> None:
        """Press a button, a link or a summary."""

    def type(self, label: str, text: str) -> None:
        """Put text into a field."""

    def choose(self, label: str) -> None:
        """Choose one of several."""


@dataclass
class Finger:
    """Taps."""

    page: Page

    def press(self, name: str) -> None:
        """Tap the first thing of that name that is to be seen."""
        links = self.page.get_by_role("link", name=name)
        buttons = self.page.get_by_role("button", name=name)
        folds = self.page.locator("summary", has_text=name)
        links.or_(buttons).or_(folds).locator("visible=true").first.click()

    def type(self, label: str, text: str) -> None:
        """Tap the field and type."""
        self.page.get_by_label(label).locator("visible=true").first.fill(text)

    def choose(self, label: str) -> None:
        """Tap the words beside the circle."""
        self.page.get_by_label(label).locator("visible=true").first.check()


@dataclass
class Keys:
    """Goes from one thing to the next with the tab key, which always shows where it is."""

    page: Page

    def press(self, name: str) -> None:
        """Go to what has that name, and press Enter."""
        self._reach(name, {"a", "button", "summary"})
        self.page.keyboard.press("Enter")
        self.page.wait_for_timeout(SOON)
        self.page.wait_for_load_state("networkidle")

    def type(self, label: str, text: str) -> None:
        """Go to the field, and type over what stands there."""
        self._reach(label, {"input", "textarea"})
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, label: str) -> None:
        """Go to the circles, and with the arrows to the one."""
        self.page.get_by_label(label).locator("visible=true").first.wait_for()
        self._reach("", {"input"})
        for _ in range(MOST_TABS):
            if label in self._here()[1]:
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no key leads to “{label}”")

    def _reach(self, name: str, kinds: set[str]) -> None:
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            kind, words = self._here()
            if kind in kinds and name in words:
                assert self.page.evaluate(SHOWS), f"nobody sees that “{words}” is chosen"
                return
        raise AssertionError(f"no key leads to “{name}”")

    def _here(self) -> tuple[str, str]:
        kind, words = self.page.evaluate(FOCUSED)
        return str(kind), str(words)
