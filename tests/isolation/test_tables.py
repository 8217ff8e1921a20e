"""Every table from no tenant, a forged tenant, another tenant: own rows only."""

import hmac
import time

import psycopg
import pytest
from sqlalchemy import Engine, text

from service.db import driver
from service.history import metadata as histories
from service.ledgers import Instance
from tenants.scope import ContextKey
from tenants.tables import metadata
from tests.isolation.furnishing import Furnished, furnished
from tests.isolation.rows import SHARED, TABLES, bound, tenants_seen
from tests.people import make_commune

NOT_OF_US = (
    "none",
    "empty",
    "garbage",
    "forged",
    "replaced",
    "expired",
    "other key",
    "no number",
)
FORBIDDEN = (
    "UPDATE {table} SET tenant_id = tenant_id",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "DROP TABLE {table}",
    "CREATE POLICY x ON {table} USING (true)",
)
EVENTS = ("es.stored_events", "es.tree_nodes", "es.tenant_heads")


@pytest.fixture(scope="module")
def ours(admin: Instance, instance: Instance) -> Furnished:
    return furnished(make_commune(admin, instance))


@pytest.fixture(scope="module")
def theirs(admin: Instance, instance: Instance) -> Furnished:
    return furnished(make_commune(admin, instance))


@pytest.fixture(scope="module")
def tables(admin: Instance) -> list[str]:
    """Every table and view that holds rows of tenants."""
    with admin.engine.connect() as connection:
        found = connection.execute(TABLES).all()
    unknown = {row.name for row in found if not row.walled} - SHARED.keys()
    assert not unknown, "a table without a tenant needs a reason in SHARED"
    return [row.name for row in found if row.walled and row.name not in SHARED]


def context(kind: str, key: ContextKey, furnished_one: Furnished) -> str | None:
    """A text that binds nobody."""
    tenant_id = furnished_one.commune.tenant.tenant_id
    good = key.sign(tenant_id, seconds=60)
    kid, _, expiry, mac = good.split("|")
    unsigned = f"{kid}|{tenant_id}|{int(time.time()) + 60}"
    return {
        "none": None,
        "empty": "",
        "garbage": "x|y|z|w'; SELECT 1; --",
        "forged": f"{unsigned}|{hmac.new(b'guess', unsigned.encode(), 'sha256').hexdigest()}",
        "replaced": f"{kid}|{tenant_id + 1}|{expiry}|{mac}",
        "expired": key.sign(tenant_id, seconds=-1),
        "other key": ContextKey.derive("another secret").sign(tenant_id, seconds=60),
        "no number": f"{kid}|{tenant_id} OR true|{expiry}|{mac}",
    }[kind]


@pytest.mark.parametrize("kind", NOT_OF_US)
def test_without_a_good_context_no_row_of_anybody_is_seen(
    instance: Instance, ours: Furnished, tables: list[str], kind: str
) -> None:
    with bound(instance.engine, context(kind, instance.key, ours)) as connection:
        seen = {table: tenants_seen(connection, table) for table in tables}
    assert {table: found for table, found in seen.items() if found} == {}


def test_with_its_context_a_tenant_sees_its_own_rows_and_no_others(
    instance: Instance, ours: Furnished, theirs: Furnished, tables: list[str]
) -> None:
    mine = ours.commune.tenant.tenant_id
    good = instance.key.sign(mine, seconds=60)
    with bound(instance.engine, good) as connection:
        seen = {table: tenants_seen(connection, table) for table in tables}
    assert {table: found for table, found in seen.items() if found and found != {mine}} == {}
    assert {"units", "es.stored_events", "task_states", "plan_states", "accounts"} <= {
        table for table, found in seen.items() if found
    }


@pytest.mark.parametrize("table", ["units", "people", "posts", "accounts", "sessions", "files"])
def test_nothing_of_another_tenant_is_changed_or_slipped_in(
    instance: Instance, ours: Furnished, theirs: Furnished, table: str
) -> None:
    mine, other = ours.commune.tenant.tenant_id, theirs.commune.tenant.tenant_id
    good = instance.key.sign(mine, seconds=60)
    with bound(instance.engine, good) as connection:
        raw = driver(connection)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(f"UPDATE {table} SET tenant_id = {other}")  # noqa: S608
    with bound(instance.engine, good) as connection:
        raw = driver(connection)
        found = raw.execute(f"SELECT 1 FROM {table} WHERE tenant_id = {other}")  # noqa: S608
        assert found.fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            raw.execute(f"INSERT INTO {table} (tenant_id) VALUES ({other})")  # noqa: S608


