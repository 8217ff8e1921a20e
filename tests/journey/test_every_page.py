"""Every page of the demonstration, as those who use it: whole, light, quick, open to all."""

import gzip
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser
from werkzeug.test import TestResponse

from service.demo.people import PARTY, PASSWORD, SUOI_NGAN
from service.ledgers import Instance
from tests.browser import DESK, PHONE, window
from tests.queries import counted
from tests.web import Page

HEAVIEST, MOST_QUERIES, MOST_PAGES = 14 * 1024, 12, 90
PLAYERS = [
    *((SUOI_NGAN.code, login) for login in ("khai", "ha", "thu", "tung", "quantri")),
    *((PARTY.code, login) for login in ("lin", "sen")),
]


def signed_in(application: Flask, code: str, login: str) -> tuple[FlaskClient, str]:
    """Sign in; gives the client and where it was sent."""
    client = application.test_client()
    typed = {"login": login, "password": PASSWORD}
    ours = {"Sec-Fetch-Site": "same-origin", "Host": "127.0.0.1"}
    done = client.post(f"/x/{code}/dang-nhap", data=typed, headers=ours)
    assert done.status_code == 303, done.text
    return client, done.location


def walked(
    application: Flask, code: str, login: str
) -> Iterator[tuple[str, TestResponse, int]]:
    """Follow every link inside the tenant, each address once; gives what each answered."""
    client, first = signed_in(application, code, login)
    home, waiting, seen = f"/x/{code}/", [first], {first}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        with counted() as sent:
            answer = client.get(address, headers={"Host": "127.0.0.1"}, buffered=True)
        yield address, answer, len(sent)
        if answer.mimetype != "text/html":
            continue
        for link in Page(answer).soup.select("a[href]"):
            to = urlsplit(str(link["href"]))
            found = to.path + (f"?{to.query}" if to.query else "")
            if not to.netloc and found.startswith(home) and found not in seen:
                seen.add(found)
                waiting.append(found)


@pytest.mark.parametrize(("code", "login"), PLAYERS)
def test_every_link_leads_to_a_page_that_is_light_and_asks_little(
    told: Instance, application: Flask, code: str, login: str
) -> None:
    for address, answer, asked in walked(application, code, login):
        assert answer.status_code in {200, 302, 303}, (address, answer.status_code)
        assert asked <= MOST_QUERIES, (address, asked)
        if answer.mimetype == "text/html":
            assert len(gzip.compress(answer.data, 6)) <= HEAVIEST, address


@pytest.mark.browser
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page_is_open_to_everybody(
    told: Instance, application: Flask, chromium: Browser, address: str, size: dict[str, int]
) -> None:
    kinds: dict[str, tuple[str, str, str]] = {}
    for code, login in PLAYERS:
        for path, answer, _ in walked(application, code, login):
            if answer.mimetype == "text/html" and answer.status_code == 200:
                past = "?tai_ngay" in path
                endpoint = _kind(application, path) + (" then" if past else "")
                kinds.setdefault(endpoint, (code, login, path))
    players = {(code, login) for code, login, _ in kinds.values()}
    for code, login in sorted(players):
        seat = window(chromium, f"{address}/x/{code}", size)
        seat.sign_in(login, PASSWORD)
        for kind, (c, who, path) in kinds.items():
            if (c, who) == (code, login):
                seat.page.goto(address + path)
                seat.check(f"{kind} {path}")
        assert not seat.wrong


def _kind(application: Flask, path: str) -> str:
    adapter = application.url_map.bind("127.0.0.1")
    endpoint, _ = adapter.match(urlsplit(path).path)
    return str(endpoint)
