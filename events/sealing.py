"""What people type is sealed before it is hashed: with its key gone it is gone, proofs stay.

A sealed value stands in an event's state as `{"~":"<base64>"}`: identifier of the data key (16
bytes), nonce (12), and what AES-256-GCM makes of the value's JSON under the event's text key.
It is bound to its key, stream, version, stored name and field, so that none can be moved.
States written before there were keys hold the plain value, and are read as they are.
"""

import os
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import NamedTuple, Protocol
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from events.stream import DOER, Event
from events.textkeys import DataKey

ERASED = "[đã xóa theo yêu cầu]"  # stands where text was, on pages and in read models
DAMAGED = "[không đọc được: chữ đã lưu bị hỏng]"
LABEL = b"sauro.text.1"
OPENING, ENDING = (
    b'{"~":"',
    b'"}',
)  # in JSON no text contains these bytes: its quotes are escaped
KEY_ID, NONCE = 16, 12  # bytes
SEALED = re.compile(re.escape(OPENING) + b"([A-Za-z0-9+/=]+)" + re.escape(ENDING))
LIST = msgspec.json.Decoder(list[msgspec.Raw])
FIELDS = msgspec.json.Decoder(dict[str, msgspec.Raw])
ENCODER = msgspec.json.Encoder()
Change = Callable[[str, bytes], bytes]


class Keyring(Protocol):
    """The data keys of one tenant."""

    def sealing(self, person: UUID | None) -> DataKey:
        """Give the key for text about a person, or about nobody; it stays until the commit."""

    def opening(self, key_id: bytes) -> DataKey | None:
        """Give a key by its identifier; None when it was destroyed.

        Raises:
            UnknownKeyError: this tenant never had such a key.
        """


class UnknownKeyError(LookupError):
    """A sealed value names a key that this tenant never had."""


class Place(NamedTuple):
    """Where a state stands: what its sealed values are bound to."""

    stream_id: UUID
    version: int
    topic: str


class Opened(NamedTuple):
    """A state in plain words, and which of its fields are erased or damaged."""

    state: bytes
    erased: tuple[str, ...]
    damaged: tuple[str, ...]


def seal(event: Event, state: bytes, place: Place, doer: UUID, keyring: Keyring) -> bytes:
    """Seal the free text of an event's state; empty text says nothing and stays as it is.

    Args:
        event: what the state says.
        state: the event as JSON.
        place: where the state will stand.
        doer: the person who acts.
        keyring: the tenant's keys.
    """
    paths = [path for name in event.FREE_TEXT if _said(event, path := name.split("."))]
    if not paths:
        return state
    key = keyring.sealing(_about(event, doer))
    text_key = key.text_key(place.stream_id, place.version)
    if text_key is None:
        raise UnknownKeyError(place)
    cipher, fields = AESGCM(text_key), FIELDS.decode(state)

    def closed(name: str, plain: bytes) -> bytes:
        nonce, bound = os.urandom(NONCE), _bound(key.key_id, place, name)
        sealed = key.key_id + nonce + cipher.encrypt(nonce, plain, bound)
        return OPENING + b64encode(sealed) + ENDING

    for first, *rest in paths:
        fields[first] = _along(first, bytes(fields[first]), rest, closed)
    return ENCODER.encode(fields)


def unseal(state: bytes, place: Place, keyring: Keyring) -> Opened:
    """Open a state; what cannot be opened is marked as erased or damaged."""
    if OPENING not in state:
        return Opened(state, (), ())
    erased: list[str] = []
    damaged: list[str] = []

    def opened(name: str, value: bytes) -> bytes:
        plain = _plain(value, name, place, keyring)
        if isinstance(plain, bytes):
            return plain
        (erased if plain == ERASED else damaged).append(name)
        return ENCODER.encode(plain)

    fields = FIELDS.decode(state)
    for name, value in fields.items():
        fields[name] = _wherever(name, bytes(value), opened)
    return Opened(ENCODER.encode(fields), tuple(erased), tuple(damaged))


def without_text(state: bytes) -> bytes:
    """Give a state with nothing where sealed text stands, which needs no key."""
    return SEALED.sub(b'""', state)


def keys_of(state: bytes) -> set[UUID]:
    """Name the data keys that a state's sealed values need."""
    named = [b64decode(value) for value in SEALED.findall(state)]
    return {UUID(bytes=value[:KEY_ID]) for value in named if len(value) > KEY_ID}


def _plain(value: bytes, name: str, place: Place, keyring: Keyring) -> bytes | str:
    """Open one value, or say with which mark it is shown."""
    try:
        sealed = b64decode(value[len(OPENING) : -len(ENDING)], validate=True)
        key = keyring.opening(sealed[:KEY_ID])
        text_key = key.text_key(place.stream_id, place.version) if key else None
        if key is None or text_key is None:
            return ERASED
        nonce, body = sealed[KEY_ID : KEY_ID + NONCE], sealed[KEY_ID + NONCE :]
        return AESGCM(text_key).decrypt(nonce, body, _bound(key.key_id, place, name))
    except (ValueError, InvalidTag, UnknownKeyError):
        return DAMAGED


def _about(event: Event, doer: UUID) -> UUID | None:
    if event.ABOUT == DOER:
        return doer
    person: UUID | None = getattr(event, event.ABOUT) if event.ABOUT else None
    return person


def _bound(key_id: bytes, place: Place, name: str) -> bytes:
    where = place.stream_id.bytes + place.version.to_bytes(4, "big")
    return LABEL + key_id + where + f"{place.topic}\n{name}".encode()


def _said(value: object, path: list[str]) -> bool:
    """Tell whether any text stands where a path leads; lists are gone through."""
    if isinstance(value, tuple):
        return any(_said(part, path) for part in value)
    if not path or value is None:
        return bool(value)
    return _said(getattr(value, path[0]), path[1:])


def _along(name: str, value: bytes, path: list[str], change: Change) -> msgspec.Raw:
    """Change the texts to which a path leads; each has a name of its own."""
    if value.startswith(b"["):
        return _listed(name, value, lambda at, part: _along(at, part, path, change))
    if not path and value not in {b'""', b"null"}:
        return msgspec.Raw(change(name, value))
    if not path or not value.startswith(b"{"):
        return msgspec.Raw(value)  # nothing was said there
    fields, (first, *rest) = FIELDS.decode(value), path
    if first in fields:
        fields[first] = _along(f"{name}.{first}", bytes(fields[first]), rest, change)
    return msgspec.Raw(ENCODER.encode(fields))


def _wherever(name: str, value: bytes, change: Change) -> msgspec.Raw:
    """Change what is sealed, at whatever depth, under the name that it was sealed with."""
    if OPENING not in value:
        return msgspec.Raw(value)
    if value.startswith(OPENING):
        return msgspec.Raw(change(name, value))
    if value.startswith(b"["):
        return _listed(name, value, lambda at, part: _wherever(at, part, change))
    inner = FIELDS.decode(value)
    found = {
        key: _wherever(f"{name}.{key}", bytes(part), change) for key, part in inner.items()
    }
    return msgspec.Raw(ENCODER.encode(found))


def _listed(
    name: str, value: bytes, change: Callable[[str, bytes], msgspec.Raw]
) -> msgspec.Raw:
    parts = [change(f"{name}.{n}", bytes(part)) for n, part in enumerate(LIST.decode(value))]
    return msgspec.Raw(b"[" + b",".join(parts) + b"]")
