"""Replay: read models made anew from a past, and what pages show of it compared with that.

Pages read validity intervals; this is the proof that they say what the events say.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Connection,
    FromClause,
    MetaData,
    Row,
    Select,
    Table,
    except_,
    func,
    null,
    select,
)

from events.store import Past, Recorded
from service.history import Change, ReadModel, standing
from service.in_force import laid
from service.remaking import remake
from service.vault.stores import event_store

BEGINNING = {"valid_from", "position", "changed_by"}  # by happening, not of the last recorded


@dataclass(frozen=True, slots=True)
class Replayed:
    """How many things stood in that past, and the first row that pages would show otherwise."""

    things: int
    differing: str | None


@dataclass(slots=True)
class _Shadow:
    """A read model that is made anew beside the kept one."""

    VERSION: int
    table: Table
    model: ReadModel

    def change(self, recorded: Recorded) -> Change | None:
        return self.model.change(recorded)


def shadows(
    connection: Connection, models: Sequence[ReadModel], history: Iterable[Recorded]
) -> list[Table]:
    """Make read models' rows from one history, in tables that the caller drops or rolls back.

    Only the owner may.
    """
    made = [_Shadow(model.VERSION, _beside(model.table), model) for model in models]
    for each in made:
        each.table.create(connection)
    remake(made, history, connection)
    return [each.table for each in made]


@cache
def _beside(kept: Table) -> Table:
    table = kept.to_metadata(MetaData(), name=f"shadow_{kept.name}")
    table.indexes.clear()
    return table


def more(connection: Connection, rows: Select[Any], other: Select[Any]) -> Row[Any] | None:
    """Give the first row (by position) of one query that the other does not give."""
    extra = except_(rows, other).subquery()
    return connection.execute(select(extra).order_by(extra.c.position).limit(1)).first()


def replay(connection: Connection, model: ReadModel, past: Past) -> Replayed:
    """Replay the bound tenant's events into a read model, stopped at a past.

    The rows are compared with those that pages show of that instant on that clock.
    """
    store = event_store(connection)
    [table] = shadows(connection, [model], store.history(past=past))
    kept = laid(connection, model, store.late()) if past.clock == "happened" else model.table
    aside = {"valid_to"} | (BEGINNING if past.clock == "happened" else set())
    stood, shown = _rows(table, None, aside), _rows(kept, past, aside)
    things = connection.execute(select(func.count()).select_from(stood.subquery()))
    row = more(connection, shown, stood) or more(connection, stood, shown)
    result = Replayed(things.scalar_one(), _named(model.table, row))
    table.drop(connection)
    return result


def _rows(table: FromClause, past: Past | None, aside: Collection[str]) -> Select[Any]:
    """Choose the rows that stand, with nothing in the columns that are left aside."""
    columns = [null().label(c.name) if c.name in aside else c for c in table.c]
    return select(*columns).where(standing(table, past.at if past else None))


def _named(table: Table, row: Row[Any] | None) -> str | None:
    return f"{table.name} {getattr(row, table.info['key'])} #{row.position}" if row else None
