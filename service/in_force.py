"""What was in force: read models by the clock of happening, for who looks back by it.

Tables keep intervals by the clock of recording. Where something was written down after it had
happened, the intervals of that thing are made anew from its events and laid over the table,
for the queries of one connection; of everything else both clocks say the same.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from typing import Any
from uuid import UUID
from weakref import WeakSet

import msgspec
from sqlalchemy import (
    JSON,
    Alias,
    Column,
    Connection,
    FromClause,
    Table,
    Text,
    bindparam,
    cast,
    event,
    func,
    literal_column,
    select,
)
from sqlalchemy.sql.visitors import ExternallyTraversible, replacement_traverse

from events.store import Clock, EventStore, Past, Recorded
from service.history import OPEN_END, ReadModel, asked
from service.remaking import Making
from service.vault.stores import event_store

Row = dict[str, Any]
Dated = tuple[datetime, Recorded]
LAID = WeakSet[Connection]()  # a connection is one transaction's


def look_by_happening(connection: Connection, models: Iterable[ReadModel]) -> None:
    """Let the queries of a connection read what was in force instead of what was known."""
    if connection in LAID:
        return
    store = event_store(connection)
    late = store.late()
    over = {model.table: laid(connection, model, late) for model in models} if late else {}
    LAID.add(connection)
    if changed := {table: rows for table, rows in over.items() if rows is not table}:
        event.listen(connection, "before_execute", partial(_read, changed), retval=True)


def past_of(connection: Connection, at: datetime | None) -> Past:
    """Give the past that ends at an instant, on the clock that the connection looks by."""
    clock: Clock = "happened" if connection in LAID else "recorded"
    return Past(at, clock)


def laid(connection: Connection, model: ReadModel, late: Sequence[Recorded]) -> FromClause:
    """Give a read model's rows by the clock of happening; its table where nothing is late.

    Args:
        connection: bound to the tenant.
        model: the read model.
        late: the tenant's events that were recorded after they had happened.
    """
    concerned = (model.change(one) for one in late if asked(model, type(one.event)))
    things = {change.thing for change in concerned if change}
    if not things:
        return model.table
    key, kept = model.table.info["key"], model.table.c
    found = connection.execute(
        select(kept[key], kept.position).where(kept[key].in_(things)).order_by(kept.position)
    )
    places: dict[int, UUID] = {position: thing for thing, position in found}
    rows = _rows(event_store(connection), model, places)
    given = func.json_populate_recordset(
        literal_column(f"NULL::{model.table.name}"),
        cast(bindparam(None, msgspec.json.encode(rows).decode(), Text, unique=True), JSON),
    ).table_valued(*(Column(column.name, column.type) for column in kept))
    others = select(model.table).where(kept[key].not_in(things))
    anew = select(func.ctx.tenant(), *(one for one in given.c if one.name != "tenant_id"))
    return others.union_all(anew).cte(f"{model.table.name}_in_force")


def _rows(store: EventStore, model: ReadModel, places: dict[int, UUID]) -> list[Row]:
    """Make the intervals of some things anew from the events at some positions."""
    told = list(store.at(list(places)))
    begun = {one.stream_id: one.happened_at for one in told if one.version == 1}
    begun |= store.begun({one.stream_id for one in told} - begun.keys())
    things: dict[UUID, list[Dated]] = {}
    for one in told:
        counts_from = max(one.happened_at, begun[one.stream_id])
        things.setdefault(places[one.position], []).append((counts_from, one))
    return [row for dated in things.values() for row in _intervals(model, dated)]


def _intervals(model: ReadModel, dated: Sequence[Dated]) -> Iterator[Row]:
    """Tell how one thing stood from each instant on at which something of it happened.

    At each the events that had happened are taken in by order of recording, as in a rebuild;
    the interval is named by the event that begins it, and by who did that.
    """
    names = [column.name for column in model.table.c if column.name != "tenant_id"]
    begin: Callable[[], Making] = partial(Making, model, dict.fromkeys(names, lambda v: v))
    making, taken, rows = begin(), list[Recorded](), list[Row]()
    for moment, some in groupby(sorted(dated, key=lambda one: one[0]), key=lambda one: one[0]):
        new = [recorded for _, recorded in some]
        begins = {"position": new[-1].position, "changed_by": new[-1].person_id}
        if taken and new[0].position < taken[-1].position:
            making, new, taken = begin(), sorted([*taken, *new], key=_position), []
        for recorded in new:
            making.take(recorded)
        taken += new
        facts = dict(zip(names, making.rest()[-1], strict=True))
        rows.append(facts | begins | {"valid_from": moment})
    for row, after in zip(
        rows, [*(row["valid_from"] for row in rows[1:]), OPEN_END], strict=True
    ):
        yield row | {"valid_to": after}


def _position(recorded: Recorded) -> int:
    return recorded.position


def _read(
    laid: dict[Table, FromClause],
    _connection: Connection,
    statement: Any,
    several: Any,
    values: Any,
    _options: Any,
) -> tuple[Any, Any, Any]:
    """Read from what is laid over a table wherever a statement names it."""
    if not isinstance(statement, ExternallyTraversible):
        return statement, several, values
    instead: dict[Any, FromClause] = dict(laid)

    def replace(part: Any, **_named: Any) -> Any:
        if isinstance(part, Alias) and part.element in laid:
            return instead.setdefault(part, laid[part.element].alias())
        if isinstance(part, Table):
            return instead.get(part)
        if isinstance(part, Column) and isinstance(part.table, Alias):
            replace(part.table)
        if isinstance(part, Column) and part.table in instead:
            return instead[part.table].c[part.name]
        return None

    read: Any = replacement_traverse(statement, {}, replace)  # type: ignore[call-overload]
    return read, several, values
