"""Opens a transaction's event store with the tenant's data keys."""

from sqlalchemy import Connection, Engine

from events.store import EventStore
from service.db import driver
from service.vault.keyring import TenantKeyring
from service.vault.wrapping import MissingWrappingKeyError, Vault

OPTION = "vault"


def with_vault(engine: Engine, vault: Vault) -> Engine:
    """Let every connection of an engine know where the wrapping keys are."""
    engine.update_execution_options(**{OPTION: vault})
    return engine


def event_store(connection: Connection) -> EventStore:
    """Give the event store of the tenant that the connection is bound to."""
    return EventStore(driver(connection), keyring(connection))


def keyring(connection: Connection) -> TenantKeyring:
    """Give the data keys of the tenant that the connection is bound to."""
    return TenantKeyring(driver(connection), connection.get_execution_options().get(OPTION))


def vault_of(connection: Connection) -> Vault:
    """Give the wrapping keys that the connection's engine knows.

    Raises:
        MissingWrappingKeyError: it knows none.
    """
    vault = connection.get_execution_options().get(OPTION)
    if not isinstance(vault, Vault):
        raise MissingWrappingKeyError
    return vault
