"""A database with few tenants, for what goes round all of them."""

from collections.abc import Iterator

import pytest

from service.db import engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tests.instances import another_instance
from tests.operations.conftest import Sauro


@pytest.fixture(scope="package")
def admin(server: Server, admin: Instance, vault: Vault) -> Iterator[Instance]:
    with another_instance(server, "alone", vault) as made:
        yield made


@pytest.fixture(scope="package")
def instance(server: Server, admin: Instance, vault: Vault) -> Iterator[Instance]:
    engine = with_vault(engine_for(server.url("alone", "sauro_app")), vault)
    yield Instance(engine, admin.key)
    engine.dispose()


@pytest.fixture
def sauro(sauro: Sauro, server: Server, admin: Instance) -> Sauro:
    """`sauro` on that database."""
    database = {"DATABASE_URL": server.url("alone", "sauro_app")}
    return Sauro(sauro.environment | database | {"DATABASE_ADMIN_URL": server.url("alone")})
