"""A witness: cosigns a tree's checkpoint only when it extends the one it saw last.

Run by somebody else than the operator (the province, an inspectorate), with its own key and
its own file. Requests and cosignatures are those of C2SP tlog-witness and tlog-cosignature.
"""

import fcntl
import os
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import msgspec

from events.leaf import microseconds
from events.merkle import EMPTY, proves_consistency
from service.log.keys import KeySigner, PublicKey, TrustedKey
from service.log.notes import Checkpoint, Note, Signature, Standing, judge, parse

COSIGNATURE = b"\x04"  # C2SP signed-note, signature type
STAMP = struct.Struct(">Q")  # seconds since 1970


class Objection(StrEnum):
    """Why a witness does not cosign."""

    UNSIGNED = "unsigned"  # not signed by a key of the log in use
    STALE = "stale"  # the request begins at another size than the witness saw last: ask again
    SHORTER = "shorter"  # smaller than what the witness saw: an alarm
    INCONSISTENT = "inconsistent"  # another history than the witness saw: an alarm


class RefusedToCosignError(Exception):
    """The witness objects; `seen` is the size that it saw last."""

    def __init__(self, objection: Objection, seen: int) -> None:
        super().__init__(f"{objection} {seen}")
        self.objection, self.seen = objection, seen


@dataclass(frozen=True, slots=True)
class Request:
    """A checkpoint with the proof that it extends the one of size `old`."""

    old: int
    path: Sequence[bytes]
    note: Note


@dataclass(frozen=True, slots=True)
class Witness:
    """One witness: its key, its folder, and the keys of the log that it watches."""

    signer: KeySigner
    folder: Path
    trusted: Sequence[TrustedKey]

    def cosign(self, request: Request, *, at: datetime) -> Note:
        """Add this witness's cosignature, after noting safely what it has seen.

        Raises:
            RefusedToCosignError: the checkpoint is not the log's, or does not extend the last.
        """
        checkpoint = request.note.checkpoint
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._path(checkpoint.origin).open("a+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            file.seek(0)
            seen = _last(file.read(), checkpoint.origin)
            objection = self._objection(request, seen)
            if objection:
                raise RefusedToCosignError(objection, seen.size)
            file.write(msgspec.json.encode(request.note.written()) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        return _cosigned(request.note, self.signer, at)

    def _objection(self, request: Request, seen: Checkpoint) -> Objection | None:
        new = request.note.checkpoint
        if judge(request.note, self.trusted) is not Standing.SIGNED:
            return Objection.UNSIGNED
        if new.size < seen.size:
            return Objection.SHORTER
        if request.old != seen.size:
            return Objection.STALE
        ends = (seen.size, seen.root), (new.size, new.root)
        if not proves_consistency(*ends, request.path):
            return Objection.INCONSISTENT
        return None

    def _path(self, origin: str) -> Path:
        return self.folder / f"{sha256(origin.encode()).hexdigest()[:32]}.seen"


def cosigners(note: Note, witnesses: Iterable[PublicKey]) -> set[str]:
    """Name the witnesses whose cosignatures a note carries and that verify."""
    known = {(key.name, key_id(key)): key for key in witnesses}
    text, found = note.checkpoint.written(), set[str]()
    for signature in note.signatures:
        key = known.get((signature.name, signature.key_id))
        stamp, value = signature.value[: STAMP.size], signature.value[STAMP.size :]
        if key and len(stamp) == STAMP.size and key.verifies(value, _said(stamp, text)):
            found.add(key.name)
    return found


def enough(note: Note, witnesses: Sequence[PublicKey]) -> bool:
    """Tell whether more than half of the witnesses cosigned: two such halves cannot differ."""
    return len(cosigners(note, witnesses)) * 2 > len({key.name for key in witnesses})


def key_id(key: PublicKey) -> bytes:
    """Give the four bytes by which a cosignature names a witness's key."""
    return sha256(key.name.encode() + b"\n" + COSIGNATURE + key.raw).digest()[:4]


def _cosigned(note: Note, signer: KeySigner, at: datetime) -> Note:
    stamp = STAMP.pack(microseconds(at) // 1_000_000)
    value = stamp + signer.sign(_said(stamp, note.checkpoint.written()))
    added = Signature(signer.public.name, key_id(signer.public), value)
    return replace(note, signatures=(*note.signatures, added))


def _said(stamp: bytes, text: str) -> bytes:
    return f"cosignature/v1\ntime {STAMP.unpack(stamp)[0]}\n{text}".encode()


def _last(data: bytes, origin: str) -> Checkpoint:
    """Read what was seen last; a line that a power cut left unfinished was never answered."""
    lines = data.split(b"\n")[:-1]
    if not lines:
        return Checkpoint(origin, 0, EMPTY)
    return parse(msgspec.json.decode(lines[-1], type=str)).checkpoint
