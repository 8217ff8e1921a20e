"""A defence that somebody took down is reported, and so is every change of structure."""

from collections.abc import Iterator

import psycopg
import pytest

from service.db import driver
from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.defences import UNWATCHED, breaches, changes
from service.vault.wrapping import Vault
from tests.instances import another_instance

DOWN = {
    "ALTER TABLE es.stored_events DISABLE TRIGGER append_only": ("stored_events", "trigger"),
    "ALTER TABLE es.checkpoints DISABLE TRIGGER ALL": ("checkpoints", "trigger"),
    "DROP TRIGGER no_truncate ON es.tree_nodes": ("tree_nodes", "trigger"),
    "CREATE TRIGGER later BEFORE INSERT ON es.tree_nodes EXECUTE FUNCTION es.refuse()": (
        "tree_nodes",
        "trigger",
    ),
    "ALTER TABLE es.tree_nodes NO FORCE ROW LEVEL SECURITY": ("tree_nodes", "wall"),
    "ALTER TABLE es.stored_events DISABLE ROW LEVEL SECURITY": ("stored_events", "wall"),
    "ALTER POLICY one_tenant ON es.checkpoints USING (true)": ("checkpoints", "policy"),
    "CREATE POLICY two ON es.tree_nodes USING (true)": ("tree_nodes", "policy"),
    "GRANT UPDATE ON es.stored_events TO sauro_app": ("stored_events", "grant"),
    "GRANT UPDATE (topic) ON es.stored_events TO sauro_app": ("stored_events", "grant"),
    "GRANT DELETE ON es.tree_nodes TO PUBLIC": ("tree_nodes", "grant"),
    "GRANT EXECUTE ON FUNCTION es.append_demo TO sauro_app": ("append_demo", "grant"),
    "REVOKE SELECT ON es.checkpoints FROM sauro_app": ("checkpoints", "grant"),
    "GRANT CREATE ON SCHEMA es TO sauro_app": ("es", "grant"),
    "ALTER ROLE sauro_writer LOGIN": ("sauro_writer", "role"),
    "ALTER ROLE sauro_app BYPASSRLS": ("sauro_app", "role"),
    "GRANT sauro_owner TO sauro_app": ("sauro_app", "role"),
    "GRANT sauro_owner TO sauro_oversight": ("sauro_oversight", "role"),
    "GRANT sauro_crossing TO sauro_reader": ("sauro_reader", "role"),
    "ALTER TABLE es.stored_events ADD COLUMN more int": ("stored_events", "column"),
    "ALTER TABLE es.stored_events ALTER topic DROP NOT NULL": ("stored_events", "column"),
    "DROP INDEX es.uq_stored_events_command": ("stored_events", "index"),
    "ALTER TABLE es.stored_events DROP CONSTRAINT ck_stored_events_leaf": (
        "stored_events",
        "constraint",
    ),
    "ALTER TABLE es.tree_nodes OWNER TO postgres": ("tree_nodes", "table"),
    "CREATE TABLE es.more (a int)": ("more", "table"),
    "CREATE RULE none AS ON INSERT TO es.tree_nodes DO INSTEAD NOTHING": ("tree_nodes", "rule"),
    "CREATE OR REPLACE FUNCTION es.refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " 'BEGIN RETURN NEW; END'": ("refuse", "function"),
    "ALTER FUNCTION ctx.tenant() LEAKPROOF": ("ctx.tenant", "function"),
    "ALTER FUNCTION es.append OWNER TO postgres": ("append", "function"),
    "DROP FUNCTION es.keep_checkpoint": ("keep_checkpoint", "function"),
    "ALTER EVENT TRIGGER sauro_note_change DISABLE": ("sauro_note_change", "watch"),
    "DROP EVENT TRIGGER sauro_note_drop": ("sauro_note_drop", "watch"),
}
UNSEEN = {
    "ROLE",
    "EVENT",
    "sauro_owner",
    "sauro_crossing",
}  # the server tells no event trigger of these
WATCHERS = ("sauro_keep_log", "sauro_note_change", "sauro_note_drop")
LOG = ("stored_events", "tree_nodes", "checkpoints")


