"""Lets a tenant in from another instance: all of it, or nothing.

The tenant keeps its number, which is part of every leaf; so the events are the very bytes that
the old instance signed, and its checkpoints go on speaking for them. Its keys are listed here
as retired ones: they vouch for nothing that our own key has not signed as well.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import psycopg
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError

from events.merkle import Frontier
from service.db import driver
from service.files import FileStore
from service.ledgers import Instance
from service.log.kept import DamagedFileError, KeptCheckpoint, KeptFile, read_line
from service.log.keys import TrustedKey
from service.log.notes import Standing, judge
from service.log.operating import Log
from service.log.reading import leaves
from service.log.signing import RefusedToSignError, origin
from service.migrate import known_revisions
from service.moving import rows
from service.moving.flaws import Flaw, FlawedExportError
from service.moving.history import events_in
from service.moving.package import DATA_KEYS, FILES, KEPT, REGISTER, Package, opened, read
from service.read_models import READ_MODELS, rebuild
from service.vault.carrying import CarriedKey, unpack
from service.vault.stores import keyring, vault_of
from service.vault.wrapping import DamagedDataKeyError
from tenants.ids import TenantId
from tenants.register import Tenant, by_number, take_in
from tenants.scope import Scope

LONGEST = 3600  # seconds that one import may take


@dataclass(frozen=True, slots=True)
class Brought:
    """The old instance's keys, and the key that the tenant's data keys are wrapped with."""

    trusted: Sequence[TrustedKey]
    travelling: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """The tenant as it is here, how many events it has, whether it was here already."""

    tenant: Tenant
    size: int
    before: bool = False


def take(path: Path, admin: Instance, log: Log, brought: Brought, code: str = "") -> Imported:
    """Let a tenant in from a file; the same file again changes nothing.

    Args:
        path: what `export` wrote.
        admin: the instance, as its owner.
        log: keys and kept checkpoints of the instance; it has a key of its own already.
        brought: what came by another way than the file.
        code: in the address, where it shall be another one.

    Raises:
        FlawedExportError: it is not let in, and nothing was changed.
        MissingKeyError, MissingWrappingKeyError: this instance has no keys yet.
    """
    log.keys.signers()
    with opened(path, brought.trusted) as package:
        manifest = package.manifest
        if manifest.revision not in known_revisions():
            raise FlawedExportError(Flaw.NEWER, manifest.revision)
        kept = _kept(package, brought.trusted)
        tenant = Tenant(**msgspec.structs.asdict(manifest.tenant))
        tenant = replace(tenant, code=code or tenant.code)
        scope = Scope(admin.engine, tenant.tenant_id, admin.key, as_owner=True, seconds=LONGEST)
        if found := _here(scope, kept[-1]):
            return Imported(found, kept[-1].size, before=True)
        _Entry(package, tenant, log, kept).take(scope, brought)
    with suppress(RefusedToSignError):  # checkpoints kept here know more: to be verified
        log.signer.sign(scope)
    return Imported(tenant, manifest.size)


def _here(scope: Scope, last: KeptCheckpoint) -> Tenant | None:
    """Give the tenant of that number if it has the exported history already.

    Raises:
        FlawedExportError: it has another one.
    """
    with scope.begin() as connection:
        found = by_number(connection, scope.tenant_id)
        if found is None:
            return None
        tree = Frontier()
        for row in leaves(driver(connection), 0, last.size):
            tree.append(row.made)
    if (tree.size, tree.root()) != (last.size, last.note.checkpoint.root):
        raise FlawedExportError(Flaw.NUMBER_TAKEN, found.code)
    return found


def _kept(package: Package, trusted: Sequence[TrustedKey]) -> list[KeptCheckpoint]:
    """Read the old instance's checkpoints, and check that they are believable and its own."""
    try:
        lines = enumerate(package.lines(KEPT), 1)
        kept = [read_line(line, number) for number, line in lines]
    except DamagedFileError as damaged:
        raise FlawedExportError(Flaw.CHECKPOINTS, str(damaged)) from damaged
    number = TenantId(package.manifest.tenant.tenant_id)
    origins = {origin(key.public.name, number) for key in trusted}
    standings = [(one.size, judge(one.note, trusted)) for one in kept]
    newest = max((size for size, said in standings if said is Standing.SIGNED), default=0)
    believed = {Standing.SIGNED, Standing.RETIRED}
    for (size, standing), one in zip(standings, kept, strict=True):
        mine = one.note.checkpoint.origin in origins
        if not mine or standing not in believed or size > newest:
            raise FlawedExportError(Flaw.CHECKPOINTS, str(size))
    if newest != package.manifest.size:
        raise FlawedExportError(Flaw.CHECKPOINTS, str(newest))
    return kept


@dataclass(slots=True)
class _Entry:
    """One tenant on its way in; `undo` takes back what lies outside the database."""

    package: Package
    tenant: Tenant
    log: Log
    kept: list[KeptCheckpoint]
    undo: list[Callable[[], object]] = field(default_factory=list)

    def take(self, scope: Scope, brought: Brought) -> None:
        """Insert everything in one transaction, files and checkpoints before its commit."""
        try:
            with scope.begin() as connection:
                take_in(connection, self.tenant)
                events_in(driver(connection), self.package, self.kept)
                self._register(driver(connection))
                self._data_keys(connection, brought.travelling)
                rebuild(connection, *READ_MODELS)
                self._files(connection)
                self._keep()
                self.log.keys.believe(brought.trusted)
        except BaseException as failed:
            for step in reversed(self.undo):
                step()
            if isinstance(failed, IntegrityError) and "uq_tenants_code" in str(failed):
                raise FlawedExportError(Flaw.CODE_TAKEN, self.tenant.code) from failed
            raise

    def _register(self, connection: psycopg.Connection[Any]) -> None:
        known, given = rows.carried(connection), set(self.package.named(REGISTER))
        if strange := given - set(known):
            raise FlawedExportError(Flaw.NEWER, min(strange))
        for table in (name for name in known if name in given):
            rows.put(connection, table, self.package.lines(f"{REGISTER}{table}"))

    def _data_keys(self, connection: Connection, travelling: bytes) -> None:
        carried = read(self.package, DATA_KEYS, CarriedKey)
        try:
            unpack(connection, vault_of(connection), travelling, carried)
        except DamagedDataKeyError as wrong:
            raise FlawedExportError(Flaw.DATA_KEYS, str(wrong)) from wrong

    def _files(self, connection: Connection) -> None:
        store = FileStore(self.log.data, self.tenant.tenant_id, keyring(connection))
        for digest in self.package.named(FILES):
            if not store.has(digest):
                self.undo.append(partial(store.remove, digest))
                store.put_stored(digest, self.package.file.read(f"{FILES}{digest}"))

    def _keep(self) -> None:
        """Keep the checkpoints; a file that is here already is only ever added to."""
        file = KeptFile(self.log.signer.folder, self.tenant.tenant_id)
        here = file.read()
        shared = min(len(here), len(self.kept))
        if here[:shared] != self.kept[:shared]:
            raise FlawedExportError(Flaw.CHECKPOINTS, str(file.path))
        self.undo.append(partial(file.cut, len(here)))
        file.extend(self.kept[shared:])
