"""What the application's role sees when it asks the database directly."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy import Connection, Engine, text

from service.db import driver

TABLES = text("""
    SELECT c.oid::regclass::text AS name, c.relkind AS kind, c.relispartition AS part,
           EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid
                    AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS walled
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f')
       AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')
     ORDER BY 1
""")
WITH_READER = 4  # bars in a context
# Tables without a tenant, and why each is harmless to everybody.
SHARED = {
    "tenants": "codes and names in addresses, read before a tenant is bound",
    "ctx.keys": "not readable by the application",
    "es.structure_changes": "what was done to the structure of the log, nothing of a tenant",
    "read_models": "versions of tables, not readable by the application",
    "alembic_version": "not readable by the application",
    "jobs.procrastinate_jobs": "numbers of tenants and messages, nothing else",
    "jobs.procrastinate_events": "when a job was tried",
    "jobs.procrastinate_periodic_defers": "empty: nothing is periodic",
    "jobs.procrastinate_workers": "when a worker was last alive",
}


@contextmanager
def bound(engine: Engine, context: str | None) -> Iterator[Connection]:
    """A transaction with this text as its context, rolled back at the end.

    As the role that it asks for: another one where it names a reader.
    """
    with engine.connect() as connection:
        if context is not None:
            connection.execute(text("SELECT set_config('app.ctx', :c, true)"), {"c": context})
            if context.count("|") == WITH_READER:
                connection.execute(text("SET LOCAL ROLE sauro_reader"))
        yield connection
        connection.rollback()


def tenants_seen(connection: Connection, table: str) -> set[int] | None:
    """The tenants whose rows a table shows; None when it may not be read at all."""
    raw = driver(connection)
    try:
        with raw.transaction():
            found = raw.execute(f"SELECT DISTINCT tenant_id FROM {table}")  # noqa: S608
            return {row[0] for row in found}
    except psycopg.errors.InsufficientPrivilege:
        return None
