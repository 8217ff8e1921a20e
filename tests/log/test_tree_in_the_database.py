"""The append function's leaves, frontier and nodes, byte for byte those of Python."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from eventsourcing.persistence import StoredEvent
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text

from events.leaf import COLUMNS, EPOCH, MICROSECOND, StoredColumns
from events.merkle import Frontier, Node
from service.db import driver, engine_for
from service.launch.postgres import Server
from service.ledgers import Instance
from tenants.ids import TenantId
from tenants.scope import AS_OWNER, ContextKey, Scope
from tests.log.conftest import record, some_events

LEAF = "SELECT es.leaf(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
FIRSTS = "SELECT position FROM es.stored_events WHERE fingerprint = '' ORDER BY position"
AT = datetime(2026, 11, 21, 8, 30, 0, 123456, UTC)


def stored(connection: psycopg.Connection[Any]) -> list[tuple[StoredColumns, bytes]]:
    rows = connection.execute(
        f"SELECT {COLUMNS}, leaf FROM es.stored_events ORDER BY position"  # noqa: S608
    )
    return [(StoredColumns(*row[:-1]), row[-1]) for row in rows]


def test_leaves_frontier_and_nodes_are_those_of_python(tenant: Scope) -> None:
    receipt = record(tenant, some_events(300))
    with tenant.begin() as connection:
        raw = driver(connection)
        events = stored(raw)
        nodes = raw.execute("SELECT level, number, hash FROM es.tree_nodes").fetchall()
        head = raw.execute("SELECT position, frontier FROM es.tenant_heads").fetchone()
    tree, made = Frontier(), dict[Node, bytes]()
    for columns, leaf in events:
        assert columns.leaf() == leaf
        made.update(tree.append(leaf))
    assert {(level, number): h for level, number, h in nodes} == {
        node: h for node, h in made.items() if node[0] % 4 == 0
    }
    assert head == (tree.size, tree.written())
    assert receipt.root() == tree.root()
    assert list(receipt.leaves) == [leaf for _, leaf in events[-300:]]


moments = st.integers(-(10**16), 10**16).map(lambda n: EPOCH + n * MICROSECOND)


@given(
    st.builds(
        StoredColumns,
        st.integers(1, 2**31 - 1),
        st.integers(1, 2**63 - 1),
        st.uuids(),
        st.integers(1, 2**31 - 1),
        st.text(st.characters(codec="utf-8", exclude_characters="\0")),
        st.binary(max_size=300),
        st.uuids(),
        st.uuids(),
        st.uuids(),
        moments,
        moments,
    )
)
@settings(max_examples=150, deadline=None)
def test_any_event_gives_one_leaf_in_both_languages(
    admin: Instance, columns: StoredColumns
) -> None:
    said = [getattr(columns, name) for name in StoredColumns.__slots__]
    with admin.engine.connect() as connection:
        row = driver(connection).execute(LEAF, said).fetchone()
    assert row is not None
    assert row[0] == columns.leaf()


def test_every_column_counts_and_none_runs_into_the_next() -> None:
    one = UUID(int=1)
    plain = StoredColumns(1, 2, one, 3, "t", b"s", one, one, one, AT, AT)
    others = [
        StoredColumns(*[*said[:n], other, *said[n + 1 :]])
        for said in [[getattr(plain, name) for name in StoredColumns.__slots__]]
        for n, other in enumerate(
            [2, 3, UUID(int=2), 4, "ts", b"", UUID(int=2), UUID(int=3), UUID(int=4)]
            + [AT + timedelta(microseconds=1)] * 2
        )
    ]
    shifted = StoredColumns(1, 2, one, 3, "ts", b"", one, one, one, AT, AT)
    leaves = [columns.leaf() for columns in [plain, *others]]
    assert len(set(leaves)) == 12
    assert shifted.leaf() != plain.leaf()


def test_a_refused_append_leaves_the_tree_as_it_was(tenant: Scope) -> None:
    stream = uuid4()
    record(tenant, some_events(3, stream))
    with tenant.begin() as connection:
        before = driver(connection).execute("SELECT * FROM es.tenant_heads").fetchall()
    with pytest.raises(Exception, match="stored_events"):
        record(tenant, some_events(1, stream))
    with tenant.begin() as connection:
        assert driver(connection).execute("SELECT * FROM es.tenant_heads").fetchall() == before


@pytest.mark.parametrize("table", ["stored_events", "tree_nodes", "checkpoints"])
@pytest.mark.parametrize(
    "change", ["UPDATE {} SET tenant_id = 0", "DELETE FROM {}", "TRUNCATE {}"]
)
def test_the_log_is_append_only_for_everybody(
    admin: Instance, tenant: Scope, table: str, change: str
) -> None:
    with tenant.begin() as connection:
        connection.execute(text("SELECT es.keep_checkpoint(1, now(), '')"))
    for engine, why in ((admin.engine, "append-only"), (tenant.engine, "permission denied")):
        with pytest.raises(Exception, match=why), engine.begin() as connection:
            connection.execute(text(change.format(f"es.{table}")))


def test_events_of_before_the_log_get_their_leaves(server: Server) -> None:
    engine, key = database_of_the_first_release(server), ContextKey.derive("old")
    scope = old_events(engine, key)
    upgrade(engine, "head")
    record(scope, some_events(5))
    with scope.begin() as connection:
        events = stored(driver(connection))
        head = driver(connection).execute("SELECT frontier FROM es.tenant_heads").fetchone()
        nodes = driver(connection).execute("SELECT count(*) FROM es.tree_nodes").fetchone()
        firsts = driver(connection).execute(FIRSTS).fetchall()
    tree = Frontier()
    for columns, leaf in events:
        assert columns.leaf() == leaf
        tree.append(leaf)
    assert head == (tree.written(),)
    assert nodes == (45 // 16,)
    assert [position for (position,) in firsts] == list(range(1, 41, 5))
    with pytest.raises(Exception, match="append-only"), engine.begin() as connection:
        connection.execute(text("UPDATE es.stored_events SET topic = ''"))
    engine.dispose()


def database_of_the_first_release(server: Server) -> Engine:
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text("CREATE DATABASE old"))
    root.dispose()
    engine = engine_for(server.url("old"))
    upgrade(engine, "0001")
    return engine


def upgrade(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(files("service.migrations")))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


CODES = ("cu", "cu-2")
FOUNDED = (  # as the first release did: the columns of today are not there yet
    "INSERT INTO tenants (code, kind, name, place, phone, zone, demo)"
    " VALUES (%s, 'commune', '', '', '', 'UTC', false) RETURNING tenant_id"
)
BEGUN = "INSERT INTO es.tenant_heads VALUES (%s, 0, '2000-01-01Z')"


def old_events(engine: Engine, key: ContextKey) -> Scope:
    """Forty events in one tenant of the first release, and a second tenant without any."""
    inner, outer = key.pads()
    with engine.begin() as connection:
        connection.execute(AS_OWNER)
        driver(connection).execute(
            "INSERT INTO ctx.keys VALUES (%s, %s, %s)", (key.kid, inner, outer)
        )
        tenants = [driver(connection).execute(FOUNDED, (code,)).fetchone() for code in CODES]
    scopes = [Scope(engine, TenantId(t[0]), key, as_owner=True) for t in tenants if t]
    for scope in scopes:
        with scope.begin() as connection:
            driver(connection).execute(BEGUN, (scope.tenant_id,))
    with scopes[0].begin() as connection:
        for _ in range(8):
            events = some_events(5)
            driver(connection).execute(
                "SELECT es.append(%s, '', %s, %s, NULL, %s::uuid[], %s::int[], %s::text[],"
                " %s::bytea[])",
                (uuid4(), uuid4(), uuid4(), *columns_of(events)),
            )
    return scopes[0]


def columns_of(events: Sequence[StoredEvent]) -> list[list[Any]]:
    return [
        [event.originator_id for event in events],
        [event.originator_version for event in events],
        [event.topic for event in events],
        [event.state for event in events],
    ]
