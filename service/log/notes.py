"""Checkpoints of a tenant's tree as signed notes (C2SP signed-note and tlog-checkpoint)."""

import base64
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from events.merkle import HASH
from service.log.keys import KeySigner, TrustedKey, exact_base64

DASH = "— "
LARGEST = 2**53 - 1  # a size that every reader can hold exactly
LONGEST = 20_000  # characters of a note
_SIGNATURE = re.compile(r"— (\S+) ([A-Za-z0-9+/]+={0,2})")


class MalformedNoteError(ValueError):
    """A text is not a signed note with a checkpoint in it."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What is signed: whose tree, how many leaves, which root."""

    origin: str
    size: int
    root: bytes

    def written(self) -> str:
        """Write the three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: the key's name, its four bytes of hash, the signature."""

    name: str
    key_id: bytes
    value: bytes


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint with the signatures it carries; parsed, not yet believed."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    def written(self) -> str:
        """Write the note as it is kept and handed out."""
        lines = [
            f"{DASH}{s.name} {base64.b64encode(s.key_id + s.value).decode()}\n"
            for s in self.signatures
        ]
        return f"{self.checkpoint.written()}\n{''.join(lines)}"


class Standing(StrEnum):
    """What a note's signatures are worth to somebody with a list of trusted keys."""

    SIGNED = "signed"  # by a key in use
    RETIRED = "retired"  # by a key no longer in use only: proves nothing alone
    UNKNOWN = "unknown"  # by nobody on the list
    FORGED = "forged"  # names a key on the list, but the signature is not that key's


def sign(checkpoint: Checkpoint, signers: Iterable[KeySigner]) -> Note:
    """Sign a checkpoint with every key in use: two, while one takes over from the other."""
    text = checkpoint.written().encode()
    signatures = tuple(
        Signature(s.public.name, s.public.key_id(), s.sign(text)) for s in signers
    )
    return Note(checkpoint, signatures)


def judge(note: Note, trusted: Iterable[TrustedKey]) -> Standing:
    """Tell what a note's signatures are worth."""
    text, found = note.checkpoint.written().encode(), Standing.UNKNOWN
    keys = {(key.public.name, key.public.key_id()): key for key in trusted}
    for signature in note.signatures:
        key = keys.get((signature.name, signature.key_id))
        if key is None:
            continue
        if not key.public.verifies(signature.value, text):
            return Standing.FORGED
        if key.active:
            found = Standing.SIGNED
        elif found is Standing.UNKNOWN:
            found = Standing.RETIRED
    return found


def parse(text: str) -> Note:
    """Read a note.

    Raises:
        MalformedNoteError: it is not one, or its checkpoint has lines of another kind.
    """
    body, blank, tail = text.partition("\n\n")
    if not blank or len(text) > LONGEST or not tail.endswith("\n"):
        raise MalformedNoteError(text[:80])
    signatures = tuple(_signature(line) for line in tail[:-1].split("\n"))
    return Note(parse_unsigned(f"{body}\n"), signatures)


def parse_unsigned(text: str) -> Checkpoint:
    """Read the three lines of a checkpoint, as they are printed on paper.

    Raises:
        MalformedNoteError: they are not that.
    """
    lines = text.split("\n")
    if len(lines) != 4 or lines[3] or len(text) > LONGEST:
        raise MalformedNoteError(text[:80])
    origin, size, root, _ = lines
    if not origin or not re.fullmatch(r"0|[1-9][0-9]{0,15}", size) or int(size) > LARGEST:
        raise MalformedNoteError(text[:80])
    checkpoint = Checkpoint(origin, int(size), _exactly(root))
    if len(checkpoint.root) != HASH:
        raise MalformedNoteError(root)
    return checkpoint


def _signature(line: str) -> Signature:
    found = _SIGNATURE.fullmatch(line)
    value = _exactly(found[2]) if found else b""
    if found is None or len(value) < 5:
        raise MalformedNoteError(line[:80])
    return Signature(found[1], value[:4], value[4:])


def _exactly(text: str) -> bytes:
    value = exact_base64(text)
    if value is None:
        raise MalformedNoteError(text[:80])
    return value
