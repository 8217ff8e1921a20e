"""Verifies a sealed pack of an inspection offline: its files, its events, and that they fit.

    python verify_pack.py PACK.zip --key KEY [--key KEY] [--json]

Lies beside verify_bundle.py in the pack, and needs what that needs. A given key must have
sealed the manifest; every member must be as it lists it; every file of evidence must bear its
hash and be named by an event; the bundle inside must be intact by itself. Ends with 0 when
intact, 1 when broken, else with 2.
"""

import argparse
import base64
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

if __package__:
    from service.verifier.verify_bundle import (
        LIMIT,
        Ended,
        Verdict,
        judge,
        key_of,
        note_of,
        standing,
    )
else:  # in the pack
    from verify_bundle import (  # type: ignore[import-not-found,no-redef]
        LIMIT,
        Ended,
        Verdict,
        judge,
        key_of,
        note_of,
        standing,
    )

FORMAT = "sauro-pack-2"
MANIFEST, SEAL, BUNDLE, FILES = "ke-khai.json", "ke-khai.note", "goi-bang-chung.zip", "tep/"
SEALED = "/pack"  # after the name of the tree: what is signed is no checkpoint of it
BLOCK = 1 << 20


def verify(path: Path, keys: list[str], limit: int = LIMIT) -> Verdict:
    """Judge a pack; what is wrong with the bundle inside is its verdict."""
    try:
        with zipfile.ZipFile(path) as pack:
            return _judged(pack, keys, limit)
    except Ended as ended:
        return ended.verdict
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, RecursionError):
        return _ended("unreadable", "pack")


def _judged(pack: zipfile.ZipFile, keys: list[str], limit: int) -> Verdict:
    if sum(one.file_size for one in pack.infolist()) > limit:
        return _ended("unreadable", "limit")
    if SEAL not in pack.namelist():
        return _ended("broken", "unsealed")
    if not _listed(pack):
        return _ended("broken", "member")
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(pack.extract(BUNDLE, folder))
        verdict = judge(inside, keys, [], limit)
        if verdict.verdict in {"intact", "unproved"}:
            _check_seal(pack, inside, keys)
            if not _named(pack, inside):
                return _ended("broken", "file")
    return verdict


def _listed(pack: zipfile.ZipFile) -> bool:
    """Tell whether the members are those of the manifest, each as listed."""
    said: dict[str, Any] = json.loads(pack.read(MANIFEST))
    listed = {one["name"]: (one["size"], one["sha256"]) for one in said["members"]}
    there = [name for name in pack.namelist() if name not in {MANIFEST, SEAL}]
    if said["format"] != FORMAT or len(there) != len(set(there)) or set(there) != set(listed):
        return False
    return all(_measured(pack, name) == listed[name] for name in there)


def _check_seal(pack: zipfile.ZipFile, inside: Path, keys: list[str]) -> None:
    """Check that a given key vouches for this manifest, as one of the tree in the bundle."""
    size, root = _measured(pack, MANIFEST)
    note, known = note_of(pack.read(SEAL).decode(), "seal"), [key_of(said) for said in keys]
    if known and (found := standing(note, known)) != "signed":
        raise Ended("broken", f"seal {found}")
    with zipfile.ZipFile(inside) as bundle:
        tree = json.loads(bundle.read("manifest.json"))["origin"]
    if (note.origin, note.size, note.root.hex()) != (tree + SEALED, size, root):
        raise Ended("broken", "seal")


def _named(pack: zipfile.ZipFile, inside: Path) -> bool:
    """Tell whether each file bears its own hash and an event of the bundle names it."""
    wanted = set()
    for name in pack.namelist():
        if name.startswith(FILES):
            bare = name.removeprefix(FILES).partition(".")[0]
            if _measured(pack, name)[1] != bare:
                return False
            wanted.add(bare.encode())
    for state in _states(inside) if wanted else ():
        wanted = {one for one in wanted if one not in state}
    return not wanted


def _states(inside: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(inside) as bundle, bundle.open("events.jsonl") as events:
        for line in events:
            yield base64.b64decode(json.loads(line)["state"])


def _measured(pack: zipfile.ZipFile, name: str) -> tuple[int, str]:
    digest, size = sha256(), 0
    with pack.open(name) as member:
        while part := member.read(BLOCK):
            digest.update(part)
            size += len(part)
    return size, digest.hexdigest()


def _ended(verdict: str, kind: str) -> Verdict:
    return Verdict(verdict, kind, 0, 0, 0, 0)


def main() -> None:
    """Judge the pack that the command line names."""
    words = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    words.add_argument("pack", type=Path)
    words.add_argument("--key", action="append", default=[], metavar="KEY")
    words.add_argument("--json", action="store_true")
    said = words.parse_args()
    verdict = verify(said.pack, said.key)
    text = f"{verdict.verdict} {verdict.kind}: signed up to {verdict.proved}"
    sys.stdout.write(f"{json.dumps(verdict._asdict()) if said.json else text}\n")
    sys.exit({"intact": 0, "broken": 1}.get(verdict.verdict, 2))


if __name__ == "__main__":
    main()
