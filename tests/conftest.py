import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from service.db import engine_for
from service.demo.loading import load
from service.launch.postgres import Server
from service.ledgers import Instance
from service.migrate import migrate
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tenants.scope import ContextKey
from tests.evaluation.rows import pytest_terminal_summary  # noqa: F401 - pytest finds it here
from tests.folders import open_folder
from tests.past import Story, make_story
from tests.people import Commune, make_commune

SECRET = "a secret of the tests"
MIGRATED = "migrated"  # a database that only migrations have touched
DEAR = {"told", "pdfs", "demo_home"}  # what is made once in each worker that needs it


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Put what needs it first: each worker begins with a piece of the list."""
    items.sort(key=lambda item: DEAR.isdisjoint(item.fixturenames))


def pytest_collection_finish() -> None:
    """Keep the garbage collector from walking through what stays to the end anyway."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    with open_folder() as home, Server(home / "pg", durable=False) as running:
        yield running


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Vault:
    """The keys that wrap the data keys of all tests."""
    made = Vault(tmp_path_factory.mktemp("vault"))
    made.begin()
    return made


@pytest.fixture(scope="session")
def admin(server: Server, vault: Vault) -> Iterator[Instance]:
    """The owner's side of one migrated database."""
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text("CREATE DATABASE sauro"))
    engine = with_vault(engine_for(server.url("sauro")), vault)
    migrate(engine, SECRET)
    with engine.begin() as connection:
        connection.execute(text("ALTER ROLE sauro_app LOGIN"))
    engine.dispose()
    with root.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {MIGRATED} TEMPLATE sauro"))
    root.dispose()
    yield Instance(engine, ContextKey.derive(SECRET), as_owner=True)
    engine.dispose()


@pytest.fixture(scope="session")
def instance(server: Server, admin: Instance, vault: Vault) -> Iterator[Instance]:
    """The application's side: logs in as the role that owns nothing."""
    engine = with_vault(engine_for(server.url("sauro", "sauro_app")), vault)
    yield Instance(engine, admin.key)
    engine.dispose()


@pytest.fixture
def commune(admin: Instance, instance: Instance) -> Commune:
    """A new commune with its people, and nothing of anybody else's."""
    return make_commune(admin, instance)


@pytest.fixture
def story(admin: Instance, instance: Instance) -> Story:
    """A new commune in which things may be done on past days."""
    return make_story(admin, instance)


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the story, and of the application that a browser visits."""
    return tmp_path_factory.mktemp("story")


@pytest.fixture(scope="session")
def told(admin: Instance, demo_files: Path) -> Instance:
    """The owner's side of an instance in which the demonstration was loaded."""
    load(admin, demo_files)
    return admin
