"""Verifications that people ask for: short ones at once, long ones by the worker, all noted.

What was found is noted outside the database, a file a tenant: whoever may change the database
does not also hold the verdict.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from uuid import UUID

import msgspec
from sqlalchemy import Connection

from service.clock import now
from service.db import driver
from service.files import FileStore
from service.log import stamping
from service.log.attachments import broken, sizes
from service.log.kept import DamagedFileError, KeptFile
from service.log.operating import NOTHING, Brought, Log
from service.log.reading import head
from service.log.signing import Alarm
from service.log.stamps import Fault
from service.log.tails import drop_cut_line, last_lines
from service.log.verdicts import Verdict
from service.log.walking import Told
from service.vault.stores import keyring
from tenants.ids import TenantId
from tenants.scope import Scope

EVENTS_AT_ONCE = 20_000
KEPT_AT_ONCE = 4 * 1024 * 1024  # bytes of kept checkpoints, some seven thousand
BYTES_AT_ONCE = 64 * 1024 * 1024  # of stored files
LONGEST = 3600  # seconds that reading the files may take
NEAR_THE_END = 20  # lines, among which is the checkpoint that proves most
MOST_NAMED = 20  # broken files that a note names
TOLD_EVERY = 5_000  # events


class Asked(msgspec.Struct, frozen=True):
    """Somebody asked for a verification that the worker has not done yet."""

    at: datetime
    person_id: UUID


class Checked(msgspec.Struct, frozen=True):
    """A verification that was done: when, for whom (None: by itself), and what was found.

    `signed_at` is when the last checkpoint that proves something was signed; `files` names
    stored files that are gone or changed; `stamp` is what is wrong with a kept timestamp.
    """

    at: datetime
    person_id: UUID | None
    verdict: Verdict
    signed_at: datetime | None
    files: tuple[str, ...] = ()
    stamp: Fault | None = None


class Refusal(msgspec.Struct, frozen=True):
    """The signer refuses to sign, since when and why."""

    at: datetime
    alarm: Alarm


@dataclass(frozen=True, slots=True)
class Notebook:
    """The notes about one tenant's verifications."""

    folder: Path
    tenant_id: TenantId

    def ask(self, person_id: UUID) -> None:
        """Ask the worker for a verification, unless somebody has."""
        if self.asked() is None:
            self._write("asked", msgspec.json.encode(Asked(now(), person_id)))

    def asked(self) -> Asked | None:
        """Give what the worker was asked for and has not done yet."""
        data = self._read("asked")
        with suppress(msgspec.MsgspecError):
            return msgspec.json.decode(data, type=Asked)
        return None

    def told(self, size: int) -> None:
        """Note how many events the worker has read."""
        if size % TOLD_EVERY == 0:
            self._write("read", str(size).encode())

    def progress(self) -> int:
        """Give how many events the worker has read."""
        said = self._read("read")
        return int(said) if said.isdigit() else 0

    def note(self, checked: Checked) -> None:
        """Keep what was found; what was asked for is done."""
        self.folder.mkdir(parents=True, exist_ok=True)
        drop_cut_line(self._path("checks"))
        with self._path("checks").open("ab") as file:
            file.write(msgspec.json.encode(checked) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def done(self) -> None:
        """Forget what was asked for."""
        for name in ("asked", "read"):
            self._path(name).unlink(missing_ok=True)

    def newest(self, count: int = 1) -> list[Checked]:
        """Give the last verifications, newest first; a damaged line is passed over."""
        found = list[Checked]()
        for line in reversed(last_lines(self._path("checks"), count)):
            with suppress(msgspec.MsgspecError):
                found.append(msgspec.json.decode(line, type=Checked))
        return found

    def last_by(self, at: datetime) -> Checked | None:
        """Give the last verification that was done by an instant."""
        return next((one for one in self.newest(sys.maxsize) if one.at <= at), None)

    def refuse(self, alarm: Alarm | None) -> None:
        """Note that the signer refuses to sign, or that it does no longer."""
        known = self.refusal()
        if alarm is None:
            self._path("refused").unlink(missing_ok=True)
        elif known is None or known.alarm is not alarm:
            self._write("refused", msgspec.json.encode(Refusal(now(), alarm)))

    def refusal(self) -> Refusal | None:
        """Give why the signer refuses to sign, if it does."""
        data = self._read("refused")
        with suppress(msgspec.MsgspecError):
            return msgspec.json.decode(data, type=Refusal)
        return None

    def _path(self, name: str) -> Path:
        return self.folder / f"{self.tenant_id}.{name}"

    def _read(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return b""

    def _write(self, name: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = self._path(f"{name}.new")
        partial.write_bytes(data)
        partial.replace(self._path(name))


def notebook(log: Log, tenant_id: TenantId) -> Notebook:
    """Open the notes about a tenant's verifications."""
    return Notebook(log.data / "verifications", tenant_id)


def waiting(log: Log) -> set[TenantId]:
    """List the tenants whose verification the worker was asked for."""
    names = (path.stem for path in (log.data / "verifications").glob("*.asked"))
    return {TenantId(int(name)) for name in names if name.isdigit()}


def short(log: Log, tenant_id: TenantId, connection: Connection) -> bool:
    """Tell whether the tenant, which is bound, is verified within a page's patience."""
    kept = KeptFile(log.signer.folder, tenant_id).path
    if kept.exists() and kept.stat().st_size > KEPT_AT_ONCE:
        return False
    if head(driver(connection)).size > EVENTS_AT_ONCE:
        return False
    return sum(sizes(connection).values()) <= BYTES_AT_ONCE


def check(
    log: Log,
    scope: Scope,
    person_id: UUID | None,
    brought: Brought = NOTHING,
    told: Told = lambda _size: None,
) -> Checked:
    """Verify a tenant's log and its files, and note what was found."""
    verdict = log.verify(scope, brought, told)
    damaged = tuple(_damaged(log, scope))
    signed_at = _signed_at(log, scope.tenant_id, verdict.proved)
    stamp = stamping.broken(log, scope.tenant_id)
    checked = Checked(now(), person_id, verdict, signed_at, damaged, stamp)
    notebook(log, scope.tenant_id).note(checked)
    return checked


def _damaged(log: Log, scope: Scope) -> Iterable[str]:
    patient = Scope(scope.engine, scope.tenant_id, scope.key, scope.as_owner, LONGEST)
    with patient.begin() as connection:
        store = FileStore(log.data, scope.tenant_id, keyring(connection))
        yield from islice(broken(connection, store), MOST_NAMED)


def _signed_at(log: Log, tenant_id: TenantId, proved: int) -> datetime | None:
    if not proved:
        return None
    try:
        kept = KeptFile(log.signer.folder, tenant_id).newest(NEAR_THE_END)
    except DamagedFileError:
        return None
    return next((one.signed_at for one in kept if one.size == proved), None)
