"""Destroys data keys, or cuts single texts' keys out of them.

The event that says so is recorded before: the database lets nobody do it without one.
"""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, func, select

from events.textkeys import DataKey
from service.vault.rows import LIVING, key_rows
from service.vault.stores import keyring, vault_of
from tenants.tables import data_keys


def hold(connection: Connection, person_id: UUID) -> tuple[UUID, ...]:
    """Lock the living keys of a person, so that nobody seals with them; gives their names."""
    mine = key_rows(connection, LIVING & (data_keys.c.subject == person_id))
    return tuple(row.label.key_id for row in mine)


def destroy(connection: Connection, keys: Collection[UUID]) -> None:
    """Destroy keys; what they sealed is erased for ever."""
    for key_id in keys:
        connection.execute(select(func.shred_key(key_id, "", None)))
    keyring(connection).forget()


def cut_out(
    connection: Connection, keys: Collection[UUID], stream_id: UUID, version: int
) -> None:
    """Cut the key of one event's text out of data keys; their other texts stay readable."""
    vault = vault_of(connection)
    for row in key_rows(connection, LIVING & data_keys.c.key_id.in_(keys)):
        key_id = row.label.key_id
        key = DataKey.read(key_id, row.written(vault)).without(stream_id, version)
        left = vault.wrap(key.written(), row.label)
        connection.execute(select(func.shred_key(key_id, left.by, left.sealed)))
    keyring(connection).forget()
