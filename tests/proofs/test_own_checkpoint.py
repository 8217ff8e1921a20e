"""A checkpoint that an inspector kept gets a clear answer, whatever was pasted."""

import io
from dataclasses import replace

import pytest

from service.log.keys import KeyRing
from service.log.notes import LONGEST, Checkpoint, Note, sign
from service.log.signing import origin
from tenants.ids import TenantId
from tests.proofs.conftest import Alter
from tests.proofs.signed import Signed
from tests.web import FILES, Page

MATCHES = "vẫn là phần đầu của lịch sử đang ký"


def brought(signed: Signed, text: str, login: str = "tung") -> Page:
    return signed.browse(login).post("kiem-chung/doi-chieu", {"note": text})


def other_note(signed: Signed, *, size: int = 0, root: bytes = b"x" * 32) -> Note:
    """A checkpoint of another history, signed with the real key."""
    kept = signed.file.newest()[0].note.checkpoint
    return sign(Checkpoint(kept.origin, size or kept.size, root), signed.log.keys.signers())


def test_a_kept_checkpoint_is_still_the_beginning(signed: Signed) -> None:
    kept = signed.file.newest()[0]
    signed.grow()
    page = brought(signed, kept.note.written())
    assert MATCHES in page.text
    assert f"đến sự kiện {kept.size}" in page.text
    assert "Đã đọc lại toàn bộ sổ: Nguyên vẹn" in page.text
    assert MATCHES in brought(signed, kept.note.written(), "su").text


def test_what_mail_does_to_it_is_undone(signed: Signed) -> None:
    said = signed.file.newest()[0].note.written()
    for mangled in (said.replace("\n", "\r\n"), f"\ufeff\n  {said}\n\n", said.rstrip("\n")):
        assert MATCHES in brought(signed, mangled).text


def test_it_may_be_uploaded(signed: Signed) -> None:
    data = signed.file.newest()[0].note.written().encode()
    page = signed.browse().post(
        "kiem-chung/doi-chieu", {"note": "", "file": (io.BytesIO(data), "giu.txt")}
    )
    assert MATCHES in page.text


def test_a_rewritten_history_is_told_from_a_shortened_one(signed: Signed) -> None:
    page = brought(signed, other_note(signed).written())
    assert "Lịch sử đã bị viết lại" in page.text
    page = brought(signed, other_note(signed, size=9_999).written())
    assert "Lịch sử đã bị cắt ngắn" in page.text
    assert "9.999 sự kiện" in page.text
    assert MATCHES not in page.text


def test_a_row_altered_before_it_is_no_match_of_the_whole(signed: Signed, alter: Alter) -> None:
    alter("UPDATE es.stored_events SET state = 'x' WHERE tenant_id = {t} AND position = 9")
    page = brought(signed, signed.file.newest()[0].note.written())
    assert "Phát hiện sai lệch. Sự kiện số 9 đã bị sửa" in page.text


def test_whose_it_is_not_is_said(signed: Signed) -> None:
    tenant_id, mine = signed.commune.tenant.tenant_id, signed.file.newest()[0].note
    ours, root = signed.log.keys.signers(), mine.checkpoint.root
    stranger = KeyRing(FILES / "stranger")
    stranger.begin("sauro.test")
    elsewhere = sign(Checkpoint("tinh.khac/t/1", 3, root), ours)
    neighbour = sign(Checkpoint(origin("sauro.test", TenantId(tenant_id + 1)), 3, root), ours)
    unknown = sign(mine.checkpoint, stranger.signers())
    cases = {
        elsewhere.written(): "Đây là dấu kiểm của một hệ thống khác.",
        neighbour.written(): "Đây là dấu kiểm của đơn vị khác.",
        unknown.written(): "không do khóa nào của hệ thống ký",
        mine.written().replace(f"\n{mine.checkpoint.size}\n", "\n3\n"): "chữ ký không đúng",
    }
    for text, words in cases.items():
        page = brought(signed, text)
        assert words in page.text
        assert MATCHES not in page.text
        assert "Nguyên vẹn" not in page.text


@pytest.mark.parametrize(
    "text", ["", " \n ", "rubbish", "a\n1\n\n\n", "<script>alert(1)</script>", "— a b\n" * 400]
)
def test_rubbish_is_called_so_and_what_was_typed_stays(signed: Signed, text: str) -> None:
    page = brought(signed, text)
    assert page.status == 422
    assert page.errors
    assert page.form("doi-chieu")["note"].strip() == text.strip()
    assert "<script>" not in page.html


def test_ten_megabytes_get_an_answer_and_no_echo(signed: Signed) -> None:
    flood = "A" * (10 * 1024 * 1024)
    page = brought(signed, flood)
    assert (page.status, "quá dài" in page.text, len(page.html) < 50_000) == (422, True, True)
    upload = {"file": (io.BytesIO(flood.encode()[:400_000]), "to.txt")}
    page = signed.browse().post("kiem-chung/doi-chieu", upload)
    assert (page.status, "quá dài" in page.text) == (422, True)
    upload = {"file": (io.BytesIO(b"\xff\xfe\0" * LONGEST), "nhi-phan.txt")}
    assert signed.browse().post("kiem-chung/doi-chieu", upload).status == 422


def test_a_tree_that_lost_its_nodes_proves_neither(signed: Signed, alter: Alter) -> None:
    kept = signed.file.newest()[0].note.written()
    signed.grow()
    alter("UPDATE es.tree_nodes SET hash = sha256('x') WHERE tenant_id = {t}")
    page = brought(signed, kept)
    assert "Chưa đối chiếu được: cây băm" in page.text
    assert "viết lại" not in page.text


def test_a_lost_file_of_checkpoints_is_not_taken_for_agreement(signed: Signed) -> None:
    kept = signed.file.newest()[0].note.written()
    signed.file.path.unlink()
    assert "chưa có dấu kiểm hợp lệ nào" in brought(signed, kept).text


def test_a_key_out_of_use_is_believed_only_where_it_agrees(signed: Signed) -> None:
    ring = KeyRing(FILES / "rotating")
    ring.begin("sauro.test")
    old = ring.signers()
    trusted = signed.log.keys.folder / "trusted.txt"
    real = trusted.read_text()
    mine = signed.file.newest()[0].note.checkpoint
    retired = (ring.folder / "trusted.txt").read_text().replace("active", "retired")
    try:
        trusted.write_text(retired + real)
        assert MATCHES in brought(signed, sign(mine, old).written()).text
        false = Checkpoint(mine.origin, mine.size, b"x" * 32)
        page = brought(signed, sign(false, old).written())
        assert "chỉ có chữ ký của khóa đã thôi dùng" in page.text
        assert "viết lại" not in page.text
    finally:
        trusted.write_text(real)


def test_three_lines_copied_from_paper_are_held_against_what_is_signed(signed: Signed) -> None:
    mine = signed.file.newest()[0].note.checkpoint
    signed.grow()
    assert MATCHES in brought(signed, mine.written()).text
    assert "Đã đọc lại toàn bộ sổ: Nguyên vẹn" in brought(signed, mine.written()).text
    for wrong in (Checkpoint(mine.origin, mine.size, b"x" * 32), replace(mine, size=9_999)):
        page = brought(signed, wrong.written())
        assert "Ba dòng bạn chép khác với lịch sử đang ký." in page.text
        assert MATCHES not in page.text
    elsewhere = replace(mine, origin="tinh.khac/t/1")
    assert "một hệ thống khác" in brought(signed, elsewhere.written()).text
