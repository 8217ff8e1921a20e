"""Replacing the wrapping key: every data key of a tenant is wrapped anew, none is made new."""

from sqlalchemy import ColumnElement, Connection, func, select, update

from service.vault.rows import LIVING, key_rows
from service.vault.wrapping import Label, Vault, Wrapped
from tenants.scope import Scope
from tenants.tables import data_keys


def count(scope: Scope) -> int:
    """Count a tenant's data keys that were not destroyed."""
    return _count(scope, LIVING)


def wrapped_by(scope: Scope, name: str) -> int:
    """Count a tenant's data keys that a wrapping key is needed for."""
    return _count(scope, LIVING & (data_keys.c.wrapped_by == name))


def rewrap(scope: Scope, vault: Vault) -> int:
    """Wrap a tenant's data keys with the key that wraps now; gives how many changed.

    Raises:
        MissingWrappingKeyError: the key that one of them is wrapped with is gone.
        DamagedDataKeyError: one of them was changed.
    """
    current, changed = vault.require(), 0
    with scope.begin() as connection:
        for row in key_rows(connection, LIVING & (data_keys.c.wrapped_by != current)):
            _put(connection, row.label, vault.wrap(row.written(vault), row.label))
            changed += 1
    return changed


def _count(scope: Scope, which: ColumnElement[bool]) -> int:
    with scope.begin() as connection:
        query = select(func.count()).select_from(data_keys).where(which)
        return int(connection.execute(query).scalar_one())


def _put(connection: Connection, label: Label, wrapped: Wrapped) -> None:
    mine = data_keys.c.key_id == label.key_id
    values = {"wrapped_by": wrapped.by, "wrapped": wrapped.sealed}
    connection.execute(update(data_keys).where(mine).values(**values))
