"""Files on their way in parts: a link that was cut goes on where it stopped, for 72 hours.

Parts lie sealed in a folder of the tenant and the person, whom nobody else can ask for. When
all are there they are joined, and held against the hash that was announced; a form then names
the upload, and its command stores the file among the tenant's. The same file announced again
is the same upload, on whatever device.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID, uuid5

import msgspec

from events.errors import RefusedError
from events.sealing import Keyring
from events.values import Evidence
from service.files import (
    KINDS,
    LARGEST,
    EmptyUploadError,
    FileStore,
    TooManyUploadsError,
    UploadKindError,
    UploadTooLargeError,
    evidence,
)
from service.vault.sealed_files import open_file, seal_file
from tenants.ids import TenantId

FOLDER, STATE, WHOLE = "uploads", "state.json", "whole"
PART = 256 * 1024  # bytes of every part but the last
KEPT = timedelta(hours=72)
MOST = 60  # uploads of one person at a time


@dataclass(eq=False)
class WrongPartError(RefusedError):
    """A part came out of order, or of another size; `have` is how many are there."""

    have: int


@dataclass(eq=False)
class WrongHashError(RefusedError):
    """The joined file is not what was announced; it is to be sent anew."""

    name: str


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A file on its way: what it is called, and for which place of the pages.

    `done` describes it once it is whole; `used` says that a form has taken it.
    """

    name: str
    size: int
    sha256: str
    place: str
    done: Evidence | None = None
    used: bool = False

    @property
    def parts(self) -> int:
        """How many parts it has."""
        return -(-self.size // PART)


@dataclass(frozen=True, slots=True)
class Progress:
    """An upload, and how many of its parts are there."""

    upload_id: UUID
    announced: Announced
    have: int

    @property
    def percent(self) -> int:
        """How much of it is there, 0 to 100."""
        return 100 if self.announced.done else 100 * self.have // self.announced.parts


@dataclass(frozen=True, slots=True)
class Uploads:
    """The uploads of one person of one tenant, which lie here sealed with the tenant's keys."""

    root: Path
    tenant_id: TenantId
    person_id: UUID
    keyring: Keyring

    def announce(self, name: str, size: int, digest: str, place: str) -> Progress:
        """Begin an upload, or find how far the same one is.

        Raises:
            EmptyUploadError, UploadTooLargeError, UploadKindError: it will not be taken.
            TooManyUploadsError: more than 60 are on their way.
        """
        _refuse(name, size)
        upload_id = uuid5(self.person_id, f"{digest} {size} {name}")
        before = self.get(upload_id)
        if before is None and (count := sum(1 for _ in self._all())) >= MOST:
            raise TooManyUploadsError(count + 1, MOST)
        said = Announced(name=name, size=size, sha256=digest, place=place)
        if before is not None and not before.announced.used:
            said = msgspec.structs.replace(said, done=before.announced.done)
        self._note(upload_id, said)
        return Progress(upload_id, said, self._have(upload_id))

    def get(self, upload_id: UUID) -> Progress | None:
        """Say how far an upload is; None for one that is not this person's."""
        try:
            state = (self._home(upload_id) / STATE).read_bytes()
        except FileNotFoundError:
            return None
        said = msgspec.json.decode(state, type=Announced)
        return Progress(upload_id, said, self._have(upload_id))

    def add(self, upload_id: UUID, number: int, data: bytes) -> Progress:
        """Keep a part, from 0; one that is there already is not kept twice.

        Raises:
            FileNotFoundError: the person has no such upload.
            WrongPartError: it is not the next, or not of the right size.
            WrongHashError: all parts are there, and they are another file.
            UploadKindError, UploadNameError: it is of a kind that is not taken.
        """
        here = self.get(upload_id)
        if here is None:
            raise FileNotFoundError(upload_id)
        said = here.announced
        if said.done or number < here.have:
            return here
        if number > here.have or len(data) != min(PART, said.size - number * PART):
            raise WrongPartError(here.have)
        self._write(
            upload_id, str(number), seal_file(data, _label(upload_id, number), self.keyring)
        )
        if number + 1 < said.parts:
            return Progress(upload_id, said, number + 1)
        return self._joined(upload_id, said)

    def of_place(self, place: str) -> list[Progress]:
        """List what is on its way to a place of the pages and not yet used, by name."""
        mine = [one for one in self._all() if one.announced.place == place]
        free = [one for one in mine if not one.announced.used]
        return sorted(free, key=lambda one: one.announced.name)

    def move(self, upload_id: UUID, kept: Evidence, store: FileStore) -> None:
        """Store a whole upload among the tenant's files; a second time changes nothing."""
        whole = self._home(upload_id) / WHOLE
        if not store.has(kept.sha256) and whole.exists():
            store.put_stored(kept.sha256, whole.read_bytes())

    def used(self, upload_id: UUID) -> None:
        """Note that a form has taken it; what it was stays known, for a form sent twice."""
        here = self.get(upload_id)
        if here is not None:
            self._note(upload_id, msgspec.structs.replace(here.announced, used=True))
            (self._home(upload_id) / WHOLE).unlink(missing_ok=True)

    def _joined(self, upload_id: UUID, said: Announced) -> Progress:
        """Put the parts together, and hold them against what was announced."""
        home = self._home(upload_id)
        numbers = range(said.parts)
        data = b"".join(
            open_file((home / str(n)).read_bytes(), _label(upload_id, n), self.keyring)
            for n in numbers
        )
        try:
            if sha256(data).hexdigest() != said.sha256:
                raise WrongHashError(said.name)
            kept = evidence(said.name, data)
        except RefusedError:
            shutil.rmtree(home, ignore_errors=True)
            raise
        self._write(upload_id, WHOLE, seal_file(data, kept.sha256, self.keyring))
        whole = msgspec.structs.replace(said, done=kept)
        self._note(upload_id, whole)
        for n in numbers:
            (home / str(n)).unlink(missing_ok=True)
        return Progress(upload_id, whole, said.parts)

    def _all(self) -> Iterator[Progress]:
        for home in self._folder().glob("*-*-*-*-*"):
            if found := self.get(UUID(home.name)):
                yield found

    def _have(self, upload_id: UUID) -> int:
        """Count the parts that are there, without a gap, from the first."""
        with suppress(FileNotFoundError):
            there = {path.name for path in self._home(upload_id).iterdir()}
            return next(n for n in range(len(there) + 1) if str(n) not in there)
        return 0

    def _note(self, upload_id: UUID, said: Announced) -> None:
        self._home(upload_id).mkdir(parents=True, exist_ok=True)
        self._write(upload_id, STATE, msgspec.json.encode(said))

    def _write(self, upload_id: UUID, name: str, data: bytes) -> None:
        fresh = self._home(upload_id) / f"tmp-{name}-{os.getpid()}-{os.urandom(4).hex()}"
        fresh.write_bytes(data)
        fresh.replace(self._home(upload_id) / name)

    def _home(self, upload_id: UUID) -> Path:
        return self._folder() / str(upload_id)

    def _folder(self) -> Path:
        return self.root / FOLDER / str(self.tenant_id) / str(self.person_id)


def drop_old(root: Path, now: datetime) -> int:
    """Clear away uploads that nothing was done with for 72 hours; gives how many."""
    oldest, dropped = (now - KEPT).timestamp(), 0
    for home in root.glob(f"{FOLDER}/*/*/*"):
        if _last_touched(home) < oldest:
            shutil.rmtree(home, ignore_errors=True)
            dropped += 1
    return dropped


def _last_touched(home: Path) -> float:
    try:
        return home.stat().st_mtime  # renaming a file into a folder touches the folder
    except FileNotFoundError:
        return 0.0


def _refuse(name: str, size: int) -> None:
    """Refuse what the whole file would be refused for, before anything of it is sent."""
    if size <= 0:
        raise EmptyUploadError(name)
    if size > LARGEST:
        raise UploadTooLargeError(name, size, LARGEST)
    suffix = Path(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if suffix not in {"", *KINDS} and not suffix.isdecimal():
        raise UploadKindError(name)


def _label(upload_id: UUID, number: int) -> str:
    """Name a part for the key it is sealed with, as a hash names a file."""
    return sha256(f"{upload_id}/{number}".encode()).hexdigest()
