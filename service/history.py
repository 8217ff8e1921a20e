"""Read models with validity intervals, by recording time.

A read model says of each event what changes about which thing (`change`); one table then
answers for now and for any past instant. The same `change` serves the command's transaction
and a rebuild from the first event, so that both give the same rows.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

import msgspec
from sqlalchemy import (
    BigInteger,
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Index,
    Insert,
    Integer,
    MetaData,
    Table,
    Uuid,
    bindparam,
    func,
    insert,
    text,
    update,
)
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import psycopg

from events.store import Recorded
from service.db import driver

metadata = MetaData()
OPEN_END = datetime(9999, 12, 31, tzinfo=UTC)
ROWS_AT_ONCE = 5_000
NEW = "new_"  # before the names of bound values, which must differ from the columns'


@dataclass(frozen=True, slots=True)
class Add:
    """A fact that grows by an amount, or a text that grows at its end."""

    amount: int | str


@dataclass(frozen=True, slots=True)
class Change:
    """What an event changes about one thing; `first` when the thing begins with it."""

    thing: UUID
    facts: Mapping[str, Any]
    first: bool = False


class ReadModel(Protocol):
    """A module that keeps one table; bump VERSION to have it made anew."""

    VERSION: int
    table: Table

    def change(self, recorded: Recorded) -> Change | None:
        """Say what the event changes; pure, and None for events of no concern."""


def history_table(name: str, key: str, *columns: Column[Any] | Index) -> Table:
    """Declare a read model whose rows are intervals of one thing, named by `key`."""
    return Table(
        name,
        metadata,
        Column("tenant_id", Integer, primary_key=True),
        Column(key, Uuid, primary_key=True),
        Column("position", BigInteger, primary_key=True, autoincrement=False),
        Column("valid_from", DateTime(timezone=True), nullable=False),
        Column("valid_to", DateTime(timezone=True), nullable=False),
        Column("changed_by", Uuid, nullable=False),
        *columns,
        info={"key": key},
    )


def standing(table: Table, at: datetime | None) -> ColumnElement[bool]:
    """Restrict to the rows that stood at an instant, or that stand now."""
    if at is None:
        return table.c.valid_to == OPEN_END
    return (table.c.valid_from <= at) & (table.c.valid_to > at)


def stood(row: Any, at: datetime | None) -> bool:
    """Tell the same of a row that was read with its interval."""
    return bool(row.valid_to == OPEN_END if at is None else row.valid_from <= at < row.valid_to)


def keep(model: ReadModel, recorded: Recorded, connection: Connection) -> None:
    """Apply one event to a read model, in the transaction that records it."""
    change = model.change(recorded)
    if change is None:
        return
    said = _said(model.table, change, recorded)
    grown = frozenset(name for name, value in said.items() if isinstance(value, Add))
    write = _begin if change.first else _step
    values = {
        NEW + name: value.amount if name in grown else value for name, value in said.items()
    }
    driver(connection).execute(write(model.table, frozenset(said), grown), values)


def remake(
    models: Collection[ReadModel], history: Iterable[Recorded], connection: Connection
) -> int:
    """Empty read models and make their rows anew in one reading; gives how many events."""
    for model in models:
        connection.execute(model.table.delete())
    count, made = fold(models, history)
    for model, rows in zip(models, made, strict=True):
        for start in range(0, len(rows), ROWS_AT_ONCE):
            _insert_many(connection, model.table, rows[start : start + ROWS_AT_ONCE])
    return count


def fold(
    models: Collection[ReadModel], history: Iterable[Recorded]
) -> tuple[int, list[list[dict[str, Any]]]]:
    """Give how many events were read, and the rows that they make in each model; pure."""
    count, made = 0, [(model, list[Any](), dict[UUID, dict[str, Any]]()) for model in models]
    for recorded in history:
        count += 1
        for model, rows, open_rows in made:
            if change := model.change(recorded):
                rows.append(_next_row(model.table, change, recorded, open_rows))
    return count, [rows for _, rows, _ in made]


def _said(table: Table, change: Change, recorded: Recorded) -> dict[str, Any]:
    return {
        table.info["key"]: change.thing,
        "position": recorded.position,
        "valid_from": recorded.recorded_at,
        "valid_to": OPEN_END,
        "changed_by": recorded.person_id,
        **change.facts,
    }


@cache
def _begin(table: Table, names: frozenset[str], _grown: frozenset[str]) -> str:
    """Write the statement that opens a thing's first interval."""
    said = insert(table).values(tenant_id=func.ctx.tenant(), **_new(table, names))
    return _written(said)


@cache
def _step(table: Table, names: frozenset[str], grown: frozenset[str]) -> str:
    """Write the statement that ends the standing interval and opens the next.

    It says `names` anew, adding to those `grown`.
    """
    new, key = _new(table, names), table.info["key"]
    ended = (
        update(table)
        .where(table.c[key] == new[key], table.c.valid_to == new["valid_to"])
        .values(valid_to=new["valid_from"])
        .returning(*table.c)
        .cte("ended")
    )
    before = ended.c
    values = [
        (before[c.name] + new[c.name] if c.name in grown else new.get(c.name, before[c.name]))
        for c in table.c
    ]
    labelled = [value.label(column.name) for value, column in zip(values, table.c, strict=True)]
    names_in_order = [column.name for column in table.c]
    ending = ended.select().with_only_columns(*labelled)
    return _written(insert(table).from_select(names_in_order, ending))


def _new(table: Table, names: Iterable[str]) -> dict[str, BindParameter[Any]]:
    return {name: bindparam(NEW + name, type_=table.c[name].type) for name in names}


def _written(statement: Insert) -> str:
    """Write a statement once, for the driver: it carries it out in a third of the time."""
    return str(statement.compile(dialect=psycopg.dialect()))  # type: ignore[no-untyped-call]


def _next_row(
    table: Table, change: Change, recorded: Recorded, open_rows: dict[UUID, dict[str, Any]]
) -> dict[str, Any]:
    said = _said(table, change, recorded)
    before = open_rows.get(change.thing)
    if before is not None:
        before["valid_to"] = recorded.recorded_at
        said = {k: before[k] + v.amount if isinstance(v, Add) else v for k, v in said.items()}
        said = {**before, **said}
    open_rows[change.thing] = said
    return said


def _insert_many(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows as one JSON text, the quickest way in: the wall lets no COPY through."""
    columns = [column for column in table.c if column.name != "tenant_id"]
    kinds = [column.type.compile(dialect=postgresql.dialect()) for column in columns]  # type: ignore[no-untyped-call]
    names = ", ".join(f'"{column.name}"' for column in columns)
    typed = ", ".join(f'"{c.name}" {kind}' for c, kind in zip(columns, kinds, strict=True))
    statement = text(
        f"INSERT INTO {table.name} (tenant_id, {names}) SELECT ctx.tenant(), n.*"  # noqa: S608 - names of our own tables
        f" FROM json_to_recordset(CAST(:rows AS json)) AS n({typed})"
    )
    connection.execute(statement, {"rows": msgspec.json.encode(rows).decode()})
