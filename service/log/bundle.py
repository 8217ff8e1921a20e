"""Evidence bundles: what an inspector takes away and checks offline, without us.

`service/verifier/FORMAT.md` describes the file, `service/verifier/verify_bundle.py` checks it.
"""

import logging
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import IO, Any, cast

import psycopg
from sqlalchemy import Connection

from events.leaf import microseconds
from events.merkle import consistency_ranges, inclusion_ranges
from service.db import driver
from service.log.keys import TrustedKey
from service.log.lines import event_line, in_base64, json_line
from service.log.notes import Note
from service.log.proofs import together
from service.log.reading import chosen_leaves, head, leaves
from service.log.signing import origin
from tenants.scope import Scope

Read = Callable[[str], bytes | None]
FORMAT = "sauro-bundle-1"
LONGEST = 3600  # seconds that one bundle may take
log = logging.getLogger("sauro.log")
SAME_DAY = (1980, 1, 1, 0, 0, 0)  # the same events make the same file


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What goes into a bundle, besides the events.

    `positions` chooses events, each with its proof; None takes all. `files` are the names
    (SHA-256) of stored files, `opening` gives what reads a file's bytes, for one connection;
    one that reads as None was erased by law, and is left out.
    """

    tenant_name: str
    notes: Sequence[Note]
    trusted: Sequence[TrustedKey]
    made_at: datetime
    positions: Collection[int] | None = None
    files: Iterable[str] = ()
    opening: Callable[[Connection], Read] = lambda _connection: lambda _digest: b""


class _Sink:
    """Takes what the zip writes, for whoever fetches it; nothing of it is kept."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self.parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        parts, self.parts = self.parts, []
        return b"".join(parts)


class Members:
    """A zip that notes the size and the hash of what is put into it."""

    def __init__(self) -> None:
        self.sink = _Sink()
        self.file = zipfile.ZipFile(cast(IO[bytes], self.sink), "w", strict_timestamps=False)
        self.listed: list[dict[str, Any]] = []

    def put(self, name: str, parts: Iterable[bytes]) -> Iterator[bytes]:
        """Add a member, part by part; gives the bytes of the zip as they are made."""
        info = zipfile.ZipInfo(name, SAME_DAY)
        info.compress_type = zipfile.ZIP_DEFLATED
        digest, size = sha256(), 0
        with self.file.open(info, "w") as member:
            for part in parts:
                member.write(part)
                digest.update(part)
                size += len(part)
                if self.sink.parts:
                    yield self.sink.taken()
        self.listed.append({"name": name, "size": size, "sha256": digest.hexdigest()})

    def end(self) -> bytes:
        """Close the zip; gives its last bytes."""
        self.file.close()
        return self.sink.taken()


def write(path: Path, scope: Scope, name: str, contents: Contents) -> None:
    """Write a tenant's bundle, as of one snapshot.

    Args:
        path: the file to make.
        scope: opens the tenant.
        name: the instance's name, as its keys bear it.
        contents: what goes in.
    """
    with path.open("wb") as file:
        for part in stream(scope, name, contents):
            file.write(part)


def stream(scope: Scope, name: str, contents: Contents) -> Iterator[bytes]:
    """Give the bytes of a bundle as they are made; nothing is held in memory or on disk."""
    snapshot = Scope(
        scope.engine, scope.tenant_id, scope.key, scope.as_owner, LONGEST, snapshot=True
    )
    members = Members()
    with snapshot.begin() as connection:
        raw = driver(connection)
        size = head(raw).size
        notes = (json_line({"note": n.written()}) for n in contents.notes)
        yield from members.put("events.jsonl", _events(raw, size, contents.positions))
        yield from members.put("checkpoints.jsonl", notes)
        yield from members.put("proofs.json", [json_line(_proofs(raw, contents))[:-1]])
        keys = (f"{key.written()}\n".encode() for key in contents.trusted)
        yield from members.put("keys.txt", keys)
        read = contents.opening(connection)
        for digest in sorted(set(contents.files)):
            if (data := read(digest)) is not None:
                yield from members.put(f"files/{digest}", [data])
    manifest = {
        "format": FORMAT,
        "tenant": int(scope.tenant_id),
        "origin": origin(name, scope.tenant_id),
        "name": contents.tenant_name,
        "scope": "whole" if contents.positions is None else "chosen",
        "size": size,
        "made": microseconds(contents.made_at),
        "members": list(members.listed),
    }
    yield from members.put("manifest.json", [json_line(manifest)[:-1]])
    yield members.end()


def _events(
    connection: psycopg.Connection[Any], size: int, positions: Collection[int] | None
) -> Iterator[bytes]:
    if positions is None:
        yield from map(event_line, leaves(connection, 0, size))
        return
    yield from map(event_line, chosen_leaves(connection, sorted(set(positions))))


def _proofs(connection: psycopg.Connection[Any], contents: Contents) -> dict[str, Any]:
    """Make the proofs; what the database cannot prove any more stays unproved, and shows."""
    sizes = sorted({note.checkpoint.size for note in contents.notes})
    end = sizes[-1] if sizes else 0
    chosen = [p for p in sorted(set(contents.positions or ())) if p <= end]
    ends = list(pairwise(sizes))
    growth = [consistency_ranges(old, new) for old, new in ends]
    made = list(
        together(connection, [*growth, *(inclusion_ranges(p - 1, end) for p in chosen)])
    )
    grown, held = made[: len(ends)], made[len(ends) :]
    return {
        "consistency": [
            {"old": old, "new": new, "path": [in_base64(step) for step in path]}
            for (old, new), path in zip(ends, grown, strict=True)
            if path is not None
        ],
        "inclusion": [
            {"position": position, "size": end, "path": [in_base64(step) for step in path]}
            for position, path in zip(chosen, held, strict=True)
            if path is not None
        ],
    }
