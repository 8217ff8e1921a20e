"""A connection that was another tenant's a moment ago shows nothing of it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError

from service.launch.postgres import Server
from service.ledgers import Instance
from tenants.scope import Scope
from tests.people import Commune, make_commune

NAMES = text("SELECT DISTINCT tenant_id FROM units")
PROCESS = text("SELECT pg_backend_pid()")


@pytest.fixture
def other(admin: Instance, instance: Instance) -> Commune:
    return make_commune(admin, instance)


@pytest.fixture
def one_connection(server: Server, instance: Instance) -> Iterator[Instance]:
    """The application with a single connection that everybody gets in turn."""
    engine = create_engine(server.url("sauro", "sauro_app"), pool_size=1, max_overflow=0)
    yield Instance(engine, instance.key)
    engine.dispose()


def scope(single: Instance, commune: Commune, *, seconds: int = 60) -> Scope:
    return Scope(single.engine, commune.tenant.tenant_id, single.key, seconds=seconds)


def seen(single: Instance, commune: Commune) -> list[int]:
    with scope(single, commune).begin() as connection:
        return list(connection.execute(NAMES).scalars())


def unbound(single: Instance) -> list[int]:
    with single.engine.begin() as connection:
        return list(connection.execute(NAMES).scalars())


def test_the_next_one_on_the_same_connection_sees_its_own(
    one_connection: Instance, commune: Commune, other: Commune
) -> None:
    with one_connection.engine.connect() as connection:
        process = connection.execute(PROCESS).scalar_one()
    assert seen(one_connection, commune) == [commune.tenant.tenant_id]
    assert seen(one_connection, other) == [other.tenant.tenant_id]
    with one_connection.engine.connect() as connection:
        assert connection.execute(PROCESS).scalar_one() == process


def test_one_who_is_bound_to_nobody_sees_nothing_afterwards(
    one_connection: Instance, commune: Commune
) -> None:
    assert seen(one_connection, commune)
    assert unbound(one_connection) == []


@pytest.mark.parametrize("mistake", ["SELECT 1 / 0", "SELECT * FROM nothing", "garbage"])
def test_an_error_in_mid_transaction_leaves_nothing_behind(
    one_connection: Instance, commune: Commune, mistake: str
) -> None:
    with (
        pytest.raises(DBAPIError),
        scope(one_connection, commune).begin() as connection,
    ):
        connection.execute(text(mistake))
    assert unbound(one_connection) == []


def test_an_error_in_python_leaves_nothing_behind(
    one_connection: Instance, commune: Commune
) -> None:
    with pytest.raises(KeyError), scope(one_connection, commune).begin():
        raise KeyError
    assert unbound(one_connection) == []


def test_a_savepoint_taken_back_does_not_unbind_nor_bind(
    one_connection: Instance, commune: Commune, other: Commune
) -> None:
    with scope(one_connection, commune).begin() as connection:
        signed = one_connection.key.sign(other.tenant.tenant_id, seconds=60)
        inner = connection.begin_nested()
        connection.execute(text("SELECT set_config('app.ctx', :c, true)"), {"c": signed})
        inner.rollback()
        assert list(connection.execute(NAMES).scalars()) == [commune.tenant.tenant_id]
    assert unbound(one_connection) == []


def test_in_autocommit_a_context_binds_nothing(
    one_connection: Instance, commune: Commune
) -> None:
    plain = one_connection.engine.execution_options(isolation_level="AUTOCOMMIT")
    signed = one_connection.key.sign(commune.tenant.tenant_id, seconds=60)
    with plain.connect() as connection:
        connection.execute(text("SELECT set_config('app.ctx', :c, true)"), {"c": signed})
        assert list(connection.execute(NAMES).scalars()) == []
    assert unbound(one_connection) == []


def test_a_context_that_ran_out_shows_nothing(
    one_connection: Instance, commune: Commune
) -> None:
    with scope(one_connection, commune, seconds=-1).begin() as connection:
        assert list(connection.execute(NAMES).scalars()) == []


def test_eight_threads_on_two_tenants_never_meet(
    instance: Instance, commune: Commune, other: Commune
) -> None:
    turns = [commune, other] * 40
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda one: seen(instance, one), turns))
    assert answers == [[one.tenant.tenant_id] for one in turns]


def test_a_snapshot_sees_one_moment_throughout(instance: Instance, commune: Commune) -> None:
    scope = replace(commune.ledger.scope, snapshot=True)
    with scope.begin() as connection:
        level = connection.execute(text("SHOW transaction_isolation")).scalar_one()
    assert level == "repeatable read"
