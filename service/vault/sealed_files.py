"""Files as they lie on disk: sealed with the tenant's data key, each under a key of its own.

A sealed file begins with a line that says so; then come the data key's identifier (16 bytes), a
nonce (12) and what AES-256-GCM makes of the bytes, bound to the file's name (the SHA-256 of the
plain bytes). Files stored before there were keys have no such line, and are read as they are.
"""

import os
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.sealing import KEY_ID, NONCE, Keyring, UnknownKeyError
from events.textkeys import DataKey

FIRST_LINE = b"sauro-sealed-file-1\n"
NOT_A_TEXT = 0  # the version under which a file's key is derived; events begin at 1


class UnreadableFileError(FileNotFoundError):
    """The file is there, but its key is not, or it is no longer what was stored."""


def seal_file(data: bytes, digest: str, keyring: Keyring) -> bytes:
    """Seal a file's bytes; at most 25 MB, so all at once."""
    key, nonce = keyring.sealing(None), os.urandom(NONCE)
    body = _cipher(key, digest).encrypt(nonce, data, digest.encode())
    return FIRST_LINE + key.key_id + nonce + body


def open_file(stored: bytes, digest: str, keyring: Keyring) -> bytes:
    """Give a stored file's plain bytes.

    Raises:
        UnreadableFileError: it cannot be opened.
    """
    if not stored.startswith(FIRST_LINE):
        return stored
    sealed = memoryview(stored)[len(FIRST_LINE) :]
    nonce, body = sealed[KEY_ID : KEY_ID + NONCE], sealed[KEY_ID + NONCE :]
    try:
        key = keyring.opening(bytes(sealed[:KEY_ID]))
        if key is None:
            raise UnreadableFileError(digest)
        return _cipher(key, digest).decrypt(nonce, body, digest.encode())
    except (InvalidTag, ValueError, UnknownKeyError) as broken:
        raise UnreadableFileError(digest) from broken


def is_shredded(stored: bytes, digest: str, keyring: Keyring) -> bool:
    """Tell whether a file's key was destroyed, so that nobody can open it any more."""
    if not stored.startswith(FIRST_LINE):
        return False
    try:
        key = keyring.opening(stored[len(FIRST_LINE) :][:KEY_ID])
    except UnknownKeyError:
        return False
    return key is None or key.text_key(UUID(hex=digest[:32]), NOT_A_TEXT) is None


def _cipher(key: DataKey, digest: str) -> AESGCM:
    file_key = key.text_key(UUID(hex=digest[:32]), NOT_A_TEXT)
    if file_key is None:
        raise UnreadableFileError(digest)
    return AESGCM(file_key)
