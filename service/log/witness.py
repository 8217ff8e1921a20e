"""A witness: cosigns a tree's checkpoint only when it extends the one it saw last.

Run by somebody else than the operator (the province, an inspectorate), with its own key and
its own files. Requests and cosignatures are those of C2SP tlog-witness and tlog-cosignature.
"""

import fcntl
import os
import struct
from collections.abc import Iterable, Mapping, Sequence
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
from service.log.tails import drop_cut_line, last_lines

COSIGNATURE = b"\x04"  # C2SP signed-note, signature type
STAMP = struct.Struct(">Q")  # seconds since 1970
MOST_ALARMS = 100  # kept of one tree


class Objection(StrEnum):
    """Why a witness does not cosign."""

    STRANGER = "stranger"  # a tree that the witness does not watch
    UNSIGNED = "unsigned"  # not signed by a key of the log in use
    BACKWARD = "backward"  # the request says that it begins beyond its own end
    STALE = "stale"  # the request begins at another size than the witness saw last: ask again
    SHORTER = "shorter"  # smaller than what the witness saw
    DIFFERENT = "different"  # another root for the size that the witness saw: an alarm
    INCONSISTENT = "inconsistent"  # no proof that it extends what the witness saw: an alarm


ALARMING = {Objection.DIFFERENT, Objection.INCONSISTENT}


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


class Seen(msgspec.Struct, frozen=True):
    """A checkpoint that the witness saw, as the log signed it."""

    at: datetime
    note: str


class Alarm(msgspec.Struct, frozen=True):
    """A signed checkpoint that does not extend the one that was seen last; both are kept."""

    at: datetime
    objection: Objection
    seen: str
    note: str


@dataclass(frozen=True, slots=True)
class Witness:
    """One witness: its key, its folder, the keys of each tree that it watches, by origin."""

    signer: KeySigner
    folder: Path
    watched: Mapping[str, Sequence[TrustedKey]]

    def cosign(self, request: Request, *, at: datetime) -> Signature:
        """Cosign a checkpoint, after noting safely what was seen.

        Raises:
            RefusedToCosignError: the checkpoint is not the log's, or does not extend the last.
        """
        origin = request.note.checkpoint.origin
        if origin not in self.watched:
            raise RefusedToCosignError(Objection.STRANGER, 0)
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._path(origin, "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            last = self.seen(origin)
            seen = parse(last.note).checkpoint if last else Checkpoint(origin, 0, EMPTY)
            objection = self._objection(request, seen)
            if objection:
                self._remember(objection, request, last, at)
                raise RefusedToCosignError(objection, seen.size)
            self._add(origin, "seen", Seen(at, request.note.written()))
        return _cosignature(request.note, self.signer, at)

    def seen(self, origin: str) -> Seen | None:
        """Give the checkpoint of a tree that was seen last."""
        for line in last_lines(self._path(origin, "seen"), 1):
            return msgspec.json.decode(line, type=Seen)
        return None

    def alarms(self, origin: str) -> list[Alarm]:
        """Give the alarms about a tree, newest first, but those that were cleared up since.

        Anybody may send a true checkpoint with a false proof: it is cleared up by the log's
        own request for the same checkpoint.
        """
        lines = last_lines(self._path(origin, "alarms"), MOST_ALARMS)
        found = [msgspec.json.decode(line, type=Alarm) for line in reversed(lines)]
        if not found:
            return []
        seen = last_lines(self._path(origin, "seen"), 10 * MOST_ALARMS)
        proved = {_checkpoint(msgspec.json.decode(line, type=Seen).note) for line in seen}
        return [alarm for alarm in found if _checkpoint(alarm.note) not in proved]

    def _objection(self, request: Request, seen: Checkpoint) -> Objection | None:
        new = request.note.checkpoint
        if judge(request.note, self.watched[new.origin]) is not Standing.SIGNED:
            return Objection.UNSIGNED
        if request.old > new.size:
            return Objection.BACKWARD
        if request.old != seen.size:
            return Objection.SHORTER if new.size < seen.size else Objection.STALE
        ends = (seen.size, seen.root), (new.size, new.root)
        if proves_consistency(*ends, request.path):
            return None
        same = new.size == seen.size and new.root != seen.root
        return Objection.DIFFERENT if same else Objection.INCONSISTENT

    def _remember(
        self, objection: Objection, request: Request, last: Seen | None, at: datetime
    ) -> None:
        """Keep both signed checkpoints when they contradict each other, each pair once."""
        origin, note = request.note.checkpoint.origin, request.note.written()
        if objection not in ALARMING:
            return
        known = last_lines(self._path(origin, "alarms"), MOST_ALARMS)
        notes = {msgspec.json.decode(line, type=Alarm).note for line in known}
        if len(known) < MOST_ALARMS and note not in notes:
            seen = last.note if last else ""
            self._add(origin, "alarms", Alarm(at, objection, seen, note))

    def _add(self, origin: str, name: str, line: Seen | Alarm) -> None:
        drop_cut_line(self._path(origin, name))
        with self._path(origin, name).open("ab") as file:
            file.write(msgspec.json.encode(line) + b"\n")
            file.flush()
            os.fsync(file.fileno())

    def _path(self, origin: str, name: str) -> Path:
        return self.folder / f"{sha256(origin.encode()).hexdigest()[:32]}.{name}"


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
    return key.key_id(COSIGNATURE)


def with_cosignature(note: Note, signature: Signature) -> Note:
    """Put a cosignature below a note's other signatures."""
    return replace(note, signatures=(*note.signatures, signature))


def _cosignature(note: Note, signer: KeySigner, at: datetime) -> Signature:
    stamp = STAMP.pack(microseconds(at) // 1_000_000)
    value = stamp + signer.sign(_said(stamp, note.checkpoint.written()))
    return Signature(signer.public.name, key_id(signer.public), value)


def _said(stamp: bytes, text: str) -> bytes:
    return f"cosignature/v1\ntime {STAMP.unpack(stamp)[0]}\n{text}".encode()


def _checkpoint(note: str) -> Checkpoint:
    return parse(note).checkpoint
