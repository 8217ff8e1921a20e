"""Verifies an evidence bundle of Sáu Rõ offline; FORMAT.md beside this file describes it.

    python verify_bundle.py BUNDLE.zip --key KEY [--key KEY] [--kept NOTE.txt]
        [--witness KEY] [--json]

Needs Python 3.11 and the package `cryptography`, and nothing of the service. KEY is a C2SP
verifier key, got from elsewhere than the bundle; "retired KEY" is one that is out of use.
NOTE.txt is a checkpoint that you kept earlier. With witnesses only what more than half of them
cosigned is proved. Ends with 0 when intact, 1 when broken, 2 when nothing is proved.
"""

import argparse
import base64
import json
import re
import struct
import sys
import zipfile
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

FORMAT = "sauro-bundle-1"
NEEDED = ("events.jsonl", "checkpoints.jsonl", "proofs.json", "keys.txt")
NAME = re.compile("|".join(map(re.escape, ("manifest.json", *NEEDED))) + "|files/[0-9a-f]{64}")
MANIFEST = ["format", "tenant", "origin", "name", "scope", "size", "made", "members"]
EVENT = ["position", "stream", "version", "topic", "state", "person", "post", "command"]
EVENT += ["happened", "recorded", "leaf"]
UUIDS = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
KEY = re.compile(r"(?:(active|retired) )?([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)")
SIGNATURE = re.compile("— ([^ \n]+) ([A-Za-z0-9+/=]+)")
EXACT, INT4, MOST, LIMIT = 2**53 - 1, 2**31 - 1, 10_000, 2 * 1024**3  # LIMIT: bytes in all
COSIGNATURE, EMPTY = b"\4", sha256(b"").digest()  # how a witness's key begins; no leaves
END = struct.Struct("<4s4H2LH")  # of the zip's last 22 bytes
Row = dict[str, Any]


class Verdict(NamedTuple):
    """`intact`, `broken`, or nothing proved: `unreadable`, `unproved`; why; which events."""

    verdict: str
    kind: str = ""
    first: int = 0
    last: int = 0
    size: int = 0
    proved: int = 0


class Ended(Exception):  # noqa: N818 - not an error: the verdict is known
    """The verification ends here with a verdict."""

    def __init__(self, verdict: str, kind: str, first: int = 0, last: int = 0) -> None:
        super().__init__(kind)
        self.verdict = Verdict(verdict, kind, first, last or first)


class Key(NamedTuple):
    """A trusted key; one out of use is believed only below a signature of one in use."""

    name: str
    key_id: bytes
    raw: bytes
    active: bool


class Note(NamedTuple):
    """A checkpoint, the bytes that are signed, and its signatures: name, key id, value."""

    origin: str
    size: int
    root: bytes
    signed: bytes
    signatures: list[tuple[str, bytes, bytes]]


def judge(
    path: Path,
    keys: list[str],
    kept: list[str],
    limit: int = LIMIT,
    witnesses: Sequence[str] = (),
) -> Verdict:
    """Judge a bundle: a verdict whatever the file holds, never an exception."""
    try:
        known = [key_of(said) for said in keys]
        watching = [key_of(said, COSIGNATURE) for said in witnesses]
        verdict = _judge(path, known, kept, limit)
        return _witnessed(path, verdict, watching) if watching else verdict
    except Ended as ended:
        return ended.verdict
    except Exception:  # noqa: BLE001 - a hostile file ends in a verdict, whatever it breaks
        return Verdict("unreadable", "zip")


