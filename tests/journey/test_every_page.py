"""Every page of the demonstration, as those who use it: whole, light, quick, open to all."""

import gzip
import re
from importlib.resources import files

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser

from service.demo.people import PASSWORD
from service.ledgers import Instance
from tests.browser import DESK, PHONE, Window, window
from tests.journey.walking import PLAYERS, Kind, walk
from tests.web import Page

HEAVIEST, MOST_QUERIES = 14 * 1024, 12
NARROW, ZOOMED = {"width": 320, "height": 640}, {"width": 640, "height": 400}  # 200 % of 1280
WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
ROOM = {"runOnly": {"type": "rule", "values": ["target-size"]}}
UNFIXED = """document.querySelectorAll(".tab-bar, .actions--fixed, .past").forEach(
  bar => { bar.style.position = "static"; })"""  # what they hide can be scrolled to
DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?!\d)")


@pytest.mark.parametrize(("code", "login"), PLAYERS)
def test_every_link_leads_to_a_page_that_is_light_and_asks_little(
    told: Instance, application: Flask, code: str, login: str
) -> None:
    printed = as_printed_in_plans()
    for address, answer, asked in walk(application, code, login):
        assert answer.status_code in {200, 302, 303}, (address, answer.status_code)
        assert asked <= MOST_QUERIES, (address, asked)
        if answer.mimetype == "text/html":
            assert len(gzip.compress(answer.data, 6)) <= HEAVIEST, address
            days = DATE.findall(Page(answer).text)
            odd = [day for day in days if len(day) != 10 and day not in printed]
            assert not odd, (address, odd)


def as_printed_in_plans() -> set[str]:
    """The days that the demonstration's documents print in another form: pages quote them."""
    papers = files("service.demo").joinpath("documents").iterdir()
    return {day for paper in papers for day in DATE.findall(paper.read_text(encoding="utf-8"))}


@pytest.mark.browser
@pytest.mark.parametrize(("code", "login"), PLAYERS)
def test_every_kind_of_page_is_open_to_everybody_at_every_width(
    kinds: list[Kind], chromium: Browser, address: str, code: str, login: str
) -> None:
    seat = window(chromium, f"{address}/x/{code}", DESK)
    seat.sign_in(login, PASSWORD)
    for kind in kinds:
        if (kind.code, kind.login) == (code, login):
            seat.page.goto(address + kind.path)
            for size in (DESK, PHONE):
                seat.page.set_viewport_size(size)  # type: ignore[arg-type]
                seat.check(f"{kind.name} {kind.path}")
            reflows_and_leaves_room_to_press(seat, kind)
    assert not seat.wrong
    seat.page.context.close()


def reflows_and_leaves_room_to_press(seat: Window, kind: Kind) -> None:
    """See that nothing is cut off when narrow or zoomed, nor too small for a finger."""
    for size in (NARROW, ZOOMED):
        seat.page.set_viewport_size(size)  # type: ignore[arg-type]
        assert not seat.page.evaluate(WIDE), f"{kind} scrolls sideways"
    seat.page.evaluate(UNFIXED)
    for size in (NARROW, ZOOMED):
        seat.page.set_viewport_size(size)  # type: ignore[arg-type]
        found = Axe().run(seat.page, options=ROOM)
        assert not found.violations_count, f"{kind}: {found.generate_report()}"
