"""A province's tenant witnesses a commune's record over HTTP, as c2sp.org/tlog-witness says."""

import base64
from pathlib import Path

from service.log import wire
from service.log.keys import KeyRing
from service.log.notes import Checkpoint, Standing, judge, sign
from service.log.outside import objections
from service.log.witness import COSIGNATURE, Request, cosigners
from service.log.witnesses import Trouble
from tests.proofs.conftest import Alter
from tests.proofs.province import NAME, POSTED, Province, ask, state
from tests.proofs.signed import Signed
from tests.web import browse, visit


def request(signed: Signed, old: int = 0) -> bytes:
    return wire.write(Request(old, [], signed.file.newest()[0].note))


def test_the_protocol_answers_as_its_specification_says(
    signed: Signed, province: Province, tmp_path: Path
) -> None:
    note = signed.file.newest()[0].note
    size, root, signers = note.checkpoint.size, note.checkpoint.root, signed.log.keys.signers()
    stranger = KeyRing(tmp_path / "stranger")
    stranger.begin("sauro.test")
    other = sign(Checkpoint("khac/t/1", size, root), signers)
    unknown = sign(note.checkpoint, stranger.signers())
    step = base64.b64encode(b"x" * 32).decode()
    cases: list[tuple[bytes, int]] = [
        (wire.write(Request(0, [], other)), 404),
        (wire.write(Request(0, [], unknown)), 403),
        (wire.write(Request(size + 1, [], note)), 400),
        (b"", 400),
        (b"old 0\n", 400),
        (b"old 00\n\n" + note.written().encode(), 400),
        (b"old 0\nnot base64\n\n" + note.written().encode(), 400),
        (f"old 0\n{step}\n".encode() * 64 + note.written().encode(), 400),
        (b"\xff" * 500_000, 400),
        (f"old 0\n{step}\n\n{note.written()}".encode(), 422),
    ]
    for body, status in cases:
        assert province.post(body).status == status, body[:60]
    answer = province.post(request(signed, size))
    assert (answer.status, answer.html) == (409, "0\n")
    assert answer.response.content_type == "text/x.tlog.size"
    answer = province.post(request(signed))
    assert answer.status == 200
    cosigned = wire.with_answer(note, answer.response.data)
    assert cosigners(cosigned, [province.key]) == {NAME}
    assert judge(cosigned, signed.log.keys.trusted()) is Standing.SIGNED
    assert province.post(request(signed, size)).status == 200
    fork = sign(Checkpoint(province.origin, size, b"x" * 32), signers)
    answer = province.post(wire.write(Request(size, [], fork)))
    assert (answer.status, answer.response.mimetype) == (409, "text/plain")


def test_a_tenant_without_a_witness_is_none(signed: Signed) -> None:
    client = visit(signed.commune).client
    address = f"/x/{signed.commune.tenant.code}/{POSTED}"
    assert client.post(address, data=request(signed)).status_code == 404
    assert signed.browse("su").get("nhan-chung").status == 404


def test_growth_is_cosigned_kept_and_shown(
    signed: Signed, province: Province, served: str
) -> None:
    assert "chưa đồng ký" in signed.browse().get("kiem-chung").text
    assert ask(signed) == 1
    assert ask(signed) == 0
    for _ in range(2):
        signed.grow()
        assert ask(signed) == 1
    newest = signed.file.newest()[0]
    assert cosigners(newest.note, [province.key]) == {NAME}
    assert state(signed).size == newest.size
    page = signed.browse().get("kiem-chung")
    assert f"Nhân chứng {NAME} đã đồng ký dấu kiểm mới nhất." in page.text
    assert "Quá nửa nhân chứng (1 trong 1 nhân chứng)" in page.text
    assert province.key.key_id(COSIGNATURE) in {s.key_id for s in newest.note.signatures}
    assert len(page.soup.select("tbody tr")) == 3  # each checkpoint once, cosigned or not
    page = browse(province.commune, "su").get("nhan-chung")
    assert "Sổ xã Suối Ngàn" in page.text
    assert "Nối tiếp nguyên vẹn" in page.text
    assert signed.log.verify(signed.commune.ledger.scope).intact


def test_a_cosigned_checkpoint_is_not_signed_again(
    signed: Signed, province: Province, served: str
) -> None:
    ask(signed)
    assert signed.log.signer.sign(signed.commune.ledger.scope) is None
    signed.grow()
    assert [kept.size for kept in signed.file.read()][-1] == signed.file.newest()[0].size


def test_another_history_raises_an_alarm_on_both_sides(
    signed: Signed, province: Province, served: str
) -> None:
    fork = sign(Checkpoint(province.origin, 5, b"x" * 32), signed.log.keys.signers())
    assert province.post(wire.write(Request(0, [], fork))).status == 200
    assert ask(signed) == 0
    assert state(signed).trouble is Trouble.INCONSISTENT
    since = state(signed).since
    ask(signed)
    assert state(signed).since == since
    [said] = objections(signed.log, signed.commune.tenant.tenant_id)
    assert said.startswith("Nhân chứng tinh.example/nhan-chung từ chối")
    page = signed.browse().get("kiem-chung")
    assert "từ chối: lịch sử đang ký không nối tiếp lịch sử họ đã thấy" in page.text
    page = browse(province.commune, "su").get("nhan-chung")
    assert "Báo động: Sổ xã Suối Ngàn" in page.text
    assert fork.written().splitlines()[2] in page.text
    assert "1 báo động" in page.text


def test_a_history_shorter_than_the_witness_saw_is_an_alarm(
    signed: Signed, province: Province, served: str
) -> None:
    longer = sign(Checkpoint(province.origin, 9_999, b"x" * 32), signed.log.keys.signers())
    assert province.post(wire.write(Request(0, [], longer))).status == 200
    ask(signed)
    assert state(signed).trouble is Trouble.SHORTER
    assert "lịch sử dài hơn" in signed.browse().get("kiem-chung").text


def test_a_stored_tree_that_is_damaged_is_not_blamed_on_the_witness(
    signed: Signed, province: Province, served: str, alter: Alter
) -> None:
    ask(signed)
    for _ in range(3):
        signed.grow()
    alter("UPDATE es.tree_nodes SET hash = sha256('x') WHERE tenant_id = {t}")
    ask(signed)
    assert state(signed).trouble is Trouble.NODES