def _judge(path: Path, keys: list[Key], kept: list[str], limit: int) -> Verdict:
    own = [note_of(text, "kept") for text in kept]
    with path.open("rb") as file, zipfile.ZipFile(file) as bundle:
        _check_zip(file, bundle, limit)
        manifest = _manifest(bundle)
        _check_members(bundle, manifest)
        lines = _lines(bundle, "checkpoints", ["note"])
        notes = [note_of(line["note"], "checkpoints") for line in lines]
        _check_notes(notes, manifest["origin"], keys)
        leaves = _leaves(bundle, manifest)
        roots = {}
        if manifest["scope"] == "whole":
            roots = _roots(leaves, {note.size for note in notes + own})
            _check_roots(notes, roots, manifest["size"])
            leaves = {}
        _check_proofs(bundle, notes, leaves)
    for note in own:
        _check_own(note, manifest, keys, roots or {n.size: n.root for n in notes})
    if not keys or not notes:
        raise Ended("unproved", "checkpoint" if keys else "key")
    return Verdict("intact", "", 0, 0, manifest["size"], max(n.size for n in notes))


def _witnessed(path: Path, verdict: Verdict, witnesses: list[Key]) -> Verdict:
    """Let an intact bundle prove no more than what more than half of the witnesses cosigned."""
    with zipfile.ZipFile(path) as bundle:
        lines = list(_lines(bundle, "checkpoints", ["note"]))
    notes = [note_of(line["note"], "checkpoints") for line in lines]
    most = len({witness.name for witness in witnesses}) / 2
    sizes = [note.size for note in notes if len(_cosigners(note, witnesses)) > most]
    if not sizes:
        raise Ended("unproved", "witness")
    return verdict._replace(proved=max(sizes))


def _cosigners(note: Note, witnesses: list[Key]) -> set[str]:
    found, known = set(), {(key.name, key.key_id): key for key in witnesses}
    for name, key_id, value in note.signatures:
        if key := known.get((name, key_id)):
            time = int.from_bytes(value[:8], "big")
            said = f"cosignature/v1\ntime {time}\n".encode() + note.signed
            if not _verifies(key, value[8:], said):
                raise Ended("broken", "forged", note.size)
            found.add(name)
    return found


def _check_zip(file: BinaryIO, bundle: zipfile.ZipFile, limit: int) -> None:
    length = file.seek(0, 2)
    file.seek(length - END.size)
    magic, disk, start, here, count, size, offset, comment = END.unpack(file.read())
    file.seek(0)
    infos = bundle.infolist()
    names = {info.orig_filename for info in infos}
    sound = (
        (magic, disk, start, comment) == (b"PK\5\6", 0, 0, 0)
        and here == count == len(infos) == len(names) <= MOST
        and offset + size + END.size == length
        and file.read(4) == b"PK\3\4"
        and all(NAME.fullmatch(name) for name in names)
        and not any(i.flag_bits & ~0x080E or i.compress_type not in (0, 8) for i in infos)
    )
    if not sound:
        raise Ended("unreadable", "zip")
    if sum(info.file_size for info in infos) > limit:
        raise Ended("unreadable", "limit")


def _manifest(bundle: zipfile.ZipFile) -> Row:
    if "manifest.json" not in bundle.namelist():
        raise Ended("unreadable", "manifest")
    said = _object(bundle.read("manifest.json"), MANIFEST, "manifest")
    _numbers(said, ("tenant", "size", "made"), "manifest")
    members = said["members"]
    sound = (
        said["format"] == FORMAT
        and said["scope"] in ("whole", "chosen")
        and isinstance(said["origin"], str)
        and isinstance(members, list)
        and all(isinstance(m, dict) and list(m) == ["name", "size", "sha256"] for m in members)
        and set(NEEDED) <= {m["name"] for m in members}
        and len({m["name"] for m in members}) == len(members)
        and 1 <= said["tenant"] <= INT4
    )
    if not sound:
        raise Ended("unreadable", "manifest")
    return said


