"""Bundles taken from pages pass both verifiers, and hold no more than the person may see."""

import io
import zipfile
from pathlib import Path
from uuid import UUID

import pytest

from service.files import evidence, note_file
from service.tasks.working import Submit
from tests.log.test_bundles import judged
from tests.proofs.signed import Signed
from tests.proofs.test_event_page import plan_of
from tests.web import Page, files_of, visit

OF_TASK, OF_ITEM = 3, 2  # given, received, handed in; the evidence brought in and used


@pytest.fixture
def handed_in(signed: Signed) -> str:
    """Evidence of the task, signed; gives the file's name."""
    proof = evidence("bien-ban.txt", b"Bien ban giao nop")
    files_of(signed.commune).put(b"Bien ban giao nop")
    with signed.commune.ledger.scope.begin() as connection:
        note_file(connection, proof)
    done = Submit(task_id=signed.task_id, note="Xong", evidence=(proof,))
    signed.commune.do(done, by="khai")
    signed.sign()
    return f"files/{proof.sha256}"


def kept(page: Page, path: Path) -> list[str]:
    """Save what was downloaded; gives the names in it."""
    assert page.status == 200
    path.write_bytes(page.response.data)
    return zipfile.ZipFile(io.BytesIO(page.response.data)).namelist()


def test_the_whole_record_passes_both_verifiers(
    signed: Signed, handed_in: str, tmp_path: Path
) -> None:
    path, tung = tmp_path / "goi.zip", signed.inspecting()
    assert handed_in not in kept(tung.get("kiem-chung/goi/toan-bo.zip"), path)
    verdict = judged(path, signed.keys(), [signed.file.newest()[0].note.written()], tmp_path)
    assert (verdict.verdict, verdict.size) == ("intact", verdict.proved)
    page = tung.get("kiem-chung/goi/toan-bo.zip?tep=1")
    assert handed_in in kept(page, path)
    assert judged(path, signed.keys(), [], tmp_path).verdict == "intact"
    assert page.response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("login", ["khai", "do", "tung"])
def test_a_task_is_taken_along_by_whoever_sees_it(
    signed: Signed, handed_in: str, tmp_path: Path, login: str
) -> None:
    path = tmp_path / "goi.zip"
    signed.inspecting()
    page = signed.browse(login).get(f"kiem-chung/goi/nhiem-vu/{signed.task_id}.zip")
    assert handed_in in kept(page, path)
    assert judged(path, signed.keys(), [], tmp_path).verdict == "intact"
    with zipfile.ZipFile(path) as bundle:
        assert len(bundle.read("events.jsonl").splitlines()) == OF_TASK + OF_ITEM


def test_a_plan_holds_its_tasks_only_for_who_sees_them(
    signed: Signed, handed_in: str, tmp_path: Path
) -> None:
    address = f"kiem-chung/goi/ke-hoach/{plan_of(signed)}.zip"
    counts = {}
    for login in ("khai", "hung"):
        path = tmp_path / f"{login}.zip"
        names = kept(signed.browse(login).get(address), path)
        assert judged(path, signed.keys(), [], tmp_path).verdict == "intact"
        with zipfile.ZipFile(path) as bundle:
            counts[login] = len(bundle.read("events.jsonl").splitlines())
        assert (handed_in in names) == (login == "khai")
    assert counts["khai"] == counts["hung"] + OF_TASK + OF_ITEM


def test_what_is_hidden_looks_missing(signed: Signed) -> None:
    hung = signed.browse("hung")
    for task_id in (signed.task_id, UUID(int=5)):
        assert hung.get(f"kiem-chung/goi/nhiem-vu/{task_id}.zip").status == 404
    assert hung.get(f"kiem-chung/goi/ke-hoach/{UUID(int=5)}.zip").status == 404
    assert hung.get("kiem-chung/goi/toan-bo.zip").status == 403


def test_events_that_nobody_signed_yet_wait(signed: Signed, tmp_path: Path) -> None:
    signed.commune.do(Submit(task_id=signed.task_id, note="Xong", evidence=()), by="khai")
    path = tmp_path / "goi.zip"
    page = signed.browse("khai").get(f"kiem-chung/goi/nhiem-vu/{signed.task_id}.zip")
    kept(page, path)
    assert judged(path, signed.keys(), [], tmp_path).verdict == "intact"
    with zipfile.ZipFile(path) as bundle:
        assert len(bundle.read("events.jsonl").splitlines()) == 2


def test_a_damaged_file_of_checkpoints_is_said(signed: Signed) -> None:
    tung = signed.inspecting()
    signed.file.path.write_bytes(b"rubbish\n")
    for path in ("toan-bo.zip", f"nhiem-vu/{signed.task_id}.zip"):
        page = tung.get(f"kiem-chung/goi/{path}")
        assert page.status == 409
        assert "Tệp dấu kiểm bị hỏng" in page.text


def test_more_bundles_at_once_than_there_are_connections_wait(
    signed: Signed, monkeypatch: pytest.MonkeyPatch
) -> None:
    tung = signed.inspecting()
    for _ in range(6):
        assert tung.get("kiem-chung/goi/toan-bo.zip").status == 200
    monkeypatch.setattr("web.proofs.bundles.MOST_FILES", -1)
    assert tung.get("kiem-chung/goi/toan-bo.zip").status == 409


def test_the_verifier_is_handed_out_to_anybody(signed: Signed) -> None:
    stranger = visit(signed.commune)
    program = stranger.get("kiem-chung/bo-kiem/verify_bundle.py")
    assert program.html == Path("service/verifier/verify_bundle.py").read_text("utf-8")
    assert stranger.get("kiem-chung/bo-kiem/FORMAT.md").status == 200
    assert stranger.get("kiem-chung/bo-kiem/__init__.py").status == 404
