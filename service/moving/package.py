"""The file that a tenant travels in: a zip with a signed list of what is in it.

`manifest.json` lists every member with its size and hash; `export.note` is a signed note (as a
checkpoint is) over the manifest's hash. Whoever opens it gives the keys that are believed.
"""

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import IO, TypeVar
from uuid import UUID

import msgspec

from service.log.keys import TrustedKey
from service.log.notes import MalformedNoteError, Note, Standing, judge, parse
from service.moving.flaws import Flaw, FlawedExportError

FORMAT = "sauro-tenant-1"
MANIFEST, NOTE = "manifest.json", "export.note"
EVENTS, COMMANDS, KEPT, KEYS = "events.jsonl", "commands.jsonl", "kept.jsonl", "keys.txt"
DATA_KEYS = "datakeys.jsonl"
REGISTER, FILES = "register/", "files/"
LARGEST_LIST = 64 * 1024**2  # bytes of a manifest
PART = 1 << 20  # bytes read at a time
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, RuntimeError)
T = TypeVar("T")


class Facts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The tenant's line in the register of tenants."""

    tenant_id: int
    code: str
    kind: str
    name: str
    place: str
    phone: str
    zone: str
    demo: bool
    closed_on: date | None = None


class Member(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the file: its size in bytes, its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file says of itself.

    `origin` names the tree, as the old instance signed it, `size` counts the events, `revision`
    is the database's release there, `made` microseconds since 1970-01-01T00:00:00Z.
    """

    format: str
    tenant: Facts
    origin: str
    size: int
    revision: str
    made: int
    members: list[Member]


class EventLine(msgspec.Struct, frozen=True):
    """An event as it lay in the table; clocks in microseconds since 1970."""

    position: int
    stream: UUID
    version: int
    topic: str
    state: bytes
    person: UUID
    post: UUID
    command: UUID
    happened: int
    recorded: int
    leaf: bytes


class CommandLine(msgspec.Struct, frozen=True):
    """Where a command's first event stands, and by what a resend is known."""

    position: int
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Package:
    """An export whose list is signed by a believed key; its members are as listed."""

    file: zipfile.ZipFile
    manifest: Manifest

    def lines(self, name: str) -> Iterator[bytes]:
        """Give a member line by line."""
        with self.file.open(name) as member:
            yield from member

    def named(self, start: str) -> list[str]:
        """List the members below a folder, without its name."""
        names = (member.name for member in self.manifest.members)
        return [name.removeprefix(start) for name in names if name.startswith(start)]


@contextmanager
def opened(path: Path, trusted: Sequence[TrustedKey]) -> Iterator[Package]:
    """Open an export, and check its signature and every member before anything is read.

    Raises:
        FlawedExportError: it is not a whole export, signed by a key that is believed.
    """
    with ExitStack() as held:
        try:
            file = zipfile.ZipFile(held.enter_context(path.open("rb")))
            package = Package(held.enter_context(file), _manifest(file, trusted))
            _check_members(package)
        except BROKEN_ZIP as broken:
            raise FlawedExportError(Flaw.UNREADABLE, str(path)) from broken
        yield package


def signed_name(origin: str) -> str:
    """Name what the note over a manifest speaks of, so that no checkpoint can stand for it."""
    return f"{origin}/export"


def _manifest(file: zipfile.ZipFile, trusted: Sequence[TrustedKey]) -> Manifest:
    if file.getinfo(MANIFEST).file_size > LARGEST_LIST:
        raise FlawedExportError(Flaw.UNREADABLE, MANIFEST)
    written = file.read(MANIFEST)
    try:
        manifest = msgspec.json.decode(written, type=Manifest)
        note = parse(file.read(NOTE).decode())
    except (msgspec.MsgspecError, MalformedNoteError, UnicodeDecodeError) as wrong:
        raise FlawedExportError(Flaw.UNREADABLE, MANIFEST) from wrong
    if manifest.format != FORMAT:
        raise FlawedExportError(Flaw.NEWER, manifest.format)
    _check_signature(note, trusted)
    said = (note.checkpoint.origin, note.checkpoint.size, note.checkpoint.root)
    if said != (signed_name(manifest.origin), manifest.size, sha256(written).digest()):
        raise FlawedExportError(Flaw.MEMBER, MANIFEST)
    return manifest


def _check_signature(note: Note, trusted: Sequence[TrustedKey]) -> None:
    standing = judge(note, trusted)
    if standing is Standing.FORGED:
        raise FlawedExportError(Flaw.FORGED, NOTE)
    if standing is not Standing.SIGNED:
        raise FlawedExportError(Flaw.UNSIGNED, NOTE)


def _check_members(package: Package) -> None:
    listed = {member.name: member for member in package.manifest.members}
    there = package.file.namelist()
    if sorted(there) != sorted([*listed, MANIFEST, NOTE]):
        odd = set(there) ^ {*listed, MANIFEST, NOTE}
        raise FlawedExportError(Flaw.MEMBER, min(odd, default=""))
    for name, member in listed.items():
        with package.file.open(name) as part:
            if _measured(part, member.size) != (member.size, member.sha256):
                raise FlawedExportError(Flaw.MEMBER, name)


def _measured(part: IO[bytes], most: int) -> tuple[int, str]:
    digest, size = sha256(), 0
    while size <= most and (data := part.read(PART)):
        digest.update(data)
        size += len(data)
    return size, digest.hexdigest()


def read(package: Package, name: str, kind: type[T]) -> Iterator[T]:
    """Read a member of lines of JSON.

    Raises:
        FlawedExportError: a line is not one.
    """
    decoder = msgspec.json.Decoder(kind)
    try:
        yield from map(decoder.decode, package.lines(name))
    except msgspec.MsgspecError as wrong:
        raise FlawedExportError(Flaw.MEMBER, name) from wrong
