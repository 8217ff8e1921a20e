"""Ways to spoil an export, and what each must be called."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from service.log.keys import KeyRing
from service.log.notes import Checkpoint, sign
from service.moving.flaws import Flaw
from service.moving.package import signed_name

Members = dict[str, bytes]
Spoil = Callable[[Members], None]


@dataclass(frozen=True)
class Spoiled:
    """What is done to an export's members, and the flaw; `signed` when its signer does it."""

    do: Spoil
    flaw: Flaw
    signed: bool = False


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def written(path: Path, members: Members) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return path


def signed(members: Members, ring: KeyRing) -> None:
    """List and sign whatever the members are now."""
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = [
        {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in members.items()
        if name not in {"manifest.json", "export.note"}
    ]
    members["manifest.json"] = json.dumps(manifest).encode()
    digest = sha256(members["manifest.json"]).digest()
    said = Checkpoint(signed_name(manifest["origin"]), manifest["size"], digest)
    members["export.note"] = sign(said, ring.signers()).written().encode()


def swapped(name: str, old: bytes, new: bytes) -> Spoil:
    def do(members: Members) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return do


def without(name: str) -> Spoil:
    def do(members: Members) -> None:
        del members[name]

    return do


def with_more(name: str, data: bytes = b"") -> Spoil:
    return lambda members: members.update({name: data})


def said(**changes: Any) -> Spoil:
    def do(members: Members) -> None:
        manifest = json.loads(members["manifest.json"]) | changes
        members["manifest.json"] = json.dumps(manifest).encode()

    return do


def event(place: int, **changes: Any) -> Spoil:
    """Change an event's line, or take it away."""

    def do(members: Members) -> None:
        lines = [json.loads(line) for line in members["events.jsonl"].splitlines()]
        if changes:
            lines[place - 1].update(changes)
        else:
            del lines[place - 1]
        members["events.jsonl"] = b"".join(json.dumps(line).encode() + b"\n" for line in lines)

    return do


def forged(members: Members) -> None:
    note = members["export.note"]
    members["export.note"] = (
        note[:-8] + (b"AAAA" if note[-8:-4] != b"AAAA" else b"BBBB") + note[-4:]
    )


NOBODY = "00000000-0000-4000-8000-000000000000"
SPOILED = {
    "a changed event": Spoiled(event(3, person=NOBODY), Flaw.MEMBER),
    "a changed name in the register": Spoiled(
        swapped("register/people", b"Ma V", b"Mo V"), Flaw.MEMBER
    ),
    "a changed right in the register": Spoiled(
        swapped("register/posts", b"official", b"tenant_admin"), Flaw.MEMBER
    ),
    "a member taken out": Spoiled(without("commands.jsonl"), Flaw.MEMBER),
    "a member put in": Spoiled(with_more("register/more"), Flaw.MEMBER),
    "a changed manifest": Spoiled(said(size=3), Flaw.MEMBER),
    "a forged signature": Spoiled(forged, Flaw.FORGED),
    "no signature": Spoiled(without("export.note"), Flaw.UNREADABLE),
    "rubbish for a signature": Spoiled(with_more("export.note", b"x"), Flaw.UNREADABLE),
    "rubbish for a manifest": Spoiled(with_more("manifest.json", b"\xff{"), Flaw.UNREADABLE),
    "no manifest": Spoiled(without("manifest.json"), Flaw.UNREADABLE),
    "more in the manifest than we know": Spoiled(said(more=1), Flaw.UNREADABLE),
    "an event changed by the signer": Spoiled(
        event(3, person=NOBODY), Flaw.EVENTS, signed=True
    ),
    "an event left out by the signer": Spoiled(event(3), Flaw.EVENTS, signed=True),
    "the last event left out by the signer": Spoiled(event(0), Flaw.EVENTS, signed=True),
    "an event moved by the signer": Spoiled(event(3, position=4), Flaw.EVENTS, signed=True),
    "an event that is none": Spoiled(event(3, state=5), Flaw.MEMBER, signed=True),
    "an event we do not know": Spoiled(event(3, topic="x.Y"), Flaw.NEWER, signed=True),
    "a data key under another key": Spoiled(
        swapped("datakeys.jsonl", b'"sealed":"', b'"sealed":"AAAA'), Flaw.DATA_KEYS, signed=True
    ),
    "a fingerprint of no event": Spoiled(
        swapped("commands.jsonl", b'{"position":5', b'{"position":9999'),
        Flaw.MEMBER,
        signed=True,
    ),
    "a table we do not know": Spoiled(with_more("register/more"), Flaw.NEWER, signed=True),
    "a column we do not know": Spoiled(
        swapped("register/people", b'{"tenant_id"', b'{"more":1,"tenant_id"'),
        Flaw.NEWER,
        signed=True,
    ),
    "another format": Spoiled(said(format="sauro-tenant-2"), Flaw.NEWER, signed=True),
    "a later release": Spoiled(said(revision="9999"), Flaw.NEWER, signed=True),
    "no checkpoint": Spoiled(with_more("kept.jsonl", b""), Flaw.CHECKPOINTS, signed=True),
    "a torn checkpoint": Spoiled(
        with_more("kept.jsonl", b'{"x'), Flaw.CHECKPOINTS, signed=True
    ),
    "a checkpoint of another tree": Spoiled(
        swapped("kept.jsonl", b"cu.example/t/", b"cu.example/t/1"),
        Flaw.CHECKPOINTS,
        signed=True,
    ),
    "fewer events than were signed": Spoiled(said(size=3), Flaw.CHECKPOINTS, signed=True),
}
