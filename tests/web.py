"""A browser without a screen: pages fetched from the application itself, as a person."""

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from uuid import uuid4

from bs4 import BeautifulSoup, Tag
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.files import FileStore
from service.ledgers import Instance
from service.settings import Settings
from service.vault.stores import OpenedKeys
from service.vault.wrapping import Vault
from tenants.accounts import open_account
from tests.people import PASSWORD, Commune, password_hash
from web.app import create_app
from web.session import Site

FILES = Path(tempfile.mkdtemp(prefix="sauro-files-"))
atexit.register(shutil.rmtree, FILES, ignore_errors=True)
OURS = {"Sec-Fetch-Site": "same-origin"}


def settings(*, https: bool = False, demo: bool = False) -> Settings:
    """Settings of an application that is asked from this process only."""
    if not (vault := Vault(FILES / "vault")).begun():
        vault.begin()
    return Settings(
        database_url="postgresql+psycopg://nobody@/nowhere",
        admin_url="",
        secret_key="a secret of the tests",
        data=FILES,
        vault=vault.folder,
        https=https,
        hosts=("sauro.example",),
        demo=demo,
    )


def files_of(commune: Commune) -> FileStore:
    """The folder in which the application keeps a commune's files."""
    return FileStore(FILES, commune.tenant.tenant_id, OpenedKeys(commune.ledger.scope.begin))


def app_of(instance: Instance, *, https: bool = False, demo: bool = False) -> Flask:
    """The application on the tests' database; one for all tests."""
    return _made(instance, https, demo)


@cache
def _made(instance: Instance, https: bool, demo: bool) -> Flask:
    chosen = settings(https=https, demo=demo)
    app = create_app(chosen)
    app.extensions["sauro"] = Site(chosen, instance)
    app.testing = True
    return app


@dataclass(frozen=True)
class Page:
    """What came back."""

    response: TestResponse

    @property
    def status(self) -> int:
        return self.response.status_code

    @property
    def html(self) -> str:
        return self.response.get_data(as_text=True)

    @property
    def location(self) -> str:
        return self.response.headers.get("Location", "")

    @cached_property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.html, "html.parser")

    @property
    def text(self) -> str:
        """Everything that can be read, with single spaces."""
        return " ".join(self.soup.get_text(" ").split())

    @property
    def heading(self) -> str:
        """The one h1."""
        [heading] = self.soup.find_all("h1")
        return " ".join(heading.get_text(" ").split())

    @property
    def errors(self) -> list[str]:
        """The lines of the error summary."""
        return [
            line.get_text(" ", strip=True) for line in self.soup.select(".error-summary li")
        ]

    @property
    def messages(self) -> list[str]:
        """What just happened."""
        return [p.get_text(" ", strip=True) for p in self.soup.select("#messages p")]

    def form(self, action: str) -> dict[str, Any]:
        """The fields of the form that posts to an address with this ending, as they stand."""
        forms = self.soup.find_all("form", method="post")
        [form] = [f for f in forms if str(f["action"]).endswith(action)]
        fields: dict[str, Any] = {}
        for field in form.find_all(["input", "textarea", "select"]):
            for name, value in _values(field):
                fields[name] = [*fields[name], value] if name in fields else [value]
        return {
            name: values[0] if len(values) == 1 else values for name, values in fields.items()
        }


@dataclass(frozen=True)
class Browser:
    """One browser on one tenant; paths are below the tenant unless they begin with `/`."""

    client: FlaskClient
    code: str

    def address(self, path: str) -> str:
        return path if path.startswith("/") else f"/x/{self.code}/{path}"

    def get(self, path: str, query: Mapping[str, str] | None = None, **headers: str) -> Page:
        """Open an address; header names with `_` for `-`."""
        address, named = self.address(path), _headers(headers)
        response = self.client.get(address, query_string=query, headers=named, buffered=True)
        return Page(response)

    def post(self, path: str, data: Mapping[str, Any] | None = None, **headers: str) -> Page:
        """Post a form as our own page does; header names with `_` for `-`."""
        named = _headers(headers)
        response = self.client.post(
            self.address(path), data=data or {}, headers=OURS | named, buffered=True
        )
        return Page(response)

    def follow(self, page: Page) -> Page:
        """Go where a page sends us."""
        assert page.status in {302, 303}, page.text
        return self.get(page.location)

    def sign_in(self, login: str, password: str = PASSWORD) -> Page:
        return self.post("dang-nhap", {"login": login, "password": password})


def visit(commune: Commune, *, https: bool = False, demo: bool = False) -> Browser:
    """A browser that nobody has signed in with."""
    app = app_of(commune.instance, https=https, demo=demo)
    return Browser(app.test_client(), commune.tenant.code)


def browse(commune: Commune, login: str) -> Browser:
    """A browser that somebody has signed in with."""
    browser = visit(commune)
    done = browser.sign_in(login)
    assert done.status == 303, done.text
    return browser


def manage(commune: Commune) -> Browser:
    """A browser of the tenant's administrator, who gets an account named `quantri`."""
    with commune.ledger.scope.begin() as connection:
        mine, person = uuid4(), commune.actors["admin"].person_id
        open_account(connection, mine, person, "quantri", password_hash())
    return browse(commune, "quantri")


def _headers(named: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in named.items()}


def _values(field: Tag) -> list[tuple[str, str]]:
    name, kind = str(field.get("name", "")), field.get("type", "text")
    if not name or kind in {"submit", "file"}:
        return []
    if field.name == "select":
        options = field.find_all("option")
        chosen = [o for o in options if o.has_attr("selected")]
        if not chosen and not field.has_attr("multiple"):
            chosen = options[:1]
        return [(name, str(o.get("value", ""))) for o in chosen]
    if field.name == "textarea":
        return [(name, field.get_text().removeprefix("\n"))]
    if kind in {"checkbox", "radio"} and not field.has_attr("checked"):
        return []
    return [(name, str(field.get("value", "")))]
