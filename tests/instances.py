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
from tests.conftest import MIGRATED, SECRET

ELSEWHERE = text(  # a copy counts its tenants elsewhere, as a migrated database does
    "SELECT setval('tenants_tenant_id_seq', 1 + floor(random() * 99999)::int * 10000, false)"
)
KNOWN = text("SELECT true FROM pg_database WHERE datname = :name")


@contextmanager
def another_instance(
    server: Server, name: str, vault: Vault, secret: str = SECRET
) -> Iterator[Instance]:
    """Migrate a new database; gives its owner's side, which wraps with the keys of a vault."""
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        known = connection.execute(KNOWN, {"name": MIGRATED}).scalar()
        template = f"TEMPLATE {MIGRATED}" if known else ""
        connection.execute(text(f"CREATE DATABASE {name} {template}"))
    engine = with_vault(engine_for(server.url(name)), vault)
    migrate(engine, secret)
    with engine.begin() as connection:
        connection.execute(ELSEWHERE)
    yield Instance(engine, ContextKey.derive(secret), as_owner=True)
    engine.dispose()
    with root.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    root.dispose()
