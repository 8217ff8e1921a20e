from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright

from service.launch import browser as finder
from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.operating import Log
from service.settings import Settings
from service.vault.wrapping import Vault
from tenants.register import every
from tests.browser import served
from tests.conftest import SECRET
from tests.journey.walking import Kind, kinds_of
from web.app import create_app


@pytest.fixture(scope="session")
def application(
    server: Server, told: Instance, demo_files: Path, vault: Vault
) -> Iterator[Flask]:
    """The pages of the story, signed as the worker signs it."""
    log = Log(demo_files)
    log.begin("sauro.test")
    with told.engine.connect() as connection:
        log.signer.round(told.open(tenant).scope for tenant in every(connection))
    app = create_app(
        Settings(
            database_url=server.url("sauro", "sauro_app"),
            admin_url="",
            secret_key=SECRET,
            data=demo_files,
            vault=vault.folder,
            https=False,
            hosts=("127.0.0.1",),
            demo=False,
        )
    )
    yield app
    app.extensions["sauro"].instance.engine.dispose()


@pytest.fixture(scope="session")
def address(application: Flask) -> Iterator[str]:
    with served(application) as url:
        yield url


@pytest.fixture(scope="session")
def kinds(application: Flask) -> list[Kind]:
    """One page of every kind of the demonstration."""
    return kinds_of(application)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        program = finder.ensure()
        found = playwright.chromium.launch(**finder.options(program))
        yield found
        found.close()
