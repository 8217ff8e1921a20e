"""Read models with validity intervals, by recording time.

A read model says of each event what changes about which thing (`change`); one table then
answers for now and for any past instant. The same `change` serves the command's transaction
and a rebuild from the first event, so that both give the same rows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    DateTime,
    Index,
    Integer,
    MetaData,
    Table,
    Uuid,
    func,
    insert,
    literal,
    text,
    update,
)
from sqlalchemy.dialects import postgresql

from events.store import Recorded

metadata = MetaData()
OPEN_END = datetime(9999, 12, 31, tzinfo=UTC)
ROWS_AT_ONCE = 5_000


@dataclass(frozen=True, slots=True)
class Add:
    """A fact that grows by an amount."""

    amount: int


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


def keep(model: ReadModel, recorded: Recorded, connection: Connection) -> None:
    """Apply one event to a read model, in the transaction that records it."""
    change = model.change(recorded)
    if change is None:
        return
    said = _said(model.table, change, recorded)
    if change.first:
        connection.execute(insert(model.table).values(tenant_id=func.ctx.tenant(), **said))
    else:
        _advance(connection, model.table, said)


def remake(model: ReadModel, history: Iterable[Recorded], connection: Connection) -> int:
    """Empty a read model and make its rows anew; gives how many events were read."""
    connection.execute(model.table.delete())
    count, rows, open_rows = 0, list[dict[str, Any]](), dict[UUID, dict[str, Any]]()
    for recorded in history:
        count += 1
        if change := model.change(recorded):
            rows.append(_next_row(model.table, change, recorded, open_rows))
    for start in range(0, len(rows), ROWS_AT_ONCE):
        _insert_many(connection, model.table, rows[start : start + ROWS_AT_ONCE])
    return count


def _said(table: Table, change: Change, recorded: Recorded) -> dict[str, Any]:
    return {
        table.info["key"]: change.thing,
        "position": recorded.position,
        "valid_from": recorded.recorded_at,
        "valid_to": OPEN_END,
        "changed_by": recorded.person_id,
        **change.facts,
    }


def _advance(connection: Connection, table: Table, said: Mapping[str, Any]) -> None:
    """End the standing interval and open the next, in one statement."""
    key = table.info["key"]
    ended = (
        update(table)
        .where(table.c[key] == said[key], table.c.valid_to == OPEN_END)
        .values(valid_to=said["valid_from"])
        .returning(*table.c)
        .cte("ended")
    )
    values = [_value(column, ended.c[column.name], said) for column in table.c]
    names = [column.name for column in table.c]
    connection.execute(
        insert(table).from_select(names, ended.select().with_only_columns(*values))
    )


def _value(
    column: Column[Any], before: ColumnElement[Any], said: Mapping[str, Any]
) -> ColumnElement[Any]:
    if column.name not in said:
        return before
    new = said[column.name]
    value = before + new.amount if isinstance(new, Add) else literal(new, column.type)
    return value.label(column.name)


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
    """Insert rows as arrays, one a column: the wall lets no COPY in."""
    columns = [column for column in table.c if column.name != "tenant_id"]
    kinds = [column.type.compile(dialect=postgresql.dialect()) for column in columns]  # type: ignore[no-untyped-call]
    arrays = ", ".join(
        f"CAST(:{c.name} AS {kind}[])" for c, kind in zip(columns, kinds, strict=True)
    )
    names = ", ".join(f'"{column.name}"' for column in columns)
    statement = text(
        f"INSERT INTO {table.name} (tenant_id, {names})"  # noqa: S608 - names of our own tables
        f" SELECT ctx.tenant(), n.* FROM unnest({arrays}) AS n"
    )
    values = {column.name: [row.get(column.name) for row in rows] for column in columns}
    connection.execute(statement, values)
