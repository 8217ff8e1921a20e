"""Another instance on the tests' server: a database, secrets and people of its own."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text

from service.db import engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from service.migrate import migrate
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tenants.scope import ContextKey
from tests.conftest import SECRET


@contextmanager
def another_instance(
    server: Server, name: str, vault: Vault, secret: str = SECRET
) -> Iterator[Instance]:
    """Migrate a new database; gives its owner's side, which wraps with the keys of a vault."""
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine = with_vault(engine_for(server.url(name)), vault)
    migrate(engine, secret)
    yield Instance(engine, ContextKey.derive(secret), as_owner=True)
    engine.dispose()
    with root.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    root.dispose()
