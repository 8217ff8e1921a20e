"""The sealed pack: who may take it, what it holds, and two verifiers that judge it offline."""

import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import docx
import pytest

from service.files import evidence, note_file
from service.inspections import pack
from service.inspections.findings import NoteFinding
from service.inspections.ordering import CloseInspection, DrawSample
from service.log.notes import Checkpoint, sign
from service.log.operating import Log
from service.tasks.working import Submit
from service.verifier.verify_bundle import LIMIT, Verdict
from service.verifier.verify_pack import BUNDLE, MANIFEST, SEAL, verify
from tests.inspections.mandate import Mandate, mandate
from tests.log.bundles import Members, members_of, said, write_zip
from tests.log.test_bundles import node
from tests.people import Commune
from tests.web import FILES, browse, files_of

FILE = b"Bien ban giao nop"
SECOND = Path(__file__).with_name("verify_pack.mjs")


@pytest.fixture
def visit(commune: Commune) -> Mandate:
    """A finding with evidence that was handed in, all of it signed."""
    log = Log(FILES)
    log.begin("sauro.test")
    visit = mandate(commune)
    proof = evidence("Biên bản.txt", FILE)
    files_of(commune).put(FILE)
    with commune.ledger.scope.begin() as connection:
        note_file(connection, proof)
    commune.do(Submit(task_id=visit.task_id, note="Xong", evidence=(proof,)), by="khai")
    commune.do(DrawSample(inspection_id=visit.inspection_id, count=1, seed=7), by="tung")
    note = NoteFinding(
        inspection_id=visit.inspection_id,
        unit_id=visit.unit,
        text="Ghi <muộn>",
        positions=tuple(visit.events[:1]),
    )
    commune.do(note, by="tung")
    log.signer.sign(commune.ledger.scope)
    return visit


def keys() -> list[str]:
    return [key.public.written() for key in Log(FILES).keys.trusted()]


def both(path: Path, keys: list[str], folder: Path) -> Verdict:
    """Let both verifiers judge, and hold them to one answer."""
    (folder / "keys").write_text(json.dumps(keys))
    words = [node(), str(SECOND), str(path), str(LIMIT), str(folder / "keys")]
    answer = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    first, second = verify(path, keys), Verdict(**json.loads(answer))
    assert first == second
    return first


def taken(visit: Mandate, path: Path, by: str = "tung") -> Path:
    page = browse(visit.commune, by).get(f"kiem-tra/{visit.inspection_id}/goi-chung-cu.zip")
    assert page.status == 200
    path.write_bytes(page.response.data)
    return path


def test_a_pack_is_verified_offline_by_both_verifiers(visit: Mandate, tmp_path: Path) -> None:
    path = taken(visit, tmp_path / "goi.zip")
    members = members_of(path)
    verdict = both(path, keys(), tmp_path)
    assert verdict.verdict == "intact"
    for name in ("verify_pack.py", "verify_bundle.py"):
        (tmp_path / name).write_bytes(members[name])
    command = [sys.executable, "verify_pack.py", "goi.zip", "--json", "--key", keys()[0]]
    alone = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(alone.stdout) == verdict._asdict()
    assert both(path, [], tmp_path).verdict == "unproved"


def test_it_holds_the_minutes_the_files_and_a_page_that_needs_nothing_else(
    visit: Mandate, tmp_path: Path
) -> None:
    members = members_of(taken(visit, tmp_path / "goi.zip"))
    [file] = [name for name in members if name.startswith("tep/")]
    assert members[file] == FILE
    assert docx.Document(io.BytesIO(members["bien-ban.docx"])).tables
    page = members["index.html"].decode()
    assert "<script" not in page
    assert not re.search(r"(href|src)=\"(https?:|/)", page)
    assert set(re.findall(r'href="([^"]+)"', page)) <= set(members)
    for words in ("Ghi &lt;muộn&gt;", f"Sự kiện số {visit.events[0]}", "số rút mẫu 7", file):
        assert words in page
    events = zipfile.ZipFile(io.BytesIO(members[BUNDLE])).read("events.jsonl").decode()
    assert str(visit.inspection_id) in events
    assert str(visit.task_id) in events


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda m: m.update({"index.html": b"x"}), "member"),
        (lambda m: m.pop("bien-ban.docx"), "member"),
        (lambda m: m.update({"them.txt": b"x"}), "member"),
        (lambda m: _relist(m, f"tep/{'0' * 64}.txt", b"x", seal=True), "file"),
        (lambda m: _relist(m, BUNDLE, m[BUNDLE][:-9]), "zip"),
        (lambda m: m.update({MANIFEST: b"[]"}), "pack"),
        (lambda m: m.pop(SEAL), "unsealed"),
        (lambda m: m.update({SEAL: m[SEAL].replace(b"/pack", b"/pock")}), "seal forged"),
        (
            lambda m: m.update({SEAL: m[SEAL].replace("— sauro".encode(), "— other".encode())}),
            "seal unknown",
        ),
        (lambda m: m.update({SEAL: b"x"}), "seal"),
        (lambda m: _relist(m, "bien-ban.docx", b"x"), "seal"),
        (lambda m: m.update({SEAL: _checkpoint(m)}), "seal"),
    ],
    ids=[
        "changed",
        "gone",
        "more",
        "a file nobody named",
        "bundle cut",
        "no manifest",
        "no seal",
        "a forged seal",
        "a foreign seal",
        "no note",
        "another list",
        "a checkpoint for a seal",
    ],
)
def test_what_was_changed_shows(
    visit: Mandate, tmp_path: Path, spoil: Callable[[Members], object], kind: str
) -> None:
    members = members_of(taken(visit, tmp_path / "goi.zip"))
    spoil(members)
    write_zip(tmp_path / "spoiled.zip", members)
    verdict = both(tmp_path / "spoiled.zip", keys(), tmp_path)
    assert (verdict.verdict != "intact", verdict.kind) == (True, kind)


