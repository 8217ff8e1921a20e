"""Whether the database still defends the log as the migrations left it.

A superuser can take every defence down; this says so, and the tree shows what was done then.
What the migrations leave is written in `definition.txt`, outside the database; a line is the
kind of an object, its name and what it is.
"""

from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from typing import Any

import psycopg

STANDING = files("service.log").joinpath("defined.sql").read_text(encoding="utf-8")
EXPECTED = files("service.log").joinpath("definition.txt").read_text(encoding="utf-8")
CHANGES = (
    "SELECT changed_at, role, command, object FROM es.structure_changes ORDER BY changed_at"
)
UNWATCHED = "NO EVENT TRIGGER"  # the server would not have any when we asked
WATCHING = ("watch", "function public.keep_log")  # lines that are then not to be expected


@dataclass(frozen=True, slots=True)
class StructureChange:
    """Somebody changed the structure of the log, or a right, outside an upgrade."""

    changed_at: datetime
    role: str
    command: str
    object: str


def breaches(connection: psycopg.Connection[Any]) -> list[tuple[str, str]]:
    """List what is not as the migrations left it, as (name, kind): empty when all stands.

    Kinds: `table`, `column`, `constraint`, `index`, `function` and `rule` say what was changed;
    `wall` and `policy` are row level security, `trigger` refuses changes, `grant` is a right
    that was given or taken, `role` one that may do more or less than it should, `watch` reports
    changes.
    """
    expected = EXPECTED.splitlines()
    if any(change.command == UNWATCHED for change in _changes(connection)):
        expected = [line for line in expected if not line.startswith(WATCHING)]
    differing = set(expected) ^ set(standing(connection))
    return sorted({_named(line) for line in differing}, key=lambda named: named[::-1])


def standing(connection: psycopg.Connection[Any]) -> list[str]:
    """Write down what the database holds of the log, a line an object."""
    return sorted(" ".join(row).rstrip() for row in connection.execute(STANDING))


def changes(connection: psycopg.Connection[Any]) -> list[StructureChange]:
    """List the changes that the server's event triggers reported, oldest first."""
    return [change for change in _changes(connection) if change.command != UNWATCHED]


def _changes(connection: psycopg.Connection[Any]) -> list[StructureChange]:
    kept = connection.execute("SELECT to_regclass('es.structure_changes')").fetchone()
    if kept == (None,):  # a database that was not brought up yet, or that lost the table
        return []
    return [StructureChange(*row) for row in connection.execute(CHANGES)]


def _named(line: str) -> tuple[str, str]:
    kind, name, *_ = line.split(" ")
    return name, kind
