"""A defence that somebody took down is reported."""

import pytest

from service.db import driver
from service.ledgers import Instance
from service.log.defences import breaches


def test_all_defences_stand_after_the_migrations(admin: Instance, instance: Instance) -> None:
    for one in (admin, instance):
        with one.engine.connect() as connection:
            assert breaches(driver(connection)) == []


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        (
            "ALTER TABLE es.stored_events DISABLE TRIGGER append_only",
            ("stored_events", "trigger"),
        ),
        (
            "ALTER TABLE es.stored_events_03 DISABLE TRIGGER ALL",
            ("stored_events_03", "trigger"),
        ),
        ("DROP TRIGGER no_truncate ON es.tree_nodes", ("tree_nodes", "trigger")),
        ("ALTER TABLE es.commands NO FORCE ROW LEVEL SECURITY", ("commands", "wall")),
        (
            "ALTER TABLE es.stored_events_07 DISABLE ROW LEVEL SECURITY",
            ("stored_events_07", "wall"),
        ),
        ("GRANT UPDATE ON es.stored_events TO sauro_app", ("stored_events", "grant")),
        ("GRANT DELETE ON es.stored_events_01 TO PUBLIC", ("stored_events_01", "grant")),
        ("ALTER ROLE sauro_writer LOGIN", ("sauro_writer", "role")),
        ("ALTER ROLE sauro_app BYPASSRLS", ("sauro_app", "role")),
    ],
)
def test_a_defence_taken_down_is_named(
    admin: Instance, statement: str, found: tuple[str, str]
) -> None:
    with admin.engine.connect() as connection, connection.begin() as transaction:
        raw = driver(connection)
        raw.execute(statement)
        assert found in breaches(raw)
        transaction.rollback()
