"""The keys that wrap data keys: files in a folder outside the database, replaced by rewrapping.

The folder holds one key a file, `<name>.kek` (32 bytes in hex), and `keys.txt`, which lists the
names: the last one wraps, the others still unwrap. A name is the beginning of the key's hash.
"""

import os
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

LIST = "keys.txt"
LABEL = b"sauro.datakey.1"
SIZE, NONCE = 32, 12  # bytes


class MissingWrappingKeyError(Exception):
    """The key that a data key was wrapped with is not in the folder, or there is none."""


class DamagedDataKeyError(Exception):
    """A wrapped data key is not what was stored, or it is another tenant's."""


class Wrapped(NamedTuple):
    """A wrapped data key, and the name of the key that opens it."""

    by: str
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Label:
    """What a wrapped key is bound to: it opens for this tenant, key and subject only."""

    tenant_id: int
    key_id: UUID
    subject: UUID

    def written(self) -> bytes:
        """Write it as the bytes that are authenticated."""
        tenant = self.tenant_id.to_bytes(4, "big")
        return LABEL + tenant + self.key_id.bytes + self.subject.bytes


@dataclass(frozen=True, slots=True)
class Vault:
    """The wrapping keys of one instance."""

    folder: Path

    def begun(self) -> bool:
        """Tell whether there is a list of keys."""
        return (self.folder / LIST).exists()

    def names(self) -> list[str]:
        """List the keys' names, oldest first.

        Raises:
            MissingWrappingKeyError: there is no list, or nothing on it.
        """
        try:
            names = (self.folder / LIST).read_text(encoding="ascii").split()
        except (OSError, UnicodeDecodeError) as absent:
            raise MissingWrappingKeyError(str(self.folder)) from absent
        if not names:
            raise MissingWrappingKeyError(str(self.folder))
        return names

    def require(self) -> str:
        """Give the name of the key that wraps; all on the list can be read.

        Raises:
            MissingWrappingKeyError: one cannot.
        """
        for name in (names := self.names()):
            _cipher(self.folder / f"{name}.kek")
        return names[-1]

    def begin(self) -> str:
        """Make a key that wraps from now on; those before still unwrap. Gives its name."""
        key = os.urandom(SIZE)
        name = _name(key)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        secret = os.open(self._path(name), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(secret, "w", encoding="ascii") as file:
            file.write(key.hex() + "\n")
            file.flush()
            os.fsync(file.fileno())
        with (self.folder / LIST).open("a", encoding="ascii") as listed:
            listed.write(f"{name}\n")
        return name

    def forget(self, name: str) -> None:
        """Take a key off the list and destroy it: what only it wrapped is gone everywhere.

        Raises:
            MissingWrappingKeyError: it is the key that wraps, or not on the list.
        """
        names = self.names()
        if name not in names[:-1]:
            raise MissingWrappingKeyError(name)
        partial = self.folder / f"{LIST}.new"
        partial.write_text("".join(f"{n}\n" for n in names if n != name), encoding="ascii")
        partial.replace(self.folder / LIST)
        self._path(name).unlink(missing_ok=True)

    def wrap(self, written: bytes, label: Label) -> Wrapped:
        """Wrap a data key with the key that wraps now."""
        name, nonce = self.names()[-1], os.urandom(NONCE)
        cipher = _cipher(self._path(name))
        return Wrapped(name, nonce + cipher.encrypt(nonce, written, label.written()))

    def unwrap(self, wrapped: Wrapped, label: Label) -> bytes:
        """Open a wrapped data key.

        Raises:
            MissingWrappingKeyError: the key that wrapped it is gone.
            DamagedDataKeyError: it was changed, or belongs elsewhere.
        """
        cipher, sealed = _cipher(self._path(wrapped.by)), wrapped.sealed
        try:
            return cipher.decrypt(sealed[:NONCE], sealed[NONCE:], label.written())
        except (InvalidTag, ValueError) as broken:
            raise DamagedDataKeyError(str(label.key_id)) from broken

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.kek"


@cache
def _cipher(path: Path) -> AESGCM:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii"))
    except (OSError, ValueError) as absent:
        raise MissingWrappingKeyError(str(path)) from absent
    if len(key) != SIZE or _name(key) != path.stem:
        raise MissingWrappingKeyError(str(path))
    return AESGCM(key)


def _name(key: bytes) -> str:
    return sha256(b"sauro kek " + key).hexdigest()[:16]
