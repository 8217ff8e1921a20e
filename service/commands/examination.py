"""Facts about an instance that must hold before people are let in."""

import os
from itertools import takewhile
from pathlib import Path

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, inspect, text

from service.db import driver
from service.log.defences import breaches, changes
from service.log.words import by_hand, down
from service.migrate import known_revisions
from service.organisation.founding import ZONE
from service.read_models import READ_MODELS
from service.vault.wrapping import MissingWrappingKeyError, Vault
from tenants import tables
from tenants.ids import TenantId
from tenants.scope import BIND, ContextKey

POWERS = text(
    "SELECT rolsuper AS superuser, rolbypassrls AS bypassrls, rolcreaterole AS createrole,"
    " rolcreatedb AS createdb, EXISTS (SELECT FROM pg_roles o"
    "  WHERE pg_has_role(r.oid, o.oid, 'MEMBER')"
    "   AND o.rolname NOT IN (current_user, 'sauro_oversight', 'sauro_reader'))"
    "  AS member_of_other_roles,"
    " EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid) AS owner_of_tables"
    " FROM pg_roles r WHERE rolname = current_user"
)
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
OFF = {"off", "local"}  # `local` answers before a standby that was asked for has it


def server_version(connection: Connection) -> str:
    """Name the server's version."""
    return f"PostgreSQL {connection.execute(text('SHOW server_version')).scalar_one()}"


def powers(connection: Connection) -> list[str]:
    """List what the role may do though the application must not."""
    row = connection.execute(POWERS).mappings().one()
    return [name for name, held in row.items() if held]


def not_durable(connection: Connection) -> list[str]:
    """List the settings with which a commit may be lost in a power cut."""
    values = {name: connection.execute(text(f"SHOW {name}")).scalar_one() for name in DURABLE}
    return [f"{name}={value}" for name, value in values.items() if value in OFF]


def absent_tables(connection: Connection) -> list[str]:
    """List the tables of this release that the database does not have."""
    wanted = {*tables.metadata.tables, *(model.table.name for model in READ_MODELS)}
    looked, across = inspect(connection), "oversight"
    there = {f"{across}.{name}" for name in looked.get_table_names(schema=across)}
    return sorted(wanted - there - set(looked.get_table_names()))


def defences_down(connection: Connection) -> list[str]:
    """Say what of the log's structure is not as the upgrades left it."""
    return [down(name, kind) for name, kind in breaches(driver(connection))]


def changed_by_hand(connection: Connection) -> list[str]:
    """Tell of changes of the log's structure outside an upgrade, oldest first."""
    return [by_hand(change, ZONE) for change in changes(driver(connection))]


def pending(connection: Connection) -> list[str]:
    """List the migrations that were not run."""
    current = MigrationContext.configure(connection).get_current_revision()
    return list(takewhile(lambda revision: revision != current, known_revisions()))


def key_fits(connection: Connection, secret: str) -> bool:
    """Tell whether the database accepts tenant contexts signed with our secret."""
    if absent_tables(connection):
        return False
    signed = ContextKey.derive(secret).sign(TenantId(1), seconds=60)
    connection.execute(BIND, {"ctx": signed})
    return bool(connection.execute(text("SELECT ctx.tenant() = 1")).scalar_one())


def unreadable(vault: Vault) -> str:
    """Name the key that wraps data keys and cannot be read, or the folder without any."""
    try:
        vault.require()
    except MissingWrappingKeyError as missing:
        return str(missing)
    return ""


def writable(folder: Path) -> bool:
    """Tell whether files can be kept in a folder, or in the one that it will be made in."""
    while not folder.exists():
        folder = folder.parent
    return os.access(folder, os.W_OK | os.X_OK)