def _check_members(bundle: zipfile.ZipFile, manifest: Row) -> None:
    listed = {member["name"]: member for member in manifest["members"]}
    if set(listed) != set(bundle.namelist()) - {"manifest.json"}:
        raise Ended("broken", "member")
    for name, said in listed.items():
        digest = sha256()
        with bundle.open(name) as member:
            while part := member.read(1 << 20):
                digest.update(part)
        if (bundle.getinfo(name).file_size, digest.hexdigest()) != (
            said["size"],
            said["sha256"],
        ):
            raise Ended("broken", "member")
        if name.startswith("files/") and name != f"files/{digest.hexdigest()}":
            raise Ended("broken", "file")


def _check_notes(notes: list[Note], origin: str, keys: list[Key]) -> None:
    """Check whose checkpoints these are, and who vouches for them."""
    newest = max((n.size for n in notes if standing(n, keys) == "signed"), default=-1)
    for note in notes:
        if note.origin != origin:
            raise Ended("broken", "origin", note.size)
        found = standing(note, keys) if keys else "signed"
        if found == "retired" and note.size <= newest:
            continue
        if found != "signed":
            raise Ended("broken", found, note.size)


def _leaves(bundle: zipfile.ZipFile, manifest: Row) -> dict[int, bytes]:
    """Make the leaf of every event, by position, and check what each line says of itself."""
    whole, last, recorded = manifest["scope"] == "whole", 0, -EXACT
    leaves: dict[int, bytes] = {}
    for event in _lines(bundle, "events", EVENT):
        leaf, said = _leaf(event, manifest["tenant"])
        position = event["position"]
        if position <= last or (whole and position != last + 1):
            raise Ended("broken", "missing", last + 1)
        if leaf != said:
            raise Ended("broken", "altered", position)
        if event["recorded"] < recorded or event["happened"] > event["recorded"]:
            raise Ended("broken", "backdated", position)
        leaves[position], last, recorded = leaf, position, event["recorded"]
    size = manifest["size"]
    if last > size or (whole and last < size):
        raise Ended("broken", "shortened", min(last, size) + 1, max(last, size))
    return leaves


def _leaf(event: Row, tenant: int) -> tuple[bytes, bytes]:
    _numbers(event, ("position", "version", "happened", "recorded"), "events")
    ids = [event[name] for name in ("stream", "person", "post", "command")]
    if not all(isinstance(i, str) and UUIDS.fullmatch(i) for i in ids):
        raise Ended("unreadable", "events")
    if not isinstance(event["topic"], str) or not 0 <= event["version"] <= INT4:
        raise Ended("unreadable", "events")
    stream, *doer = [UUID(i).bytes for i in ids]
    fields = [
        b"sauro.event.1",
        struct.pack(">i", tenant),
        struct.pack(">q", event["position"]),
        stream,
        struct.pack(">i", event["version"]),
        event["topic"].encode(),
        _bytes(event["state"], "events"),
        *doer,
        struct.pack(">q", event["happened"]),
        struct.pack(">q", event["recorded"]),
    ]
    written = b"".join(struct.pack(">I", len(field)) + field for field in fields)
    return sha256(b"\0" + written).digest(), _bytes(event["leaf"], "events")


def _roots(leaves: dict[int, bytes], wanted: set[int]) -> dict[int, bytes]:
    frontier: list[bytes] = []
    roots = {0: EMPTY}
    for position, leaf in leaves.items():
        number, made = position - 1, leaf
        while number & 1:
            made, number = _parent(frontier.pop(), made), number >> 1
        frontier.append(made)
        if position in wanted:
            root = frontier[-1]
            for left in reversed(frontier[:-1]):
                root = _parent(left, root)
            roots[position] = root
    return roots


def _check_roots(notes: list[Note], roots: dict[int, bytes], size: int) -> None:
    for note in sorted(notes, key=lambda note: note.size):
        if note.size > size:
            raise Ended("broken", "shortened", size + 1, note.size)
        if roots[note.size] != note.root:
            same = max((n.size for n in notes if n.size < note.size), default=0)
            raise Ended("broken", "rewritten", same + 1, note.size)


