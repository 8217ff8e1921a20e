"""One tenant's data keys, as the database holds them: wrapped.

There is one for the tenant, and one for each person that something was written about.
Nothing is kept from one transaction to the next: the row says whether a key still is, so that
no process goes on reading what another one erased.
"""

import logging
import os
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg

from events.sealing import UnknownKeyError
from events.textkeys import SEED, DataKey
from service.vault.wrapping import (
    DamagedDataKeyError,
    Label,
    MissingWrappingKeyError,
    Vault,
    Wrapped,
)

NOBODY = UUID(int=0)  # the subject of text that is about no person in particular
COLUMNS = "SELECT tenant_id, key_id, subject, wrapped_by, wrapped FROM data_keys"
LIVING = COLUMNS + " WHERE subject = %s AND wrapped IS NOT NULL FOR SHARE"
TENANT = "SELECT ctx.tenant()"
ADD = (
    "INSERT INTO data_keys (tenant_id, key_id, subject, wrapped_by, wrapped)"
    " VALUES (%s, %s, %s, %s, %s)"
    " ON CONFLICT (tenant_id, subject) WHERE wrapped IS NOT NULL DO NOTHING"
)
log = logging.getLogger("sauro.vault")


class TenantKeyring:
    """The keys of the tenant that the connection is bound to, read when first needed."""

    def __init__(self, connection: psycopg.Connection[Any], vault: Vault | None) -> None:
        self.connection = connection
        self.vault = vault
        self.held = dict[UUID, DataKey]()
        self.known: dict[bytes, DataKey | None] | None = None

    def sealing(self, person: UUID | None) -> DataKey:
        """Give the key for text about a person, or about nobody; made when there is none.

        Its row is locked: whoever would destroy it waits for this transaction, or this one for
        them, so that nothing is sealed with a key that is gone by the commit.

        Raises:
            MissingWrappingKeyError: there is no key to wrap it with.
        """
        subject = person or NOBODY
        if subject not in self.held:
            self.held[subject] = self._living(subject) or self._made(subject)
        return self.held[subject]

    def opening(self, key_id: bytes) -> DataKey | None:
        """Give a key by its identifier; None when it was destroyed.

        Raises:
            UnknownKeyError: this tenant never had it.
        """
        if self.known is None:
            rows = self.connection.execute(COLUMNS).fetchall()
            self.known = dict(self._openable(rows))
        if key_id not in self.known:
            raise UnknownKeyError(key_id.hex())
        return self.known[key_id]

    def _living(self, subject: UUID) -> DataKey | None:
        row = self.connection.execute(LIVING, (subject,)).fetchone()
        return self._opened(row) if row else None

    def _made(self, subject: UUID) -> DataKey:
        [tenant_id] = self.connection.execute(TENANT).fetchone() or [0]
        made = DataKey.whole(key_id := uuid4(), os.urandom(SEED))
        wrapped = self._vault().wrap(made.written(), Label(tenant_id, key_id, subject))
        self.connection.execute(ADD, (tenant_id, key_id, subject, *wrapped))
        self.known = None
        return self._living(subject) or self._made(subject)

    def forget(self) -> None:
        """Read the keys again when they are next needed: some were destroyed."""
        self.held, self.known = {}, None

    def _openable(self, rows: list[tuple[Any, ...]]) -> Iterator[tuple[bytes, DataKey | None]]:
        for row in rows:
            try:
                yield row[1].bytes, self._opened(row)
            except DamagedDataKeyError:
                log.error("data key %s cannot be opened", row[1])  # noqa: TRY400 - once is enough

    def _opened(self, row: tuple[Any, ...]) -> DataKey | None:
        tenant_id, key_id, subject, wrapped_by, wrapped = row
        if wrapped is None:
            return None
        label = Label(tenant_id, key_id, subject)
        return DataKey.read(key_id, self._vault().unwrap(Wrapped(wrapped_by, wrapped), label))

    def _vault(self) -> Vault:
        if self.vault is None:
            raise MissingWrappingKeyError
        return self.vault
