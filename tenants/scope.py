"""Binds a transaction to one tenant; nobody else may.

The binding is a short text signed with a key that the database role cannot read, so a
statement smuggled into a query can't choose another tenant (`ctx.tenant()` verifies it).
"""

import hmac
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import psycopg
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from sqlalchemy import Connection, Engine, text

from tenants.ids import PersonId, TenantId

BLOCK = 64  # bytes of a SHA-256 block, RFC 2104
BIND = text("SELECT set_config('app.ctx', :ctx, true)")
AS_OWNER = text("SET LOCAL ROLE sauro_owner")
AS_READER = "SET LOCAL ROLE sauro_reader"  # no other is shown rows by a context with a reader


@dataclass(frozen=True, slots=True)
class ContextKey:
    """The key that signs tenant contexts; `kid` names it, so that it can be rotated."""

    kid: str
    secret: bytes

    @classmethod
    def derive(cls, secret: str) -> "ContextKey":
        """Make the key of an instance from its one secret."""
        digest = hmac.digest(secret.encode(), b"sauro tenant context 1", "sha256")
        return cls(sha256(b"kid" + digest).hexdigest()[:8], digest)

    def pads(self) -> tuple[bytes, bytes]:
        """Give the inner and outer pad of HMAC, as the database keeps them."""
        block = self.secret.ljust(BLOCK, b"\0")
        return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)

    def sign(self, tenant_id: TenantId, *, seconds: int, reader: PersonId | None = None) -> str:
        """Write a context for one tenant that ends after some seconds.

        With a `reader` it shows what that person's mandates cover, and what is their own.
        """
        said = f"{self.kid}|{tenant_id}|{int(time.time()) + seconds}"
        said += f"|{reader}" if reader else ""
        return f"{said}|{hmac.digest(self.secret, said.encode(), 'sha256').hex()}"


@dataclass(frozen=True, slots=True)
class Scope:
    """One tenant on one engine: every transaction that it begins sees that tenant only.

    `as_owner` is for administration and the loading of a demonstration; `seconds` bounds how
    long a transaction may keep its context; with `snapshot` it sees one moment throughout. With
    a `reader` it shows only what that person may read by mandate.
    """

    engine: Engine
    tenant_id: TenantId
    key: ContextKey
    as_owner: bool = False
    seconds: int = 60
    snapshot: bool = False
    reader: PersonId | None = None

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """Open a bound transaction; commits at the end, rolls back on an error.

        Beginning and binding are one message to the server, sent past the driver, which begins
        nothing where something is begun, and ends it.

        Raises:
            psycopg.Error: the server refuses, or is gone.
        """
        with self.engine.connect() as connection, connection.begin():
            raw: psycopg.Connection[Any] = connection.connection.driver_connection  # type: ignore[assignment]
            done = raw.pgconn.exec_(self._opening().encode())
            if raw.broken:
                raise psycopg.OperationalError(done.get_error_message())
            if done.status != ExecStatus.COMMAND_OK:
                raise error_from_result(done)
            yield connection

    def _opening(self) -> str:
        """Write the first message; the context is made of digits, hex and bars only."""
        signed = self.key.sign(self.tenant_id, seconds=self.seconds, reader=self.reader)
        role = f"; {AS_OWNER}" if self.as_owner else f"; {AS_READER}" if self.reader else ""
        level = " ISOLATION LEVEL REPEATABLE READ" if self.snapshot else ""
        return f"BEGIN{level}{role}; SET LOCAL app.ctx = '{signed}'"
