"""The page that says whether the record is intact: pressed, read, and never wrongly calm."""

import gzip
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from msgspec import structs

from service.files import evidence, note_file
from service.ledgers import Instance
from service.log import checking
from service.log.checking import notebook
from service.log.keys import KeyRing
from service.log.signing import Alarm
from service.organisation.founding import ZONE
from service.tasks.working import ReportProgress
from service.worker import Worker
from tests.people import Commune
from tests.proofs.conftest import Alter
from tests.proofs.signed import Signed
from tests.queries import counted
from tests.web import FILES, Page, browse, files_of

PAGE = 14 * 1024


def pressed(signed: Signed) -> Page:
    browser = signed.browse()
    return browser.follow(browser.post("kiem-chung", browser.get("kiem-chung").form("chung")))


def test_before_anybody_asked_it_claims_nothing(signed: Signed) -> None:
    page = signed.browse().get("kiem-chung")
    assert "Chưa kiểm chứng lần nào." in page.text
    assert "Nguyên vẹn" not in page.text


def test_pressed_it_says_intact_up_to_where_and_signed_when(signed: Signed) -> None:
    page = pressed(signed)
    newest = signed.file.newest()[0]
    assert f"Nguyên vẹn đến sự kiện {newest.size}, ký lúc" in page.text
    assert "do Ngô Thanh Tùng yêu cầu" in page.text
    assert newest.note.checkpoint.written().strip() in page.soup.select_one("pre").get_text()  # type: ignore[union-attr]


def test_a_past_day_shows_what_was_signed_and_found_by_then(signed: Signed) -> None:
    signed.grow()
    first, *later = signed.file.read()
    days = [first.signed_at - timedelta(days=ago) for ago in (2, 1)]
    old = replace(first, signed_at=days[0])
    signed.file.path.write_bytes(b"".join(one.written() for one in (old, *later)))
    found = checking.check(signed.log, signed.commune.ledger.scope, None)
    notebook(signed.log, signed.commune.tenant.tenant_id).note(
        structs.replace(found, at=days[0])
    )

    def main(day: datetime) -> str:
        asked = {"tai_ngay": f"{day.astimezone(ZoneInfo(ZONE)):%Y-%m-%d}"}
        return signed.browse().get("kiem-chung", asked).soup.select_one("main").get_text(" ")  # type: ignore[union-attr]

    assert f"Đã ký đến sự kiện {first.size} Ký lúc" in main(days[1])
    assert "Khi ấy thấy Nguyên vẹn" in main(days[1])
    assert "chưa có dấu kiểm nào" in main(days[0] - timedelta(days=1))


def test_a_row_altered_by_hand_is_named_with_what_to_do(signed: Signed, alter: Alter) -> None:
    alter("UPDATE es.stored_events SET state = 'x' WHERE tenant_id = {t} AND position = 9")
    page = pressed(signed)
    assert "Phát hiện sai lệch. Sự kiện số 9 đã bị sửa sau khi ghi." in page.text
    assert "Giữ nguyên hiện trạng" in page.text
    assert "Nguyên vẹn" not in page.text


def test_a_stored_file_that_was_swapped_is_a_break(signed: Signed) -> None:
    tenant_id = signed.commune.tenant.tenant_id
    digest = files_of(signed.commune).put(b"Bien ban")
    with signed.commune.ledger.scope.begin() as connection:
        note_file(connection, evidence("bien-ban.txt", b"Bien ban"))
    assert "Nguyên vẹn" in pressed(signed).text
    [stored] = FILES.glob(f"files/{tenant_id}/*/{digest}")
    stored.write_bytes(b"Bien ban khac")
    assert "1 tệp lưu kèm bị mất hoặc bị sửa" in pressed(signed).text


def test_without_a_checkpoint_nothing_is_called_intact(signed: Signed) -> None:
    signed.file.path.unlink()
    page = pressed(signed)
    assert "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị mất" in page.text
    assert "Chưa có dấu kiểm nào." in page.text


def test_a_damaged_file_of_checkpoints_gets_words_and_no_traceback(signed: Signed) -> None:
    signed.file.path.write_bytes(b"rubbish\n")
    page = pressed(signed)
    assert page.status == 200
    assert "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị hỏng." in page.text
    assert "Nguyên vẹn" not in page.text


