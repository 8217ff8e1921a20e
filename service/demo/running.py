"""Serves the demonstration: database, story, pages and worker, all our children."""

import hmac
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, make_url, text

from service.db import engine_for
from service.demo.loading import Told, begun, load, loaded
from service.demo.watching import let_province_watch
from service.launch import serve, worker
from service.launch.postgres import Server
from service.ledgers import Instance, administration
from service.migrate import let_application_in, migrate
from service.settings import Settings, from_environment
from service.vault.wrapping import Vault

DATABASE = "sauro"
ROLE = "sauro_app"


class HalfLoadedError(Exception):
    """The loading was cut short in a database that is not ours to empty."""


@dataclass(frozen=True, slots=True)
class Demo:
    """A demonstration that answers: its address, and the web server's process."""

    address: str
    web: subprocess.Popen[bytes]


@contextmanager
def demo(
    data: Path, secret: str, told: Told, environ: Mapping[str, str] = os.environ
) -> Iterator[Demo]:
    """Start everything, and stop it in order at the end.

    Args:
        data: the data folder.
        secret: the instance's secret key.
        told: hears how far the loading is.
        environ: a `DATABASE_URL` in it is used, as an administrator's, instead of our own.

    Raises:
        HalfLoadedError: the given database holds a part of the demonstration only.
    """
    with ExitStack() as stack:
        given = environ.get("DATABASE_URL", "")
        server = None if given else stack.enter_context(Server(data / "postgres"))
        settings = _settings(data, secret, given or (server.url(DATABASE) if server else ""))
        if server is not None:
            _make_database(server)
        if not (vault := Vault(settings.vault)).begun():
            vault.begin()
        with serve.taken_port() as listening:
            port, handle = listening.getsockname()[1], listening.fileno()
            own = _environment(settings, own=server is not None)
            web = serve.start(f"fd://{handle}", dict(environ) | own, keep=[handle])
        stack.callback(serve.stop, web)  # it starts while we migrate
        _prepare(settings, server, told)
        address = f"http://127.0.0.1:{port}/"
        _let_province_watch(settings, address)
        stack.callback(serve.stop, worker.start(dict(environ) | own, data / "worker.log"))
        serve.wait_until_it_answers(address + "healthz", web)
        yield Demo(address, web)


def _settings(data: Path, secret: str, admin_url: str) -> Settings:
    facts = {
        "DATABASE_URL": admin_url,
        "DATABASE_ADMIN_URL": admin_url,
        "SAURO_SECRET_KEY": secret,
        "SAURO_DATA": str(data),
    }
    return from_environment(facts)


def _environment(settings: Settings, *, own: bool) -> dict[str, str]:
    password = None if own else _password(settings)
    address = make_url(settings.admin_url).set(username=ROLE, password=password)
    return {
        "DATABASE_URL": address.render_as_string(hide_password=False),
        "SAURO_SECRET_KEY": settings.secret_key,
        "SAURO_DATA": str(settings.data),
        "SAURO_VAULT": str(settings.vault),
        "SAURO_HTTPS": "0",
        "SAURO_DEMO": "1",
    }


def _password(settings: Settings) -> str:
    """Derive the application's password, so that a restart does not change it."""
    return hmac.digest(settings.secret_key.encode(), ROLE.encode(), "sha256").hex()


def _prepare(settings: Settings, server: Server | None, told: Told) -> None:
    admin = administration(settings)
    migrate(admin.engine, settings.secret_key)
    if not loaded(admin):
        if begun(admin):
            admin = _begin_again(settings, admin, server)
        load(admin, settings.data, told)
    let_application_in(admin.engine, None if server else _password(settings))
    admin.engine.dispose()


def _let_province_watch(settings: Settings, address: str) -> None:
    opened = administration(settings)
    let_province_watch(opened, settings.data, address)
    opened.engine.dispose()


def _begin_again(settings: Settings, admin: Instance, server: Server | None) -> Instance:
    """Empty our own database, in which a loading was cut short."""
    admin.engine.dispose()
    if server is None:
        raise HalfLoadedError
    with _maintenance(server).connect() as connection:
        connection.execute(text(f"DROP DATABASE {DATABASE} WITH (FORCE)"))
    _make_database(server)
    again = administration(settings)
    migrate(again.engine, settings.secret_key)
    return again


def _make_database(server: Server) -> None:
    with _maintenance(server).connect() as connection:
        exists = text("SELECT 1 FROM pg_database WHERE datname = :name")
        if connection.execute(exists, {"name": DATABASE}).first() is None:
            connection.execute(text(f"CREATE DATABASE {DATABASE}"))


def _maintenance(server: Server) -> Engine:
    return engine_for(server.url(), pool=1).execution_options(isolation_level="AUTOCOMMIT")
