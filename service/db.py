"""The engine of a process, and the driver beneath it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

import msgspec
import psycopg
from sqlalchemy import (
    Connection,
    CursorResult,
    Engine,
    ScalarSelect,
    Select,
    Text,
    cast,
    create_engine,
    event,
    func,
    select,
)
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")
ALIVE = "SELECT 1"
REST = 1.0  # seconds without use after which a connection is checked


def engine_for(url: str, *, pool: int = 8, pooler: bool = False) -> Engine:
    """Make the engine of a process.

    Connections that rested are checked before use, and all keep the notices of the server: a
    warning on COMMIT means that the outcome is unknown, not that it was saved. Behind a
    `pooler` nothing is prepared: the next transaction may meet another server connection.
    """
    said = {"prepare_threshold": None} if pooler else {}
    engine = create_engine(
        url, pool_size=pool, max_overflow=pool, pool_timeout=5, connect_args=said
    )
    event.listen(engine, "connect", _keep_notices)
    event.listen(engine, "checkin", _note_rest)
    event.listen(engine, "checkout", _check_rested)
    return engine


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """Give the driver's connection, which shares the transaction."""
    return connection.connection.driver_connection  # type: ignore[return-value]


def unnamed(result: CursorResult[Any]) -> Sequence[tuple[Any, ...]]:
    """Give rows as the driver made them, in half the time of rows that know names."""
    return result.cursor.fetchall()


@dataclass(frozen=True, slots=True)
class Question(Generic[T]):
    """A query for a few rows, and the struct that each of them becomes, by column names."""

    rows: Select[Any]
    kind: type[T]


def together(connection: Connection, *questions: Question[Any]) -> list[list[Any]]:
    """Ask several small questions with one statement; gives the rows of each, in its order."""
    if not questions:
        return []
    asked = select(*(_as_text(question.rows) for question in questions))
    answers = zip(questions, connection.execute(asked).one(), strict=True)
    return [[*map(_reader(q), msgspec.json.decode(said or "[]"))] for q, said in answers]


def notices(connection: Connection) -> list[str]:
    """Give the list that the server's notices (SQLSTATE) are added to, emptied."""
    kept: list[str] = connection.info["notices"]
    kept.clear()
    return kept


def _reader(question: Question[T]) -> Callable[[object], T]:
    return partial(msgspec.convert, type=question.kind)


def _as_text(rows: Select[Any]) -> ScalarSelect[str]:
    inner = rows.subquery()
    return select(cast(func.json_agg(inner.table_valued()), Text)).scalar_subquery()


def _note_rest(_raw: object, record: ConnectionPoolEntry) -> None:
    record.info["rested_since"] = monotonic()


def _check_rested(
    raw: psycopg.Connection[Any], record: ConnectionPoolEntry, _proxy: object
) -> None:
    """Ask a connection that rested for a sign of life; a busy one gave it a moment ago."""
    if monotonic() - record.info.get("rested_since", monotonic()) < REST:
        return
    try:
        raw.execute(ALIVE)
        raw.commit()  # a rollback would throw the prepared statements away
    except psycopg.OperationalError as gone:
        raise DisconnectionError from gone


def _keep_notices(raw: psycopg.Connection[Any], record: ConnectionPoolEntry) -> None:
    kept: list[str] = []
    record.info["notices"] = kept
    raw.add_notice_handler(lambda notice: kept.append(notice.sqlstate or ""))
