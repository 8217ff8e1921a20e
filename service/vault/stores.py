"""Opens a transaction's event store with the tenant's data keys."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine

from events.store import EventStore
from events.textkeys import DataKey
from service.db import driver
from service.vault.keyring import TenantKeyring
from service.vault.wrapping import MissingWrappingKeyError, Vault

OPTION = "vault"
OPENED = WeakKeyDictionary[Connection, TenantKeyring]()  # a connection is one transaction's


def with_vault(engine: Engine, vault: Vault) -> Engine:
    """Let every connection of an engine know where the wrapping keys are."""
    engine.update_execution_options(**{OPTION: vault})
    return engine


def event_store(connection: Connection) -> EventStore:
    """Give the event store of the tenant that the connection is bound to."""
    return EventStore(driver(connection), keyring(connection))


def keyring(connection: Connection) -> TenantKeyring:
    """Give the data keys of the tenant that the connection is bound to, read once."""
    if connection not in OPENED:
        vault = connection.get_execution_options().get(OPTION)
        OPENED[connection] = TenantKeyring(driver(connection), vault)
    return OPENED[connection]


def vault_of(connection: Connection) -> Vault:
    """Give the wrapping keys that the connection's engine knows.

    Raises:
        MissingWrappingKeyError: it knows none.
    """
    vault = connection.get_execution_options().get(OPTION)
    if not isinstance(vault, Vault):
        raise MissingWrappingKeyError
    return vault


@dataclass(frozen=True, slots=True)
class OpenedKeys:
    """A tenant's data keys for whoever holds no transaction: `begin` opens one for each."""

    begin: Callable[[], AbstractContextManager[Connection]]

    def sealing(self, person: UUID | None) -> DataKey:
        """Give the key for text about a person, or about nobody."""
        with self.begin() as connection:
            return keyring(connection).sealing(person)

    def opening(self, key_id: bytes) -> DataKey | None:
        """Give a key by its identifier; None when it was destroyed.

        Raises:
            UnknownKeyError: this tenant never had it.
        """
        with self.begin() as connection:
            return keyring(connection).opening(key_id)
