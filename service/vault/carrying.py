"""A tenant's data keys on their way to another instance, under a key that travels apart."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, func, insert, select, true

from service.vault.rows import key_rows
from service.vault.stores import keyring
from service.vault.wrapping import NONCE, SIZE, DamagedDataKeyError, Label, Vault
from tenants.tables import data_keys

LABEL = b"sauro.carried.1"


@dataclass(frozen=True, slots=True)
class CarriedKey:
    """A data key under the travelling key; nothing is `sealed` of one that was destroyed."""

    key_id: UUID
    subject: UUID
    sealed: bytes | None


def travelling_key() -> bytes:
    """Make a key to carry data keys under (32 bytes); whoever has it can read the text."""
    return os.urandom(SIZE)


def pack(connection: Connection, vault: Vault, travelling: bytes) -> list[CarriedKey]:
    """Take out the bound tenant's data keys, destroyed ones by name only.

    Raises:
        MissingWrappingKeyError: the key that one of them is wrapped with is gone.
        DamagedDataKeyError: one of them was changed.
    """
    cipher, packed = AESGCM(travelling), list[CarriedKey]()
    for row in key_rows(connection, true()):
        sealed, key_id, subject = None, row.label.key_id, row.label.subject
        if row.wrapped is not None:
            nonce, written = os.urandom(NONCE), row.written(vault)
            sealed = nonce + cipher.encrypt(nonce, written, _bound(key_id, subject))
        packed.append(CarriedKey(key_id, subject, sealed))
    return packed


def unpack(
    connection: Connection, vault: Vault, travelling: bytes, carried: Iterable[CarriedKey]
) -> int:
    """Let data keys into the bound tenant, wrapped with our own key; gives how many.

    Raises:
        MissingWrappingKeyError: there is no key to wrap them with.
        DamagedDataKeyError: one does not open with the travelling key.
    """
    cipher, count = AESGCM(travelling), 0
    tenant_id = connection.execute(select(func.ctx.tenant())).scalar_one()
    for key in carried:
        row = {"tenant_id": tenant_id, "key_id": key.key_id, "subject": key.subject}
        if key.sealed is None:
            row |= {"wrapped_by": "", "wrapped": None}
        else:
            label = Label(tenant_id, key.key_id, key.subject)
            wrapped = vault.wrap(_opened(cipher, key, key.sealed), label)
            row |= {"wrapped_by": wrapped.by, "wrapped": wrapped.sealed}
        connection.execute(insert(data_keys).values(**row))
        count += 1
    keyring(connection).forget()
    return count


def _opened(cipher: AESGCM, key: CarriedKey, sealed: bytes) -> bytes:
    try:
        bound = _bound(key.key_id, key.subject)
        return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], bound)
    except (InvalidTag, ValueError) as broken:
        raise DamagedDataKeyError(str(key.key_id)) from broken


def _bound(key_id: UUID, subject: UUID) -> bytes:
    return LABEL + key_id.bytes + subject.bytes
