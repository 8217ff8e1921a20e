"""Every page of the demonstration, as those who use it: whole, light, quick, open to all."""

import gzip
import re
from importlib.resources import files

import pytest
from flask import Flask
from playwright.sync_api import Browser

from service.demo.people import PASSWORD
from service.ledgers import Instance
from tests.browser import DESK, PHONE, window
from tests.journey.walking import PLAYERS, Kind, walked
from tests.web import Page

HEAVIEST, MOST_QUERIES = 14 * 1024, 12
DATE = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?!\d)")


@pytest.mark.parametrize(("code", "login"), PLAYERS)
def test_every_link_leads_to_a_page_that_is_light_and_asks_little(
    told: Instance, application: Flask, code: str, login: str
) -> None:
    printed = as_printed_in_plans()
    for address, answer, asked in walked(application, code, login):
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
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page_is_open_to_everybody(
    kinds: list[Kind], chromium: Browser, address: str, size: dict[str, int]
) -> None:
    for code, login in sorted({(kind.code, kind.login) for kind in kinds}):
        seat = window(chromium, f"{address}/x/{code}", size)
        seat.sign_in(login, PASSWORD)
        for kind in kinds:
            if (kind.code, kind.login) == (code, login):
                seat.page.goto(address + kind.path)
                seat.check(f"{kind.name} {kind.path}")
        assert not seat.wrong