def _check_proofs(bundle: zipfile.ZipFile, notes: list[Note], leaves: dict[int, bytes]) -> None:
    """Check that each checkpoint extends the one before, and holds each chosen event."""
    proofs = _object(bundle.read("proofs.json"), ["consistency", "inclusion"], "proofs")
    grown = _paths(proofs["consistency"], ["old", "new", "path"])
    held = _paths(proofs["inclusion"], ["position", "size", "path"])
    ordered = sorted(
        {note.size: note for note in reversed(notes)}.values(), key=lambda n: n.size
    )
    for note in notes:
        if note.root != next(n.root for n in ordered if n.size == note.size):
            raise Ended("broken", "forked", note.size)
    for old, new in pairwise(ordered):
        if not _consistent(old, new, grown.get((old.size, new.size), [b""])):
            raise Ended("broken", "proof", old.size + 1, new.size)
    for position, leaf in leaves.items():
        end = ordered[-1] if ordered else Note("", 0, EMPTY, b"", [])
        path = held.get((position, end.size), [b""])
        if position > end.size or _climb(position - 1, end.size - 1, leaf, path)[1] != end.root:
            raise Ended("broken", "proof", position)


def _paths(said: Any, names: list[str]) -> dict[tuple[int, int], list[bytes]]:
    if not isinstance(said, list):
        raise Ended("unreadable", "proofs")
    paths = {}
    for row in said:
        if not isinstance(row, dict) or list(row) != names or not isinstance(row["path"], list):
            raise Ended("unreadable", "proofs")
        _numbers(row, names[:2], "proofs")
        path = [_bytes(step, "proofs") for step in row["path"]]
        paths[row[names[0]], row[names[1]]] = path
    return paths


def _climb(number: int, last: int, start: bytes, path: list[bytes]) -> tuple[bytes, bytes]:
    """Follow a proof (RFC 9162, 2.1.3.2 and 2.1.4.2): root of the left part, root of all."""
    before = after = start
    for step in path:
        if last == 0:
            return b"", b""
        if number & 1 or number == last:
            before, after = _parent(step, before), _parent(step, after)
            while not number & 1 and number:
                number, last = number >> 1, last >> 1
        else:
            after = _parent(after, step)
        number, last = number >> 1, last >> 1
    return (before, after) if last == 0 else (b"", b"")


def _consistent(old: Note, new: Note, path: list[bytes]) -> bool:
    if old.size == 0:
        return old.root == EMPTY
    steps = path if old.size & (old.size - 1) else [old.root, *path]
    number, last = old.size - 1, new.size - 1
    while number & 1:
        number, last = number >> 1, last >> 1
    return _climb(number, last, steps[0], steps[1:]) == (old.root, new.root)


def _check_own(note: Note, manifest: Row, keys: list[Key], roots: dict[int, bytes]) -> None:
    """Compare with a checkpoint that the reader kept, here or where the tenant came from."""
    origins = {manifest["origin"], *(f"{key.name}/t/{manifest['tenant']}" for key in keys)}
    if note.origin not in origins or standing(note, keys) not in ("signed", "retired"):
        raise Ended("unproved", "kept")
    if note.size > manifest["size"]:
        raise Ended("broken", "shortened", manifest["size"] + 1, note.size)
    if note.size not in roots:
        raise Ended("unproved", "kept")
    if roots[note.size] != note.root:
        raise Ended("broken", "rewritten", 1, note.size)


def standing(note: Note, keys: list[Key]) -> str:
    """Tell what the keys say of a note: `signed`, `retired`, `unknown`, `forged`."""
    found, known = "unknown", {(key.name, key.key_id): key for key in keys}
    for name, key_id, value in note.signatures:
        if key := known.get((name, key_id)):
            if not _verifies(key, value, note.signed):
                return "forged"
            if key.active or found == "unknown":
                found = "signed" if key.active else "retired"
    return found


