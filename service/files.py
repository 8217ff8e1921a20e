"""Files, stored once by their hash, a folder for each tenant; nothing is ever overwritten.

What may come in: a few kinds, told by their first bytes and not by their name, up to 25 MB.
"""

import os
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import filetype
from sqlalchemy import Connection, func
from sqlalchemy.dialects.postgresql import insert

from events.errors import RefusedError
from events.sealing import Keyring
from events.values import Evidence
from service.clock import now
from service.vault.sealed_files import is_shredded, open_file, seal_file
from tenants.ids import TenantId
from tenants.tables import files

LARGEST = 25 * 1024 * 1024
KINDS = {  # kind by first bytes: media type
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "jpg": "image/jpeg",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(eq=False)
class EmptyUploadError(RefusedError):
    """The file has no bytes."""

    name: str


@dataclass(eq=False)
class UploadTooLargeError(RefusedError):
    """The file is larger than allowed; sizes in bytes."""

    name: str
    size: int
    limit: int


@dataclass(eq=False)
class UploadKindError(RefusedError):
    """The file is of a kind that is not taken."""

    name: str


@dataclass(eq=False)
class UploadNameError(RefusedError):
    """The file is not what its name says; `kind` is what its first bytes say."""

    name: str
    kind: str


@dataclass(eq=False)
class TooManyUploadsError(RefusedError):
    """More files at once than one form takes."""

    count: int
    limit: int


@dataclass(frozen=True, slots=True)
class FileStore:
    """The folder of one tenant's files, which lie there sealed with the tenant's keys."""

    root: Path
    tenant_id: TenantId
    keyring: Keyring

    def put(self, data: bytes) -> str:
        """Keep bytes and give their SHA-256; the same bytes are kept once."""
        digest = sha256(data).hexdigest()
        if not self.has(digest):
            self.put_stored(digest, seal_file(data, digest, self.keyring))
        return digest

    def put_stored(self, digest: str, stored: bytes) -> None:
        """Keep a file as it lies on disk, here or in another instance."""
        path = self._path(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
            partial.write(stored)
            partial.flush()
            os.fsync(partial.fileno())
        Path(partial.name).replace(path)

    def get_stored(self, digest: str) -> bytes:
        """Read a file as it lies on disk.

        Raises:
            FileNotFoundError: this tenant has no such file.
        """
        return self._path(digest).read_bytes()

    def get(self, digest: str) -> bytes:
        """Read a file by its hash.

        Raises:
            FileNotFoundError: this tenant has no such file, or none that can be opened.
        """
        return open_file(self.get_stored(digest), digest, self.keyring)

    def has(self, digest: str) -> bool:
        """Tell whether this tenant has a file of that hash."""
        return self._path(digest).exists()

    def erased(self, digest: str) -> bool:
        """Tell whether a file is there that nobody can open any more, as somebody wanted."""
        return self.has(digest) and is_shredded(self.get_stored(digest), digest, self.keyring)

    def remove(self, digest: str) -> None:
        """Take away a file that was put here by an entry that failed."""
        self._path(digest).unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        if len(digest) != 64 or not digest.isalnum():
            raise FileNotFoundError(digest)
        return self.root / "files" / str(self.tenant_id) / digest[:2] / digest


def evidence(name: str, data: bytes) -> Evidence:
    """Check an uploaded file and describe it as evidence.

    Raises:
        EmptyUploadError: no bytes.
        UploadTooLargeError: more than 25 MB.
        UploadKindError: not PDF, Word, Excel, PNG, JPEG or plain text.
        UploadNameError: the name ends like a file of another kind.
    """
    if not data:
        raise EmptyUploadError(name)
    if len(data) > LARGEST:
        raise UploadTooLargeError(name, len(data), LARGEST)
    kind = _kind(data)
    if kind not in KINDS:
        raise UploadKindError(name)
    suffix = Path(name).suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if suffix not in {"", kind} and not suffix.isdecimal():  # "Bao cao quy 1.2" ends in no kind
        raise UploadNameError(name, kind)
    return Evidence(sha256=sha256(data).hexdigest(), name=name, size=len(data), kind=kind)


def note_file(connection: Connection, kept: Evidence) -> None:
    """List a stored file among the tenant's, once."""
    row = {"sha256": kept.sha256, "size": kept.size, "kind": kept.kind, "stored_at": now()}
    added = insert(files).values(tenant_id=func.ctx.tenant(), **row)
    connection.execute(added.on_conflict_do_nothing())


def _kind(data: bytes) -> str:
    if found := filetype.guess_extension(data):
        return str(found)
    try:
        said = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "" if "\0" in said else "txt"