def _checkpoint(members: Members) -> bytes:
    """Give what the tree was signed as, which is a good note of the same key."""
    kept = zipfile.ZipFile(io.BytesIO(members[BUNDLE])).read("checkpoints.jsonl")
    return str(json.loads(kept.splitlines()[-1])["note"]).encode()


def _relist(members: Members, name: str, data: bytes, *, seal: bool = False) -> None:
    """Put a member in, make the manifest fit, and the seal too if the key was stolen."""
    members[name] = data
    manifest = json.loads(members[MANIFEST])
    listed = {one["name"]: one for one in manifest["members"]}
    digest = sha256(data).hexdigest()
    listed[name] = {"name": name, "size": len(data), "sha256": digest}
    members[MANIFEST] = said(manifest | {"members": list(listed.values())})
    if seal:
        whose = members[SEAL].decode().split("\n")[0]
        fits = Checkpoint(whose, len(members[MANIFEST]), sha256(members[MANIFEST]).digest())
        members[SEAL] = sign(fits, Log(FILES).keys.signers()).written().encode()


def test_members_and_who_ordered_it_take_it_and_nobody_else(
    visit: Mandate, tmp_path: Path
) -> None:
    taken(visit, tmp_path / "goi.zip", by="su")
    for other in ("do", "ha"):
        page = browse(visit.commune, other)
        for name in ("goi-chung-cu.zip", "bien-ban.docx", "bien-ban.pdf"):
            assert page.get(f"kiem-tra/{visit.inspection_id}/{name}").status == 404
    shown = browse(visit.commune, "tung").get(f"kiem-tra/{visit.inspection_id}")
    assert "Tải gói chứng cứ" in shown.text
    assert "Tải" not in browse(visit.commune, "do").get(f"kiem-tra/{visit.inspection_id}").text


def test_the_minutes_are_a_word_file_and_a_pdf_only_where_it_can_be_made(
    visit: Mandate, monkeypatch: pytest.MonkeyPatch
) -> None:
    tung = browse(visit.commune, "tung")
    word = tung.get(f"kiem-tra/{visit.inspection_id}/bien-ban.docx")
    assert docx.Document(io.BytesIO(word.response.data)).tables
    monkeypatch.setattr("service.papers.pdf.OFFICE", None)
    page = tung.get(f"kiem-tra/{visit.inspection_id}/bien-ban.pdf")
    assert (page.status, "chưa cài LibreOffice" in page.text) == (409, True)


def test_after_the_conclusion_a_member_takes_what_was_there_by_then(
    visit: Mandate, tmp_path: Path
) -> None:
    close = CloseInspection(inspection_id=visit.inspection_id, document="21/KL-UBND")
    visit.commune.do(close, by="su")
    with visit.commune.ledger.scope.begin() as connection:
        last = pack.wanted(connection, visit.now()).positions[-1]
    given = mandate(visit.commune)
    Log(FILES).signer.sign(visit.commune.ledger.scope)
    members = members_of(taken(visit, tmp_path / "goi.zip"))
    assert verify(tmp_path / "goi.zip", keys()).verdict == "intact"
    events = zipfile.ZipFile(io.BytesIO(members[BUNDLE])).read("events.jsonl").splitlines()
    assert max(json.loads(line)["position"] for line in events) == last
    assert str(given.task_id).encode() not in b"".join(events)
