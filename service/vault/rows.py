"""The rows of wrapped data keys, for those who change them: locked until the commit."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select

from service.vault.wrapping import Label, Vault, Wrapped
from tenants.tables import data_keys

LIVING = data_keys.c.wrapped.is_not(None)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """One data key as it lies there; nothing is `wrapped` of one that was destroyed."""

    label: Label
    wrapped: Wrapped | None

    def written(self, vault: Vault) -> bytes:
        """Unwrap what `DataKey.read` reads.

        Raises:
            MissingWrappingKeyError: the key that wrapped it is gone.
            DamagedDataKeyError: it was changed, or destroyed.
        """
        return vault.unwrap(self.wrapped or Wrapped("", b""), self.label)


def key_rows(connection: Connection, which: ColumnElement[bool]) -> list[KeyRow]:
    """Read and lock the bound tenant's keys of a kind, by identifier."""
    rows = select(data_keys).where(which).order_by(data_keys.c.key_id).with_for_update()
    return [_row(row) for row in connection.execute(rows)]


def _row(row: Row[Any]) -> KeyRow:
    wrapped = None if row.wrapped is None else Wrapped(row.wrapped_by, row.wrapped)
    return KeyRow(Label(row.tenant_id, row.key_id, row.subject), wrapped)
