"""The keys that sign checkpoints: kept outside the database, replaced with an overlap.

A folder holds one private key a file and `trusted.txt`, the list that a verifier is given:
`active <key>` or `retired <key>` a line, keys written as C2SP verifier keys.
"""

import base64
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

ED25519 = b"\x01"  # C2SP signed-note, signature type
TRUSTED = "trusted.txt"
_VERIFIER = re.compile(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})")


class MissingKeyError(Exception):
    """No key in use can be read: nothing is signed until it is back."""


class MalformedKeyError(ValueError):
    """A line of the list of trusted keys cannot be read."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """What a verifier holds: a name, and the 32 bytes of an Ed25519 key."""

    name: str
    raw: bytes

    def key_id(self, kind: bytes = ED25519) -> bytes:
        """Give the four bytes by which a signature of a kind names the key."""
        return sha256(self.name.encode() + b"\n" + kind + self.raw).digest()[:4]

    def written(self, kind: bytes = ED25519) -> str:
        """Write the key as a C2SP verifier key for signatures of a kind."""
        encoded = base64.b64encode(kind + self.raw).decode()
        return f"{self.name}+{self.key_id(kind).hex()}+{encoded}"

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Tell whether a signature is this key's."""
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


@dataclass(frozen=True, slots=True)
class TrustedKey:
    """A key on the list; a retired one is believed only under a key in use."""

    public: PublicKey
    active: bool

    def written(self) -> str:
        """Write the key as a line of the list."""
        return f"{'active' if self.active else 'retired'} {self.public.written()}"


class KeySigner(Protocol):
    """Signs with one key, and never gives it out: a file here, a PKCS#11 token elsewhere."""

    @property
    def public(self) -> PublicKey:
        """The key that verifies."""

    def sign(self, message: bytes) -> bytes:
        """Sign with Ed25519."""


@dataclass(frozen=True, slots=True)
class FileSigner:
    """A private key in a file that only its owner may read."""

    public: PublicKey
    private: Ed25519PrivateKey

    @classmethod
    def read(cls, path: Path, name: str) -> "FileSigner":
        """Read a key file.

        Raises:
            MissingKeyError: there is none, or it holds no Ed25519 key.
        """
        try:
            private = load_pem_private_key(path.read_bytes(), None)
        except (OSError, ValueError, TypeError) as broken:
            raise MissingKeyError(str(path)) from broken
        if not isinstance(private, Ed25519PrivateKey):
            raise MissingKeyError(str(path))
        return cls(_public(private, name), private)

    def sign(self, message: bytes) -> bytes:
        """Sign with Ed25519."""
        return self.private.sign(message)


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of one instance, in a folder outside the database."""

    folder: Path

    def trusted(self) -> list[TrustedKey]:
        """Read the list that verifiers are given.

        Raises:
            MissingKeyError: there is no list, or nothing on it.
            MalformedKeyError: a line of it is not a key.
        """
        try:
            lines = (self.folder / TRUSTED).read_text(encoding="utf-8").splitlines()
        except OSError as absent:
            raise MissingKeyError(str(self.folder)) from absent
        except UnicodeDecodeError as wrong:
            raise MalformedKeyError(str(self.folder)) from wrong
        keys = [trusted_key(line) for line in lines if line.strip()]
        if not keys:
            raise MissingKeyError(str(self.folder))
        return keys

    def signers(self) -> list[KeySigner]:
        """Open the keys in use.

        Raises:
            MissingKeyError: there is none, or one cannot be read.
        """
        active = [key.public for key in self.trusted() if key.active]
        if not active:
            raise MissingKeyError(str(self.folder))
        return [FileSigner.read(self._path(public), public.name) for public in active]

    def name(self) -> str:
        """Give the instance's name, with which the origins of its trees begin."""
        return self.trusted()[-1].public.name

    def begin(self, name: str) -> PublicKey:
        """Make the first key, or the next one beside those in use."""
        if not re.fullmatch(r"[^\s+]+", name):
            raise MalformedKeyError(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        private = Ed25519PrivateKey.generate()
        public = _public(private, name)
        pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        secret = os.open(self._path(public), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(secret, "wb") as file:
            file.write(pem)
        with (self.folder / TRUSTED).open("a", encoding="utf-8") as listed:
            listed.write(f"{TrustedKey(public, active=True).written()}\n")
        return public

    def retire(self, key_id: bytes) -> None:
        """Take a key out of use and destroy its private half.

        Raises:
            MissingKeyError: no other key in use would be left.
        """
        keys = self.trusted()
        if not any(key.active and key.public.key_id() != key_id for key in keys):
            raise MissingKeyError(str(self.folder))
        self._list(TrustedKey(k.public, k.active and k.public.key_id() != key_id) for k in keys)
        (self.folder / f"{key_id.hex()}.pem").unlink(missing_ok=True)

    def believe(self, others: Iterable[TrustedKey]) -> None:
        """List keys of another instance as retired ones, before our own.

        Raises:
            MissingKeyError: there is no list of our own yet.
        """
        keys = self.trusted()
        known = {key.public for key in keys}
        new = [TrustedKey(one.public, active=False) for one in others]
        self._list([*(key for key in new if key.public not in known), *keys])

    def _list(self, keys: Iterable[TrustedKey]) -> None:
        partial = self.folder / f"{TRUSTED}.new"
        partial.write_text("".join(f"{k.written()}\n" for k in keys), encoding="utf-8")
        partial.replace(self.folder / TRUSTED)

    def _path(self, public: PublicKey) -> Path:
        return self.folder / f"{public.key_id().hex()}.pem"


def trusted_key(line: str) -> TrustedKey:
    """Read one line of the list: a verifier key, `active` or `retired` before it.

    Raises:
        MalformedKeyError: it is not one.
    """
    words = line.split()
    if words[:-1] not in ([], ["active"], ["retired"]) or not words:
        raise MalformedKeyError(line[:80])
    return TrustedKey(verifier_key(words[-1]), words[0] != "retired")


def verifier_key(said: str, kind: bytes = ED25519) -> PublicKey:
    """Read a C2SP verifier key for signatures of a kind.

    Raises:
        MalformedKeyError: it is not one.
    """
    found = _VERIFIER.fullmatch(said)
    raw = exact_base64(found[3]) if found else None
    if found is None or raw is None or raw[:1] != kind or len(raw) != 33:
        raise MalformedKeyError(said[:80])
    public = PublicKey(found[1], raw[1:])
    if public.key_id(kind).hex() != found[2]:
        raise MalformedKeyError(said[:80])
    return public


def exact_base64(text: str) -> bytes | None:
    """Decode base64 that is written in the one right way, or give None."""
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError:
        return None
    return value if base64.b64encode(value).decode() == text else None


def _public(private: Ed25519PrivateKey, name: str) -> PublicKey:
    return PublicKey(name, private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))
