"""The engine of a process, and the driver beneath it."""

from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry


def engine_for(url: str, *, pool: int = 8) -> Engine:
    """Make the engine of a process.

    Connections are checked before use, and keep the notices of the server: a warning on COMMIT
    means that the outcome is unknown, not that it was saved.
    """
    engine = create_engine(
        url, pool_size=pool, max_overflow=pool, pool_timeout=5, pool_pre_ping=True
    )
    event.listen(engine, "connect", _keep_notices)
    return engine


def driver(connection: Connection) -> psycopg.Connection[Any]:
    """Give the driver's connection, which shares the transaction."""
    return connection.connection.driver_connection  # type: ignore[return-value]


def notices(connection: Connection) -> list[str]:
    """Give the list that the server's notices (SQLSTATE) are added to, emptied."""
    kept: list[str] = connection.info["notices"]
    kept.clear()
    return kept


def _keep_notices(raw: psycopg.Connection[Any], record: ConnectionPoolEntry) -> None:
    kept: list[str] = []
    record.info["notices"] = kept
    raw.add_notice_handler(lambda notice: kept.append(notice.sqlstate or ""))
