"""Ways to spoil an evidence bundle, and what each must be called."""

import base64
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

Members = dict[str, bytes]
Spoil = Callable[[Members], None]


@dataclass(frozen=True)
class Spoiled:
    """What is done to a bundle's members and how both verifiers must judge it."""

    do: Spoil
    verdict: str
    kind: str
    first: int = 0
    last: int = 0
    relist: bool = True  # whether the manifest is made to fit


def members_of(path: Path) -> Members:
    with zipfile.ZipFile(path) as bundle:
        return {name: bundle.read(name) for name in bundle.namelist()}


def write_zip(path: Path, members: Members) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in members.items():
            bundle.writestr(name, data)


def said(row: Any) -> bytes:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()


def relisted(members: Members) -> Members:
    """Make the manifest fit what the members are now."""
    manifest = json.loads(members["manifest.json"])
    manifest["members"] = [
        {"name": name, "size": len(data), "sha256": sha256(data).hexdigest()}
        for name, data in members.items()
        if name != "manifest.json"
    ]
    return {**members, "manifest.json": said(manifest)}


def rows(members: Members, name: str = "events.jsonl") -> list[Any]:
    return [json.loads(line) for line in members[name].splitlines()]


def put(members: Members, changed: list[Any], name: str = "events.jsonl") -> None:
    members[name] = b"".join(said(row) + b"\n" for row in changed)


def event(place: int, **changes: object) -> Spoil:
    def do(members: Members) -> None:
        changed = rows(members)
        changed[place - 1].update(changes)
        put(members, changed)

    return do


def line(old: bytes, new: bytes, name: str = "events.jsonl") -> Spoil:
    def do(members: Members) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return do


def manifest(**changes: object) -> Spoil:
    def do(members: Members) -> None:
        members["manifest.json"] = said(json.loads(members["manifest.json"]) | changes)

    return do


def drop(name: str) -> Spoil:
    def do(members: Members) -> None:
        del members[name]

    return do


def add(name: str, data: bytes) -> Spoil:
    return lambda members: members.update({name: data})


def without(place: int) -> Spoil:
    def do(members: Members) -> None:
        changed = rows(members)
        del changed[place - 1]
        put(members, changed)

    return do


def cut(size: int, *, admitted: bool = True) -> Spoil:
    def do(members: Members) -> None:
        put(members, rows(members)[:size])
        if admitted:
            manifest(size=size)(members)

    return do


def note(old: str, new: str) -> Spoil:
    def do(members: Members) -> None:
        changed = rows(members, "checkpoints.jsonl")
        changed[0]["note"] = changed[0]["note"].replace(old, new)
        put(members, changed, "checkpoints.jsonl")

    return do


def no_notes(members: Members) -> None:
    members["checkpoints.jsonl"] = b""
    members["proofs.json"] = said({"consistency": [], "inclusion": []})


def other_proof(members: Members) -> None:
    proofs = json.loads(members["proofs.json"])
    proofs["consistency"][0]["path"][0] = base64.b64encode(b"x" * 32).decode()
    members["proofs.json"] = said(proofs)


def no_proof(members: Members) -> None:
    members["proofs.json"] = said({"consistency": [], "inclusion": []})


HASH = base64.b64encode(b"x" * 32).decode()
SPOILED = {
    "payload": Spoiled(event(20, state="eA=="), "broken", "altered", 20, 20),
    "payload not relisted": Spoiled(event(20, state="eA=="), "broken", "member", relist=False),
    "person": Spoiled(
        event(3, person="00000000-0000-0000-0000-000000000009"), "broken", "altered", 3, 3
    ),
    "time": Spoiled(event(3, happened=0), "broken", "altered", 3, 3),
    "leaf": Spoiled(event(5, leaf=HASH), "broken", "altered", 5, 5),
    "deleted": Spoiled(without(20), "broken", "missing", 20, 20),
    "cut": Spoiled(cut(50), "broken", "shortened", 51, 64),
    "cut, manifest says more": Spoiled(cut(69, admitted=False), "broken", "shortened", 70, 70),
    "cut, manifest says less": Spoiled(manifest(size=69), "broken", "shortened", 70, 70),
    "other tenant": Spoiled(manifest(tenant=99_999), "broken", "altered", 1, 1),
    "other origin": Spoiled(manifest(origin="sauro.test/t/0"), "broken", "origin", 40, 40),
    "note's size": Spoiled(note("\n40\n", "\n41\n"), "broken", "forged", 41, 41),
    "note's key": Spoiled(note("— sauro.test ", "— other.test "), "broken", "unknown", 40, 40),
    "note's text": Spoiled(note("\n\n", "\n"), "unreadable", "checkpoints"),
    "no checkpoint": Spoiled(no_notes, "unproved", "checkpoint"),
    "wrong proof": Spoiled(other_proof, "broken", "proof", 41, 64),
    "no proof": Spoiled(no_proof, "broken", "proof", 41, 64),
    "proofs rubbish": Spoiled(add("proofs.json", b"[]"), "unreadable", "proofs"),
    "no manifest": Spoiled(drop("manifest.json"), "unreadable", "manifest", relist=False),
    "no events": Spoiled(drop("events.jsonl"), "unreadable", "manifest"),
    "member gone": Spoiled(drop("keys.txt"), "broken", "member", relist=False),
    "member more": Spoiled(add("files/" + "0" * 64, b"x"), "broken", "member", relist=False),
    "file renamed": Spoiled(add("files/" + "0" * 64, b"x"), "broken", "file"),
    "strange name": Spoiled(add("../keys.txt", b"x"), "unreadable", "zip"),
    "manifest deep": Spoiled(
        add("manifest.json", b"[" * 200_000), "unreadable", "manifest", relist=False
    ),
    "manifest format": Spoiled(manifest(format="x"), "unreadable", "manifest"),
    "manifest tenant": Spoiled(manifest(tenant=2**40), "unreadable", "manifest"),
    "manifest text": Spoiled(manifest(size="70"), "unreadable", "manifest"),
    "members rubbish": Spoiled(manifest(members=[1]), "unreadable", "manifest", relist=False),
    "number written otherwise": Spoiled(
        line(b'"position":7,', b'"position":7.0,'), "unreadable", "events"
    ),
    "number too large": Spoiled(
        line(b'"position":7,', b'"position":9007199254740993,'), "unreadable", "events"
    ),
    "field twice": Spoiled(
        line(b'"position":7,', b'"position":7,"position":7,'), "unreadable", "events"
    ),
    "space": Spoiled(line(b'"position":7,', b'"position": 7,'), "unreadable", "events"),
    "not UTF-8": Spoiled(line(b"Progressed", b"Progress\xff"), "unreadable", "events"),
    "lone surrogate": Spoiled(line(b"Progressed", b"Progress\\ud800"), "unreadable", "events"),
    "not a number": Spoiled(line(b'"version":1,', b'"version":NaN,'), "unreadable", "events"),
    "base64 written otherwise": Spoiled(event(7, state="eB=="), "unreadable", "events"),
    "not an identifier": Spoiled(event(7, stream="x"), "unreadable", "events"),
    "true as a number": Spoiled(event(7, version=True), "unreadable", "events"),
    "last line cut": Spoiled(
        lambda members: members.update({"events.jsonl": members["events.jsonl"][:-9]}),
        "unreadable",
        "events",
    ),
    "bomb": Spoiled(add("keys.txt", b"\0" * 12_000_000), "unreadable", "limit"),
}
