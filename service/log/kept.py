"""Checkpoints kept outside the database: one file a tenant, one line a checkpoint, append-only.

The file is what the signer goes by. A line that was cut off while it was written is passed
over: it was never handed out, since the file is made safe first.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

import msgspec

from events.merkle import Frontier
from service.log.notes import MalformedNoteError, Note, parse
from service.log.tails import drop_cut_line, last_lines, lines_until
from tenants.ids import TenantId


class DamagedFileError(Exception):
    """A whole line of the file cannot be read, or is not what was signed."""


class _Line(msgspec.Struct, frozen=True):
    signed_at: datetime
    frontier: bytes
    note: str


@dataclass(frozen=True, slots=True)
class KeptCheckpoint:
    """One checkpoint with when it was signed and the frontier that it can be grown from."""

    note: Note
    frontier: bytes
    signed_at: datetime

    @property
    def size(self) -> int:
        """How many events it speaks for."""
        return self.note.checkpoint.size

    def written(self) -> bytes:
        """Write it as the line that is kept."""
        line = _Line(self.signed_at, self.frontier, self.note.written())
        return msgspec.json.encode(line) + b"\n"

    def tree(self) -> Frontier:
        """Give the tree as it stood.

        Raises:
            DamagedFileError: the frontier is not the one that was signed.
        """
        try:
            tree = Frontier(self.size, self.frontier)
        except ValueError as wrong:
            raise DamagedFileError(str(self.size)) from wrong
        if tree.root() != self.note.checkpoint.root:
            raise DamagedFileError(str(self.size))
        return tree


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The file of one tenant."""

    folder: Path
    tenant_id: TenantId

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self.folder / f"{self.tenant_id}.log"

    def read(self) -> list[KeptCheckpoint]:
        """Read all checkpoints, oldest first; a last line that was cut off is passed over.

        Raises:
            DamagedFileError: another line cannot be read.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as unreadable:
            raise DamagedFileError(str(self.path)) from unreadable
        lines = data.split(b"\n")[:-1]
        return [read_line(line, number) for number, line in enumerate(lines, 1)]

    def newest(self, count: int = 1, by: datetime | None = None) -> list[KeptCheckpoint]:
        """Read the last checkpoints only, newest first; those signed `by` an instant.

        Raises:
            DamagedFileError: one of them cannot be read.
        """
        try:
            if by is None:
                lines = last_lines(self.path, count)
            else:
                lines = lines_until(self.path, count, partial(_signed_by, by))
        except (OSError, msgspec.MsgspecError) as unreadable:
            raise DamagedFileError(str(self.path)) from unreadable
        return [read_line(line, -number) for number, line in enumerate(reversed(lines), 1)]

    def append(self, kept: KeptCheckpoint) -> None:
        """Add a checkpoint and make it safe against a power cut."""
        self.extend([kept])

    def extend(self, kept: Iterable[KeptCheckpoint]) -> None:
        """Add checkpoints and make them safe against a power cut."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.path.open("ab") as file:
            file.writelines(one.written() for one in kept)
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(self.folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def cut(self, count: int) -> None:
        """Take away all but the first lines, which an entry that failed has added."""
        lines = self.path.read_bytes().splitlines(keepends=True)[:count]
        with self.path.open("r+b") as file:
            file.truncate(sum(map(len, lines)))
        if not count:
            self.path.unlink()

    def drop_cut_line(self) -> None:
        """Take away what a power cut left of the last line."""
        drop_cut_line(self.path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the file for one signer at a time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / f"{self.tenant_id}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _signed_by(at: datetime, line: bytes) -> bool:
    return msgspec.json.decode(line, type=_Line).signed_at <= at


def read_line(line: bytes, number: int) -> KeptCheckpoint:
    """Read one line of the file, which has that number in it.

    Raises:
        DamagedFileError: it cannot be read.
    """
    try:
        said = msgspec.json.decode(line, type=_Line)
        return KeptCheckpoint(parse(said.note), said.frontier, said.signed_at)
    except (msgspec.MsgspecError, MalformedNoteError, ValueError) as wrong:
        raise DamagedFileError(str(number)) from wrong