@pytest.mark.parametrize("table", EVENTS)
@pytest.mark.parametrize("statement", FORBIDDEN)
def test_the_history_cannot_be_touched_by_the_application(
    instance: Instance, ours: Furnished, table: str, statement: str
) -> None:
    good = instance.key.sign(ours.commune.tenant.tenant_id, seconds=60)
    with bound(instance.engine, good) as connection:
        before = ours.state()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            driver(connection).execute(statement.format(table=table))
    assert ours.state() == before


@pytest.mark.parametrize(
    "statement", ["UPDATE {table} SET topic = topic", "DELETE FROM {table}"]
)
def test_even_the_owner_cannot_change_an_event_by_mistake(
    admin: Instance, ours: Furnished, statement: str
) -> None:
    good = admin.key.sign(ours.commune.tenant.tenant_id, seconds=60)
    with bound(admin.engine, good) as connection:
        raw = driver(connection)
        raw.execute("SET LOCAL ROLE sauro_owner")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            raw.execute(statement.format(table="es.stored_events"))


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM ctx.keys",
        "SELECT ctx.wall('tenants', 'SELECT')",
        "SELECT es.append_demo(now(), NULL, NULL, NULL, NULL, NULL, '{}', '{}', '{}', '{}')",
        "SET ROLE sauro_owner",
        "SET ROLE sauro_writer",
        "SET session_replication_role = replica",
        "CREATE TABLE x (a int)",
        "CREATE TEMP TABLE x (a int)",
        "CREATE SCHEMA x",
        "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "COPY units TO PROGRAM 'true'",
        "INSERT INTO tenants (code) VALUES ('x')",
        "UPDATE tenants SET demo = true",
        "SELECT pg_read_file('/etc/passwd')",
    ],
)
def test_the_application_has_no_other_power(
    instance: Instance, ours: Furnished, statement: str
) -> None:
    good = instance.key.sign(ours.commune.tenant.tenant_id, seconds=60)
    with (
        bound(instance.engine, good) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        driver(connection).execute(statement)


def test_a_stacked_statement_gains_nothing(
    instance: Instance, ours: Furnished, theirs: Furnished
) -> None:
    good = instance.key.sign(ours.commune.tenant.tenant_id, seconds=60)
    forged = f"x|{theirs.commune.tenant.tenant_id}|9999999999|x"
    with bound(instance.engine, good) as connection:
        raw = driver(connection)
        raw.execute(f"SELECT 1; SELECT set_config('app.ctx', '{forged}', false)")
        assert raw.execute("SELECT count(*) FROM units").fetchone() == (0,)


def test_a_table_put_up_without_the_wall_is_found(admin: Instance) -> None:
    with admin.engine.connect() as connection:
        connection.execute(text("CREATE TABLE forgotten (id int)"))
        found = connection.execute(TABLES).all()
        connection.rollback()
    assert {row.name for row in found if not row.walled} - SHARED.keys() == {"forgotten"}


def columns(engine: Engine, table: str) -> list[tuple[str, str, bool]]:
    query = text("""
        SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull
          FROM pg_attribute a WHERE a.attrelid = to_regclass(:name) AND a.attnum > 0
           AND NOT a.attisdropped ORDER BY a.attnum
    """)
    with engine.connect() as connection:
        return [(n, t, nn) for n, t, nn in connection.execute(query, {"name": table})]


@pytest.mark.parametrize("name", [*metadata.tables, *histories.tables])
def test_the_tables_that_queries_know_are_those_of_the_database(
    admin: Instance, name: str
) -> None:
    known = metadata.tables.get(name)
    table = histories.tables[name] if known is None else known
    said = [
        (c.name, str(c.type.compile(admin.engine.dialect)).lower(), not c.nullable)
        for c in table.columns
    ]
    assert said == columns(admin.engine, name)