@pytest.fixture
def raw(admin: Instance) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A superuser's connection, of which nothing remains."""
    with admin.engine.connect() as connection, connection.begin() as transaction:
        yield driver(connection)
        transaction.rollback()


def test_all_defences_stand_after_the_migrations(admin: Instance, instance: Instance) -> None:
    for one in (admin, instance):
        with one.engine.connect() as connection:
            assert breaches(driver(connection)) == []


@pytest.mark.parametrize(("statement", "found"), DOWN.items())
def test_a_defence_taken_down_is_named(
    raw: psycopg.Connection[tuple[object, ...]], statement: str, found: tuple[str, str]
) -> None:
    raw.execute(statement)
    assert found in breaches(raw)


@pytest.mark.parametrize(
    "statement", [said for said in DOWN if not UNSEEN & set(said.split()[1:3])]
)
@pytest.mark.parametrize("mode", ["origin", "replica"])
def test_a_change_of_structure_leaves_a_trace(
    raw: psycopg.Connection[tuple[object, ...]], statement: str, mode: str
) -> None:
    before = len(changes(raw))
    raw.execute(f"SET LOCAL session_replication_role = {mode}")
    raw.execute(statement)
    change = changes(raw)[before]
    assert (change.role, change.command.split()[0]) == (
        "postgres",
        statement.split(maxsplit=1)[0],
    )
    assert change.object or change.command in {"GRANT", "REVOKE"}


@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize("role", ["postgres", "sauro_owner"])
def test_the_log_is_never_dropped(
    raw: psycopg.Connection[tuple[object, ...]], table: str, role: str
) -> None:
    raw.execute(f"SET LOCAL ROLE {role}")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="never dropped"):
        raw.execute(f"DROP TABLE es.{table} CASCADE")


@pytest.mark.parametrize("way", ["DROP SCHEMA es CASCADE", "DROP OWNED BY sauro_owner CASCADE"])
def test_nor_by_a_way_round(raw: psycopg.Connection[tuple[object, ...]], way: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="never dropped"):
        raw.execute(way)


def test_changes_of_other_tables_are_nobodys_business(
    raw: psycopg.Connection[tuple[object, ...]],
) -> None:
    before = changes(raw)
    raw.execute("CREATE TABLE public.other (a int); DROP TABLE public.other")
    raw.execute("ALTER TABLE public.units ADD COLUMN more int")
    assert changes(raw) == before


def test_the_trace_can_be_neither_changed_nor_removed(
    raw: psycopg.Connection[tuple[object, ...]],
) -> None:
    raw.execute("ALTER TABLE es.tree_nodes ADD COLUMN more int")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        raw.execute("DELETE FROM es.structure_changes")


def test_migrating_leaves_no_trace_and_a_server_without_event_triggers_is_compared_all_the_same(
    server: Server, admin: Instance, vault: Vault
) -> None:
    with (
        another_instance(server, "unwatched", vault) as alone,
        alone.engine.connect() as connection,
    ):
        raw = driver(connection)
        assert changes(raw) == []
        for name in WATCHERS:
            raw.execute(f"DROP EVENT TRIGGER {name}")
        raw.execute("DROP FUNCTION keep_log")
        assert {kind for _, kind in breaches(raw)} == {"function", "watch"}
        raw.execute("INSERT INTO es.structure_changes VALUES (now(), '', %s, '')", [UNWATCHED])
        assert breaches(raw) == []
        raw.execute("ALTER TABLE es.tree_nodes DISABLE TRIGGER append_only")
        assert breaches(raw) == [("tree_nodes", "trigger")]
        connection.rollback()
