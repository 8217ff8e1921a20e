"""Read models with validity intervals, by recording time.

A read model says of each event what changes about which thing (`change`); one table then
answers for now and for any past instant. The same `change` serves the command's transaction
and a rebuild from the first event, so that both give the same rows.
"""

from collections.abc import Iterable, Mapping
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
    FromClause,
    Index,
    Insert,
    Integer,
    MetaData,
    Select,
    Table,
    Uuid,
    bindparam,
    func,
    insert,
    update,
)
from sqlalchemy.dialects.postgresql import psycopg

from events.store import Recorded
from events.stream import Event
from service.db import driver

metadata = MetaData()
OPEN_END = datetime(9999, 12, 31, tzinfo=UTC)
NEW = "new_"  # before the names of bound values, which must differ from the columns'


@dataclass(frozen=True, slots=True)
class Add:
    """A fact that grows by an amount, or a text that grows at its end."""

    amount: int | str


class Change(msgspec.Struct, frozen=True, gc=False):
    """What an event changes about one thing; `first` when the thing begins with it."""

    thing: UUID
    facts: Mapping[str, Any]
    first: bool = False


class ReadModel(Protocol):
    """A module that keeps one table; bump VERSION to have it made anew.

    It is asked about events of its CONTEXTS alone, as their stored names begin; one that names
    none is asked about all, which costs a rebuild a call an event. READERS says in SQL which of
    its rows somebody sees who reads by mandate: none, where it is not said.
    """

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


def standing(table: FromClause, at: datetime | None) -> ColumnElement[bool]:
    """Restrict to the rows that stood at an instant, or that stand now."""
    if at is None:
        return table.c.valid_to == OPEN_END
    return (table.c.valid_from <= at) & (table.c.valid_to > at)


def stood(row: Any, at: datetime | None) -> bool:
    """Tell the same of a row that was read with its interval."""
    return bool(row.valid_to == OPEN_END if at is None else row.valid_from <= at < row.valid_to)


def asked(model: ReadModel, kind: type[Event]) -> bool:
    """Tell whether a read model is asked about a kind of event."""
    contexts: frozenset[str] | None = getattr(model, "CONTEXTS", None)
    return contexts is None or kind.TOPIC.partition(".")[0] in contexts


def keep(model: ReadModel, recorded: Recorded, connection: Connection) -> None:
    """Apply one event to a read model, in the transaction that records it."""
    change = model.change(recorded) if asked(model, type(recorded.event)) else None
    if change is None:
        return
    new = said(model.table, change, recorded)
    grown = frozenset(name for name, value in new.items() if isinstance(value, Add))
    write = _begin if change.first else _step
    values = {
        NEW + name: value.amount if name in grown else value for name, value in new.items()
    }
    driver(connection).execute(write(model.table, frozenset(new), grown), values)


def said(table: Table, change: Change, recorded: Recorded) -> dict[str, Any]:
    """Say what an interval says anew, until it ends."""
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
    return written(insert(table).values(tenant_id=func.ctx.tenant(), **_new(table, names)))


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
    return written(insert(table).from_select(names_in_order, ending))


def _new(table: Table, names: Iterable[str]) -> dict[str, BindParameter[Any]]:
    return {name: bindparam(NEW + name, type_=table.c[name].type) for name in names}


def written(statement: Insert | Select[Any]) -> str:
    """Write a statement once, for the driver: it carries it out in a third of the time."""
    return str(statement.compile(dialect=psycopg.dialect()))  # type: ignore[no-untyped-call]