def test_a_defence_that_is_down_is_said_before_anybody_presses(
    signed: Signed, admin: Instance
) -> None:
    trigger = "ALTER TABLE es.stored_events {} TRIGGER append_only"
    with admin.engine.begin() as connection:
        connection.exec_driver_sql(trigger.format("DISABLE"))
    try:
        page = signed.browse().get("kiem-chung")
    finally:
        with admin.engine.begin() as connection:
            connection.exec_driver_sql(trigger.format("ENABLE"))
    assert "Lớp bảo vệ bị hạ: Bảng stored_events không còn chặn việc sửa, xóa." in page.text


def test_a_signer_that_refuses_is_shown_until_it_signs_again(
    signed: Signed, instance: Instance, alter: Alter
) -> None:
    notes = notebook(signed.log, signed.commune.tenant.tenant_id)
    notes.refuse(Alarm.REWRITTEN)
    since = notes.refusal()
    notes.refuse(Alarm.REWRITTEN)
    assert notes.refusal() == since
    assert "Bộ ký đang từ chối ký tiếp." in signed.browse().get("kiem-chung").text
    Worker(instance, FILES)._sign([signed.commune.tenant])
    assert "từ chối" not in signed.browse().get("kiem-chung").text


def test_a_long_record_is_read_by_the_worker_and_the_page_shows_how_far(
    signed: Signed, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "EVENTS_AT_ONCE", 5)
    page = pressed(signed)
    assert "đã đọc 0 trong" in page.text
    assert "Kiểm chứng ngay" not in page.text
    signed.browse().post("kiem-chung")
    assert Worker(instance, FILES).check_asked() == 1
    page = signed.browse().get("kiem-chung")
    assert "Nguyên vẹn đến sự kiện" in page.text
    assert "do Ngô Thanh Tùng yêu cầu" in page.text
    assert "đã đọc" not in page.text
    assert Worker(instance, FILES).check_asked() == 0


def test_many_kept_checkpoints_are_the_workers_business_too(
    signed: Signed, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "KEPT_AT_ONCE", 10)
    assert "đã đọc 0 trong" in pressed(signed).text
    assert Worker(instance, FILES).check_asked() == 1


def test_a_worker_that_is_stopped_meanwhile_does_it_after_its_restart(
    signed: Signed, instance: Instance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "EVENTS_AT_ONCE", 5)
    monkeypatch.setattr("service.log.walking.TOLD_EVERY", 5)
    monkeypatch.setattr(checking, "TOLD_EVERY", 5)
    pressed(signed)
    stopped = Worker(instance, FILES)
    stopped.stopping.set()
    stopped.check_asked()
    page = signed.browse().get("kiem-chung")
    assert "đã đọc 5 trong" in page.text
    assert Worker(instance, FILES).check_asked() == 1
    assert "Nguyên vẹn" in signed.browse().get("kiem-chung").text


def test_leaders_look_and_cannot_press_and_officials_do_not_see_it(signed: Signed) -> None:
    leader = signed.browse("su")
    page = leader.get("kiem-chung")
    assert page.status == 200
    assert "Kiểm chứng ngay" not in page.text
    assert "Gói toàn bộ sổ" not in page.text
    assert leader.post("kiem-chung").status == 403
    assert signed.browse("khai").get("kiem-chung").status == 403
    assert "Kiểm chứng" not in signed.browse("khai").get("").text


def test_another_key_cannot_pass_for_ours(signed: Signed) -> None:
    trusted = signed.log.keys.folder / "trusted.txt"
    real = trusted.read_text()
    other = KeyRing(FILES / "other-keys")
    other.begin("sauro.test")
    try:
        trusted.write_text((FILES / "other-keys" / "trusted.txt").read_text())
        assert "không phải do hệ thống này ký" in pressed(signed).text
    finally:
        trusted.write_text(real)


def test_verifying_writes_nothing_to_the_record(signed: Signed) -> None:
    before = signed.sign().size
    pressed(signed)
    assert signed.sign().size == before


def test_the_page_is_light_and_asks_little(signed: Signed) -> None:
    browser = signed.browse()
    for _ in range(25):
        signed.commune.do(
            ReportProgress(task_id=signed.task_id, amount=Decimal(1), note=""), by="khai"
        )
        signed.sign()
    pressed(signed)
    with counted() as sent:
        page = browser.get("kiem-chung")
    assert len(sent) <= 12
    assert len(gzip.compress(page.response.data)) <= PAGE


def test_a_new_commune_has_a_page_too(commune: Commune) -> None:
    page = browse(commune, "tung").get("kiem-chung")
    assert page.status == 200
    assert "Chưa có dấu kiểm nào." in page.text
