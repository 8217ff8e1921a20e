"""What the command line, the worker and the pages ask of the log, by tenant."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import psycopg
from sqlalchemy import Connection

from service.clock import now
from service.files import FileStore
from service.log import bundle
from service.log.attachments import there
from service.log.kept import DamagedFileError, KeptFile
from service.log.keys import TRUSTED, KeyRing, MalformedKeyError, MissingKeyError, TrustedKey
from service.log.notes import Note, parse
from service.log.signing import RefusedToSignError, Signer, origin
from service.log.verdicts import Break, Finding, Means, Verdict
from service.log.verifying import Evidence, verify
from service.log.walking import Told
from service.vault.stores import OpenedKeys, keyring
from tenants.ids import TenantId
from tenants.register import Tenant
from tenants.scope import Scope

BROKEN_DATABASE = (psycopg.ProgrammingError, psycopg.DataError, psycopg.InternalError)
UNNAMED = "sauro.local"  # an instance that was given no name
FEW = 20  # newest checkpoints that a bundle of chosen events carries
STATUS_INTACT, STATUS_BROKEN, STATUS_UNPROVED = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody brings along to a verification: kept checkpoints, receipts."""

    notes: Sequence[Note] = ()
    receipts: Mapping[int, bytes] = field(default_factory=dict)


NOTHING = Brought()


@dataclass(frozen=True, slots=True)
class Log:
    """The keys and kept checkpoints of one instance, below its folder of data."""

    data: Path

    @property
    def keys(self) -> KeyRing:
        """The keys that sign; outside the database."""
        return KeyRing(self.data / "keys")

    @property
    def signer(self) -> Signer:
        """The signer, which the worker calls once a round."""
        return Signer(self.keys, self.data / "checkpoints")

    def begin(self, name: str) -> None:
        """Make the first key, unless there is one."""
        if not self.begun():
            self.keys.begin(name)

    def begun(self) -> bool:
        """Tell whether there is a list of keys, so that there is something to sign with."""
        return (self.keys.folder / TRUSTED).exists()

    def kept(self, tenant_id: TenantId) -> list[Note]:
        """Give the checkpoints kept outside the database, oldest first.

        Raises:
            DamagedFileError: the file is not what the signer wrote.
        """
        file = KeptFile(self.signer.folder, tenant_id)
        notes = {kept.note.checkpoint: kept.note for kept in file.read()}
        return list(notes.values())  # the last line of a checkpoint has all its cosignatures

    def verify(
        self, scope: Scope, brought: Brought = NOTHING, told: Told = lambda _size: None
    ) -> Verdict:
        """Verify a tenant's log with all that is held outside the database."""

        def later() -> list[Note]:
            return self.kept(scope.tenant_id)

        try:
            trusted = self._trusted()
            notes = [*self.kept(scope.tenant_id), *brought.notes]
        except MalformedKeyError:
            return Verdict(0, 0, Finding(Break.NO_KEY, Means.KEYS, 0, 0))
        except DamagedFileError:
            return Verdict(0, 0, Finding(Break.KEPT_LOST, Means.KEPT, 0, 0))
        try:
            name = trusted[-1].public.name if trusted else ""
            evidence = Evidence(name, trusted, notes, brought.receipts, later)
            return verify(scope, evidence, told)
        except BROKEN_DATABASE:
            return Verdict(0, 0, Finding(Break.UNREADABLE, Means.EVENTS, 0, 0))
        except DamagedFileError:
            return Verdict(0, 0, Finding(Break.KEPT_LOST, Means.KEPT, 0, 0))

    def _trusted(self) -> list[TrustedKey]:
        try:
            return self.keys.trusted()
        except MissingKeyError:
            return []

    def write_bundle(
        self, path: Path, scope: Scope, tenant: Tenant, *, files: bool = False
    ) -> None:
        """Sign what is not signed yet, as far as the signer agrees, and write a bundle.

        A history that the signer refuses is written as well: it is evidence too. With `files`
        the tenant's stored files go in as they are; one that is gone is left out, and shows.

        Raises:
            MissingKeyError: there is no key.
            DamagedFileError: the file of kept checkpoints is not what the signer wrote.
        """
        try:
            self.signer.sign(scope)
        except RefusedToSignError as refused:
            bundle.log.critical("tenant %s: %s", tenant.code, refused)
        store = self.files(scope)
        with scope.begin() as connection:
            present = list(there(connection, store)) if files else []
        contents = self._contents(scope, tenant, self.kept(tenant.tenant_id), present)
        bundle.write(path, scope, self.keys.name(), contents)

    def whole_bundle(
        self, scope: Scope, tenant: Tenant, files: Iterable[str] = ()
    ) -> Iterator[bytes]:
        """Give a whole bundle of what stands and is signed by now, part by part.

        Raises:
            MissingKeyError: there is no key.
            DamagedFileError: the file of kept checkpoints is not what the signer wrote.
        """
        contents = self._contents(scope, tenant, self.kept(tenant.tenant_id), files)
        return bundle.stream(scope, self.keys.name(), contents)

    def chosen_bundle(
        self,
        scope: Scope,
        tenant: Tenant,
        positions: Collection[int],
        files: Iterable[str] = (),
    ) -> Iterator[bytes]:
        """Give a bundle of chosen events, those that are signed by now, with their proofs.

        Raises:
            MissingKeyError: there is no key.
            DamagedFileError: the file of kept checkpoints is not what the signer wrote.
        """
        kept = KeptFile(self.signer.folder, tenant.tenant_id).newest(FEW)
        contents = self._contents(scope, tenant, [one.note for one in reversed(kept)], files)
        signed = kept[0].size if kept else 0
        chosen = [position for position in positions if position <= signed]
        return bundle.stream(scope, self.keys.name(), replace(contents, positions=chosen))

    def files(self, scope: Scope) -> FileStore:
        """Give a tenant's stored files."""
        return FileStore(self.data, scope.tenant_id, OpenedKeys(scope.begin))

    def _contents(
        self, scope: Scope, tenant: Tenant, notes: Sequence[Note], files: Iterable[str]
    ) -> bundle.Contents:
        mine = origin(self.keys.name(), tenant.tenant_id)  # not those of where it came from
        return bundle.Contents(
            tenant_name=tenant.name,
            notes=[note for note in notes if note.checkpoint.origin == mine],
            trusted=self.keys.trusted(),
            made_at=now(),
            files=files,
            opening=partial(_reader, self.data, scope.tenant_id),
        )


def _reader(data: Path, tenant_id: TenantId, connection: Connection) -> bundle.Read:
    """Read a tenant's files with keys that are opened once."""
    return partial(_bytes, FileStore(data, tenant_id, keyring(connection)))


def _bytes(store: FileStore, digest: str) -> bytes | None:
    """Read a file for a bundle: None of an erased one; of a lost one no bytes, which shows."""
    try:
        return store.get(digest)
    except FileNotFoundError:
        return None if store.erased(digest) else b""


def read_note(path: Path) -> Note:
    """Read a checkpoint that somebody kept in a file.

    Raises:
        MalformedNoteError: it is not one.
        OSError: the file cannot be read.
    """
    return parse(path.read_text(encoding="utf-8", errors="replace"))


def status(verdict: Verdict) -> int:
    """Give the exit status of a command that verified."""
    if verdict.finding:
        return STATUS_BROKEN
    return STATUS_INTACT if verdict.intact else STATUS_UNPROVED
