"""Takes one tenant out whole: events byte for byte, register, files, kept checkpoints.

What cannot be read completely is not written at all.
"""

import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from sqlalchemy import Connection

from events.leaf import microseconds
from events.merkle import Frontier
from service.clock import now
from service.db import driver
from service.files import FileStore
from service.log.attachments import broken, names
from service.log.bundle import Members
from service.log.kept import KeptCheckpoint, KeptFile
from service.log.lines import event_line
from service.log.notes import Checkpoint, sign
from service.log.operating import Log
from service.log.reading import LeafRow, leaves
from service.migrate import known_revisions
from service.moving import rows
from service.moving.flaws import IncompleteExportError, MissingFilesError
from service.moving.package import (
    COMMANDS,
    DATA_KEYS,
    EVENTS,
    FILES,
    FORMAT,
    KEPT,
    KEYS,
    MANIFEST,
    NOTE,
    REGISTER,
    CommandLine,
    Facts,
    Manifest,
    Member,
    signed_name,
)
from service.read_models import HOLD
from service.vault.carrying import pack
from service.vault.stores import keyring, vault_of
from tenants.register import Tenant, close
from tenants.scope import Scope

LONGEST = 3600  # seconds that writers of the tenant may have to wait
DONE = (
    "SELECT position, fingerprint FROM es.stored_events"
    " WHERE fingerprint IS NOT NULL ORDER BY position"
)
ENCODER = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Leaving:
    """The key that the tenant's data keys are wrapped with, which goes apart from the file.

    `closed_on` is the day on which the tenant leaves for good: here it is only read since.
    """

    travelling: bytes = field(repr=False)
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """What was taken out: the checkpoint that speaks for all of it, how many files."""

    checkpoint: Checkpoint
    files: int


@dataclass(slots=True)
class _Counted:
    """Events on their way out; counts them and grows their tree."""

    tree: Frontier = field(default_factory=Frontier)

    def lines(self, stored: Iterator[LeafRow], size: int) -> Iterator[bytes]:
        for row in stored:
            if (row.position, row.kept) != (self.tree.size + 1, row.made):
                raise IncompleteExportError(self.tree.size, size)
            self.tree.append(row.made)
            yield event_line(row)

    def require(self, kept: KeptCheckpoint) -> None:
        wanted = kept.note.checkpoint
        if (self.tree.size, self.tree.root()) != (wanted.size, wanted.root):
            raise IncompleteExportError(self.tree.size, wanted.size)


def export(path: Path, scope: Scope, tenant: Tenant, log: Log, leaving: Leaving) -> Exported:
    """Write a tenant into a file; its writers wait meanwhile.

    Args:
        path: the file to make; it is there when all of it is, or not at all.
        scope: opens the tenant as the owner.
        tenant: who it is.
        log: signs what is not signed yet, and the file.
        leaving: the key that goes apart, and whether the tenant leaves for good.

    Raises:
        IncompleteExportError: fewer events could be read than were signed, or others.
        MissingFilesError: a file of the tenant is gone or is no longer what its name says.
        RefusedToSignError: the signer does not vouch for the history.
        MissingKeyError: there is no key to sign with.
        MissingWrappingKeyError, DamagedDataKeyError: a data key cannot be opened.
        DamagedFileError: the file of kept checkpoints is not what the signer wrote.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        with replace(scope, seconds=LONGEST).begin() as connection, partial.open("wb") as file:
            connection.execute(HOLD)
            log.signer.sign(scope)
            taken = _Taking(connection, tenant, log, leaving.travelling)
            for part in taken.parts():
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
            partial.replace(path)
            if leaving.closed_on:
                close(connection, tenant.tenant_id, leaving.closed_on)
    finally:
        partial.unlink(missing_ok=True)
    return Exported(taken.kept[-1].note.checkpoint, len(taken.files))


class _Taking:
    """One export, while it is written."""

    def __init__(
        self, connection: Connection, tenant: Tenant, log: Log, travelling: bytes
    ) -> None:
        self.connection, self.travelling = connection, travelling
        self.raw: psycopg.Connection[Any] = driver(connection)
        self.tenant, self.log = tenant, log
        self.kept = KeptFile(log.signer.folder, tenant.tenant_id).read()
        self.store = FileStore(log.data, tenant.tenant_id, keyring(connection))
        self.files = names(connection)
        if not self.kept:
            raise IncompleteExportError(0, 0)
        gone = [name for name in broken(connection, self.store) if not self.store.erased(name)]
        if gone:
            raise MissingFilesError(gone)

    def parts(self) -> Iterator[bytes]:
        members, last = Members(), self.kept[-1]
        counted = _Counted()
        stored = leaves(self.raw, 0, last.size)
        yield from members.put(EVENTS, counted.lines(stored, last.size))
        counted.require(last)
        yield from members.put(COMMANDS, self._commands())
        yield from members.put(DATA_KEYS, self._data_keys())
        yield from members.put(KEPT, (kept.written() for kept in self.kept))
        keys = (f"{key.written()}\n".encode() for key in self.log.keys.trusted())
        yield from members.put(KEYS, keys)
        for table in rows.carried(self.raw):
            yield from members.put(f"{REGISTER}{table}", rows.rows(self.raw, table))
        for digest in self.files:
            yield from members.put(f"{FILES}{digest}", [self.store.get_stored(digest)])
        manifest = self._manifest(members)
        yield from members.put(MANIFEST, [manifest])
        yield from members.put(NOTE, [self._signed(manifest)])
        yield members.end()

    def _commands(self) -> Iterator[bytes]:
        for row in self.raw.execute(DONE):
            yield ENCODER.encode(CommandLine(*row)) + b"\n"

    def _data_keys(self) -> Iterator[bytes]:
        for key in pack(self.connection, vault_of(self.connection), self.travelling):
            yield ENCODER.encode(key) + b"\n"

    def _manifest(self, members: Members) -> bytes:
        last = self.kept[-1].note.checkpoint
        said = Manifest(
            format=FORMAT,
            tenant=Facts(**asdict(self.tenant)),
            origin=last.origin,
            size=last.size,
            revision=known_revisions()[0],
            made=microseconds(now()),
            members=[Member(**member) for member in members.listed],
        )
        return ENCODER.encode(said)

    def _signed(self, manifest: bytes) -> bytes:
        last = self.kept[-1].note.checkpoint
        said = Checkpoint(signed_name(last.origin), last.size, sha256(manifest).digest())
        return sign(said, self.log.keys.signers()).written().encode()
