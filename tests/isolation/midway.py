"""Everything that can go wrong in the middle of a tenant's transaction."""

import os
import socket
from collections.abc import Callable
from threading import Timer
from time import sleep
from typing import Any

import psycopg
from sqlalchemy import Connection, text

from service.db import driver
from service.ledgers import Instance

Mistake = Callable[[Connection, Instance], object]
PROCESS = "SELECT pg_backend_pid()"
UNIT = (
    "INSERT INTO units SELECT tenant_id, unit_id, 'Bị bỏ', kind, rank, first_day FROM units"
    " LIMIT 1"
)


def said(statement: str) -> Mistake:
    return lambda connection, _: driver(connection).execute(statement)


def raised(error: BaseException) -> Mistake:
    def do(_connection: Connection, _admin: Instance) -> None:
        raise error

    return do


def process(connection: Connection) -> int:
    [number] = driver(connection).execute(PROCESS).fetchone() or [0]
    return int(number)


def told(admin: Instance, function: str, number: int) -> None:
    with admin.engine.begin() as connection:
        connection.execute(text(f"SELECT {function}(:number)"), {"number": number})


def cancelled(connection: Connection, admin: Instance) -> None:
    Timer(0.05, told, (admin, "pg_cancel_backend", process(connection))).start()
    driver(connection).execute("SELECT pg_sleep(10)")


def killed_at_work(connection: Connection, admin: Instance) -> None:
    Timer(0.05, told, (admin, "pg_terminate_backend", process(connection))).start()
    driver(connection).execute("SELECT pg_sleep(10)")


def killed_between(connection: Connection, admin: Instance) -> None:
    told(admin, "pg_terminate_backend", process(connection))
    sleep(0.05)
    driver(connection).execute("SELECT 1")


def idle_too_long(connection: Connection, _: Instance) -> None:
    driver(connection).execute("SET LOCAL idle_in_transaction_session_timeout = 20")
    sleep(0.1)
    driver(connection).execute("SELECT 1")


def cut_off(connection: Connection, _: Instance) -> None:
    raw = driver(connection)
    with socket.socket(fileno=os.dup(raw.fileno())) as line:
        line.shutdown(socket.SHUT_RDWR)
    raw.execute("SELECT 1")


def closed(connection: Connection, _: Instance) -> None:
    driver(connection).close()
    driver(connection).execute("SELECT 1")


def half_read(connection: Connection, _: Instance) -> None:
    raw: psycopg.Connection[Any] = driver(connection)
    with raw.cursor("half") as cursor:
        cursor.execute("SELECT generate_series(1, 100000)")
        cursor.fetchone()
        raw.execute("SELECT 1 / 0")


def copy_broken_off(connection: Connection, _: Instance) -> None:
    with driver(connection).cursor().copy("COPY units TO STDOUT") as rows:
        rows.read()
        raise InterruptedError


def pipeline(connection: Connection, _: Instance) -> None:
    raw = driver(connection)
    with raw.pipeline():
        raw.execute("SELECT 1 / 0")
        raw.execute("SELECT 1")


def savepoint(connection: Connection, _: Instance) -> None:
    driver(connection).execute("SAVEPOINT inner_one")
    driver(connection).execute("SELECT set_config('app.ctx', current_setting('app.ctx'), true)")
    driver(connection).execute("RELEASE inner_one; SELECT 1 / 0")


MISTAKES: dict[str, Mistake] = {
    "a division by nothing": said("SELECT 1 / 0"),
    "a table that is not there": said("SELECT * FROM nothing"),
    "no statement at all": said("garbage"),
    "a value of the wrong kind": said("SELECT 'x'::uuid"),
    "the same key twice": said(UNIT),
    "a row of somebody else": said("UPDATE units SET tenant_id = tenant_id + 1"),
    "a right that was not given": said("DELETE FROM es.stored_events"),
    "a door knocked at wrongly": said(
        "SELECT es.append(NULL, NULL, NULL, NULL, NULL, '{NULL}', '{1}', '{x}', '{x}')"
    ),
    "a statement that takes too long": said(
        "SET LOCAL statement_timeout = 20; SELECT pg_sleep(10)"
    ),
    "a transaction to be ended by another": said("PREPARE TRANSACTION 'later'"),
    "an end in the middle": said("COMMIT; SELECT 1 / 0"),
    "a binding by hand, then an error": savepoint,
    "a cancelled statement": cancelled,
    "a killed process at work": killed_at_work,
    "a killed process between two statements": killed_between,
    "a transaction that idled too long": idle_too_long,
    "a line that was cut": cut_off,
    "a connection that was closed": closed,
    "a half-read answer": half_read,
    "a copy broken off": copy_broken_off,
    "an error in a pipeline": pipeline,
    "an error in Python": raised(KeyError()),
    "a hand on the keyboard": raised(KeyboardInterrupt()),
    "an order to leave": raised(SystemExit()),
}
