"""What the verification page says of timestamps, and what it hands out."""

from collections.abc import Iterator

import pytest

from service.log.kept import KeptCheckpoint
from service.log.notes import Checkpoint, sign
from service.log.stamping import Stamping
from service.log.stamps import CERTIFICATES, note_fault
from tests.log.authority import Authority, served
from tests.proofs.signed import Signed
from tests.web import FILES


@pytest.fixture(autouse=True)
def certificates() -> Iterator[None]:
    (FILES / CERTIFICATES).write_bytes(Authority().pem())
    yield
    (FILES / CERTIFICATES).unlink()
    note_fault(FILES, None)


def stamp(signed: Signed) -> None:
    with served(Authority()) as url:
        assert Stamping(signed.log, url).stamp(signed.commune.tenant.tenant_id)


def test_nothing_is_said_where_nobody_asks_an_authority(signed: Signed) -> None:
    assert "Dấu thời gian" not in signed.browse().get("kiem-chung").text
    assert signed.browse().get("kiem-chung/dau-thoi-gian.tsr").status == 404


def test_the_newest_is_shown_with_its_time_and_taken_along(signed: Signed) -> None:
    stamp(signed)
    page = signed.browse().get("kiem-chung")
    size = signed.file.newest()[0].size
    assert f"xác nhận: dấu kiểm {size} sự kiện đã có từ trước" in page.text
    taken = signed.browse().get("kiem-chung/dau-thoi-gian.tsr")
    assert taken.response.data[:1] == b"0"
    assert taken.response.mimetype == "application/timestamp-reply"


def test_an_authority_that_fails_is_said(signed: Signed) -> None:
    Stamping(signed.log, "http://127.0.0.1:9").round([signed.commune.tenant.tenant_id])
    page = signed.browse().get("kiem-chung")
    assert "Cơ quan cấp dấu thời gian không trả lời." in page.text


def test_a_rewritten_history_is_a_break_whatever_else_fits(signed: Signed) -> None:
    stamp(signed)
    [kept] = signed.file.read()
    false = Checkpoint(kept.note.checkpoint.origin, kept.size, b"x" * 32)
    signed.file.path.unlink()
    signed.file.append(
        KeptCheckpoint(sign(false, signed.log.keys.signers()), kept.frontier, kept.signed_at)
    )
    assert "chứng nhận một dấu kiểm mà hệ thống không còn giữ" in (
        signed.browse().get("kiem-chung").text
    )


def test_a_broken_timestamp_keeps_the_page_from_saying_intact(signed: Signed) -> None:
    stamp(signed)
    signed.grow()
    path = signed.log.signer.folder / f"{signed.commune.tenant.tenant_id}.stamps"
    path.write_bytes(path.read_bytes().replace(b'"answer":"', b'"answer":"AAAA'))
    browser = signed.browse()
    page = browser.follow(browser.post("kiem-chung", browser.get("kiem-chung").form("chung")))
    assert "Phát hiện sai lệch. Dấu thời gian không đọc được." in page.text
    assert "Nguyên vẹn" not in page.text
