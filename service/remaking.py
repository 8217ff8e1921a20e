"""Read models made anew: events become rows, rows go to the server by columns.

A value is written once, when it is said, as the server keeps it, and stands in as many rows as
repeat it. Rows are sent as they end, so that no more is held than what stands open.
"""

import struct
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

import psycopg
from psycopg.abc import Dumper
from psycopg.pq import Format
from sqlalchemy import ARRAY, Column, Connection, Numeric, Table
from sqlalchemy.dialects import postgresql

from events.store import Recorded
from events.stream import Event
from service.db import driver
from service.history import Add, ReadModel, asked, said

ROWS_AT_ONCE = 1_000
IN_WORDS = (ARRAY, Numeric)  # an array of arrays would be taken apart, a number takes long
Write = Callable[[Any], Any]
Row = list[Any]
NULL = b"\xff\xff\xff\xff"
LENGTH, HEAD = struct.Struct(">i"), struct.Struct(">iiIii")


class Making:
    """The rows of one read model as they come about: `ended` ones, and one open for a thing.

    Args:
        model: the read model.
        written: how the values of each column are kept; rows have their order.
    """

    def __init__(self, model: ReadModel, written: dict[str, Write]) -> None:
        self.model, self.ended = model, list[Row]()
        self._columns = {name: (n, write) for n, (name, write) in enumerate(written.items())}
        self._empty = [write(None) for write in written.values()]
        self._open: dict[UUID, Row] = {}
        self._facts: dict[UUID, dict[str, Any]] = {}

    def take(self, recorded: Recorded) -> None:
        """Take one event in: it may end a thing's row and open the next."""
        change = self.model.change(recorded)
        if change is None:
            return
        columns, facts = self._columns, self._facts.setdefault(change.thing, {})
        before = self._open.get(change.thing)
        self._open[change.thing] = row = (before or self._empty).copy()
        for name, value in said(self.model.table, change, recorded).items():
            place, write = columns[name]
            fact = facts[name] + value.amount if isinstance(value, Add) else value
            facts[name], row[place] = fact, write(fact)
        if before:
            before[columns["valid_to"][0]] = row[columns["valid_from"][0]]
            self.ended.append(before)

    def rest(self) -> list[Row]:
        """Give what was not yet taken away: the last rows that ended, and those that stand."""
        return [*self.ended, *self._open.values()]


def remake(
    models: Collection[ReadModel], history: Iterable[Recorded], connection: Connection
) -> int:
    """Empty read models and make their rows anew in one reading; gives how many events.

    The server takes rows in and looks for the next events while these are made into rows.
    """
    for model in models:
        connection.execute(model.table.delete())
    raw, count = driver(connection), 0
    made = [_Remaking(model, raw) for model in models]
    concerned: dict[type[Event], list[_Remaking]] = {}
    with raw.pipeline():
        for recorded in history:
            count += 1
            kind = type(recorded.event)
            if kind not in concerned:
                concerned[kind] = [each for each in made if asked(each.rows.model, kind)]
            for each in concerned[kind]:
                each.take(recorded)
        for each in made:
            each.door.insert(each.rows.rest())
    return count


class _Remaking:
    """A read model that is made anew: its rows as they come about, and where they go in."""

    def __init__(self, model: ReadModel, raw: psycopg.Connection[Any]) -> None:
        self.door = _Door(model.table, raw)
        self.rows = Making(model, self.door.written)

    def take(self, recorded: Recorded) -> None:
        self.rows.take(recorded)
        if len(ended := self.rows.ended) == ROWS_AT_ONCE:
            self.door.insert(ended)
            ended.clear()


class _Door:
    """Where rows of one table go in: an array a column, the quickest way through the wall."""

    def __init__(self, table: Table, raw: psycopg.Connection[Any]) -> None:
        columns = [column for column in table.c if column.name != "tenant_id"]
        kinds = [_kind(column) for column in columns]
        self.elements = [raw.adapters.types[kind].oid for kind in kinds]
        self.written = {
            column.name: _writer(column, oid, raw)
            for column, oid in zip(columns, self.elements, strict=True)
        }
        self.cursor = raw.cursor()
        self.cursor.adapters.register_dumper(_Written, _AsItIs)
        names = ", ".join(f'"{column.name}"' for column in columns)
        arrays = ", ".join(f"%b::{kind}[]" for kind in kinds)
        values = ", ".join(f'n."{column.name}"{_cast(column)}' for column in columns)
        self.statement = (
            f"INSERT INTO {table.name} (tenant_id, {names})"  # noqa: S608 - names of our own tables
            f" SELECT (SELECT ctx.tenant()), {values} FROM unnest({arrays}) AS n({names})"
        )

    def insert(self, rows: Sequence[Row]) -> None:
        for start in range(0, len(rows), ROWS_AT_ONCE):
            some = rows[start : start + ROWS_AT_ONCE]
            arrays = [
                _Written(HEAD.pack(1, 1, oid, len(some), 1) + b"".join(column))
                for oid, column in zip(self.elements, zip(*some, strict=True), strict=True)
            ]
            self.cursor.execute(self.statement, arrays)


class _Written(bytes):
    """An array as the server takes it."""


class _AsItIs(psycopg.adapt.Dumper):
    format = Format.BINARY

    def dump(self, obj: bytes) -> bytes:
        return obj


def _kind(column: Column[Any]) -> str:
    """Name the type in which a column is sent."""
    if isinstance(column.type, IN_WORDS):
        return "text"
    kind = column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return "timestamptz" if kind == "TIMESTAMP WITH TIME ZONE" else str(kind).lower()


def _cast(column: Column[Any]) -> str:
    if not isinstance(column.type, IN_WORDS):
        return ""
    return "::" + column.type.compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]


def _writer(column: Column[Any], oid: int, raw: psycopg.Connection[Any]) -> Write:
    """Give what writes a value as part of an array: its length in four bytes, its bytes."""
    dumper: Dumper
    if isinstance(column.type, IN_WORDS):
        kept = column.type.python_type
        dumper = raw.adapters.get_dumper(kept, psycopg.adapt.PyFormat.TEXT)(kept, raw)
    else:
        dumper = raw.adapters.get_dumper_by_oid(oid, Format.BINARY)(object, raw)

    dump: Callable[[Any], bytes] = dumper.dump  # type: ignore[assignment]
    length = LENGTH.pack

    def write(value: Any) -> bytes:
        if value is None:
            return NULL
        return length(len(dumped := dump(value))) + dumped

    return write
