"""Walks the demonstration as its people do: every link, and one page of every kind."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.demo.people import PARTY, PASSWORD, PROVINCE, SUOI_NGAN
from tests.queries import counted
from tests.web import Page

MOST_PAGES = 90
NOTED = "INSERT INTO looks"  # that somebody looked is written, not asked
Step = tuple[str, TestResponse, int]  # an address, what it answered, how much it asked
PLAYERS = [
    *((SUOI_NGAN.code, login) for login in ("khai", "ha", "thu", "tung", "quantri")),
    *((PARTY.code, login) for login in ("lin", "sen", "bao")),
    (PROVINCE.code, "lan"),
]


class Kind(NamedTuple):
    """One page of a kind, and who sees it."""

    name: str
    code: str
    login: str
    path: str


def signed_in(application: Flask, code: str, login: str) -> tuple[FlaskClient, str]:
    """Sign in; gives the client and where it was sent."""
    client = application.test_client()
    typed = {"login": login, "password": PASSWORD}
    ours = {"Sec-Fetch-Site": "same-origin", "Host": "127.0.0.1"}
    done = client.post(f"/x/{code}/dang-nhap", data=typed, headers=ours)
    assert done.status_code == 303, done.text
    return client, done.location


@cache
def walk(application: Flask, code: str, login: str) -> list[Step]:
    """Give the steps of one walk, which is taken once."""
    return list(walked(application, code, login))


def walked(application: Flask, code: str, login: str) -> Iterator[Step]:
    """Follow every link inside the tenant, each address once; gives what each answered."""
    client, first = signed_in(application, code, login)
    home, waiting, seen = f"/x/{code}/", [first], {first}
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        with counted() as sent:
            answer = client.get(address, headers={"Host": "127.0.0.1"}, buffered=True)
        yield address, answer, sum(not said.startswith(NOTED) for said in sent)
        if answer.mimetype != "text/html":
            continue
        for link in Page(answer).soup.select("a[href]"):
            to = urlsplit(str(link["href"]))
            found = to.path + (f"?{to.query}" if to.query else "")
            if not to.netloc and found.startswith(home) and found not in seen:
                seen.add(found)
                waiting.append(found)


def kinds_of(application: Flask) -> list[Kind]:
    """Find one page of every kind that the players see, now and as of a past day."""
    found: dict[str, Kind] = {}
    for code, login in PLAYERS:
        for path, answer, _ in walk(application, code, login):
            if answer.mimetype == "text/html" and answer.status_code == 200:
                past = " then" if "?tai_ngay" in path else ""
                name = _kind(application, path) + past
                found.setdefault(name, Kind(name, code, login, path))
    return list(found.values())


def _kind(application: Flask, path: str) -> str:
    adapter = application.url_map.bind("127.0.0.1")
    endpoint, _ = adapter.match(urlsplit(path).path)
    return str(endpoint)
