"""A tenant's own tables, as rows of JSON that go from one instance to another.

Every table of a tenant is carried unless it is named here with a reason: a new one is carried
without anybody having to think of it.
"""

import json
from collections.abc import Iterable, Iterator
from graphlib import TopologicalSorter
from itertools import islice
from typing import Any

import psycopg
from psycopg import sql

from service.moving.flaws import Flaw, FlawedExportError
from service.read_models import READ_MODELS

LEFT = {
    "tenants": "goes in the manifest",
    "data_keys": "travel under a key of their own",
    "sessions": "people sign in again",
    "guests": "are of tenants of the same instance",
    "sign_in_tries": "counts what was tried against the other instance",
    "outgoing": "is sent by the instance that wrote it",
    "links": "are between tenants of one instance",
    "link_revocations": "go with the links",
    "oversight.standings": "are for a province of the same instance",
    "oversight.figures": "go with the standings",
    "oversight.heirs": "tell that province who went into whom",
    "oversight.looks": "stay where the other side reads them",
    "letters": "stay where the other side reads them; the events keep their hashes",
    **{model.table.name: "is made anew from the events" for model in READ_MODELS},
}
TABLES = """
SELECT c.relname, coalesce(array_agg(f.relname) FILTER (WHERE f.relname IS NOT NULL), '{}')
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
  LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
  LEFT JOIN pg_class f ON f.oid = k.confrelid AND f.oid <> c.oid
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
 GROUP BY c.relname
"""
COLUMNS = """
SELECT attname FROM pg_attribute
 WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped
"""
READ = sql.SQL("SELECT row_to_json(t)::text FROM {} AS t")
WRITE = sql.SQL(
    "INSERT INTO {table} ({columns})"
    " SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s)"
)
AT_ONCE = 1_000  # rows of one statement


def carried(connection: psycopg.Connection[Any]) -> list[str]:
    """List the tables that are carried, those first that others refer to."""
    needs = {name: set(needed) for name, needed in connection.execute(TABLES)}
    ordered = TopologicalSorter(needs).static_order()
    return [name for name in ordered if name in needs and name not in LEFT]


def rows(connection: psycopg.Connection[Any], table: str) -> Iterator[bytes]:
    """Give the bound tenant's rows of a table, a line of JSON each."""
    with connection.cursor() as cursor:
        for (row,) in cursor.stream(READ.format(sql.Identifier(table))):
            yield row.encode() + b"\n"


def put(connection: psycopg.Connection[Any], table: str, lines: Iterable[bytes]) -> int:
    """Insert rows into the bound tenant's table; gives how many.

    Raises:
        FlawedExportError: they have a field that the table has not.
    """
    known, count = {name for (name,) in connection.execute(COLUMNS, (table,))}, 0
    left = iter(lines)
    while some := [line.decode() for line in islice(left, AT_ONCE)]:
        names = list(json.loads(some[0]))
        if not known or set(names) - known:
            raise FlawedExportError(Flaw.NEWER, table)
        columns = sql.SQL(", ").join(map(sql.Identifier, names))
        statement = WRITE.format(table=sql.Identifier(table), columns=columns)
        connection.execute(statement, (f"[{','.join(some)}]",))
        count += len(some)
    return count