def _verifies(key: Key, value: bytes, said: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(value, said)
    except (InvalidSignature, ValueError):
        return False
    return True


def note_of(text: Any, where: str) -> Note:
    """Read a signed note."""
    body, _, tail = text.partition("\n\n") if isinstance(text, str) else ("", "", "")
    lines, signed = body.split("\n"), tail.removesuffix("\n").split("\n")
    found = [SIGNATURE.fullmatch(line) for line in signed]
    if len(lines) != 3 or not lines[0] or not tail.endswith("\n") or None in found:
        raise Ended("unreadable", where)
    size, root = lines[1], _bytes(lines[2], where)
    if not re.fullmatch("0|[1-9][0-9]{0,15}", size) or int(size) > EXACT or len(root) != 32:
        raise Ended("unreadable", where)
    values = [(line[1], _bytes(line[2], where)) for line in found if line]
    signatures = [(name, value[:4], value[4:]) for name, value in values]
    return Note(lines[0], int(size), root, f"{body}\n".encode(), signatures)


def key_of(said: str, kind: bytes = b"\1") -> Key:
    """Read a verifier key of a kind."""
    found = KEY.fullmatch(said.strip())
    if not found:
        raise Ended("unproved", "key")
    raw, name = _bytes(found[4], "keys"), found[2]
    key_id = sha256(name.encode() + b"\n" + raw).digest()[:4]
    if raw[:1] != kind or len(raw) != 33 or key_id.hex() != found[3]:
        raise Ended("unproved", "key")
    return Key(name, key_id, raw[1:], found[1] != "retired")


def _lines(bundle: zipfile.ZipFile, what: str, names: list[str]) -> Iterator[Row]:
    with bundle.open(f"{what}.jsonl") as member:
        for line in member:
            if not line.endswith(b"\n"):
                raise Ended("unreadable", what)
            yield _object(line[:-1], names, what)


def _object(data: bytes, names: list[str], where: str) -> Row:
    """Read JSON that is written in the one right way: no spaces, fields in order."""
    try:
        said = json.loads(data)
        again = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
    except (ValueError, RecursionError):
        raise Ended("unreadable", where) from None
    if again != data or not isinstance(said, dict) or list(said) != names:
        raise Ended("unreadable", where)
    return said


def _numbers(row: Row, names: Sequence[str], where: str) -> None:
    if not all(type(row[name]) is int and -EXACT <= row[name] <= EXACT for name in names):
        raise Ended("unreadable", where)


def _bytes(text: Any, where: str) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except (TypeError, ValueError):
        raise Ended("unreadable", where) from None
    if base64.b64encode(value).decode() != text:
        raise Ended("unreadable", where)
    return value


def _parent(left: bytes, right: bytes) -> bytes:
    return sha256(b"\1" + left + right).digest()


def main() -> None:
    """Judge the bundle that the command line names."""
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    words.add_argument("bundle", type=Path)
    words.add_argument("--key", action="append", default=[], metavar="KEY")
    words.add_argument("--kept", action="append", default=[], type=Path, metavar="NOTE.txt")
    words.add_argument("--witness", action="append", default=[], metavar="KEY")
    words.add_argument("--limit", type=int, default=LIMIT, help="bytes of all members")
    words.add_argument("--json", action="store_true")
    said = words.parse_args()
    kept = [path.read_text(encoding="utf-8") for path in said.kept]
    verdict = judge(said.bundle, said.key, kept, said.limit, said.witness)
    said_of = f"events {verdict.first} to {verdict.last}, " if verdict.last else ""
    counts = f"{said_of}{verdict.size} events, signed up to {verdict.proved}"
    text = f"{verdict.verdict} {verdict.kind}: {counts}"
    text = json.dumps(verdict._asdict()) if said.json else text
    sys.stdout.write(f"{text}\n")
    sys.exit({"intact": 0, "broken": 1}.get(verdict.verdict, 2))


if __name__ == "__main__":
    main()
