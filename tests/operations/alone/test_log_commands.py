"""The log by the command line: signed by the worker, verified, taken away, keys replaced."""

from pathlib import Path

from sqlalchemy import text

from service.ledgers import Instance
from service.log.kept import KeptFile
from service.verifier.verify_bundle import judge
from tests.operations.conftest import Sauro
from tests.people import Commune


def test_a_bundle_is_checked_with_the_keys_that_were_printed(
    sauro: Sauro, commune: Commune, tmp_path: Path
) -> None:
    code, path = commune.tenant.code, tmp_path / "evidence.zip"
    assert "Chưa có khóa" in sauro("bundle", "--tenant", code, str(path)).output
    assert sauro("worker", "--once").exit_code == 0
    done = sauro("bundle", "--tenant", code, str(path))
    assert done.exit_code == 0
    keys = done.output.splitlines()[-1:]
    assert judge(path, keys, []).verdict == "intact"
    assert sauro("keys", "list").output == f"active {keys[0]}\n"


def test_a_row_altered_by_hand_is_named_by_verify(
    sauro: Sauro, commune: Commune, admin: Instance
) -> None:
    words = ("verify", "--tenant", commune.tenant.code)
    assert "chưa chứng minh được" in sauro(*words).output
    sauro("worker", "--once")
    done = sauro(*words)
    assert done.exit_code == 0
    assert "Nguyên vẹn đến sự kiện" in done.output
    with admin.engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(
            text(
                "UPDATE es.stored_events SET person_id = post_id"
                " WHERE tenant_id = :t AND position = 9"
            ),
            {"t": commune.tenant.tenant_id},
        )
    done = sauro(*words)
    assert done.exit_code == 1
    assert "Sự kiện số 9 đã bị sửa sau khi ghi." in done.output


def test_what_an_inspector_kept_is_compared(
    sauro: Sauro, commune: Commune, tmp_path: Path
) -> None:
    words = ("verify", "--tenant", commune.tenant.code, "--from", str(tmp_path / "kept.txt"))
    sauro("worker", "--once")
    [kept] = KeptFile(tmp_path / "checkpoints", commune.tenant.tenant_id).read()
    (tmp_path / "kept.txt").write_text(kept.note.written())
    assert sauro(*words).exit_code == 0
    (tmp_path / "kept.txt").write_text(kept.note.written().replace("/t/", "/u/"))
    assert "không phải do hệ thống này ký" in sauro(*words).output
    (tmp_path / "kept.txt").write_text("rubbish")
    assert "không phải là dấu kiểm" in sauro(*words).output
    assert "--tenant" in sauro("verify", "--from", str(tmp_path / "kept.txt")).output


def test_a_key_is_replaced_with_an_overlap(sauro: Sauro, commune: Commune) -> None:
    assert "Chưa có danh sách khóa" in sauro("keys", "list").output
    sauro("worker", "--once")
    old = sauro("keys", "list").output.split("+")[1]
    assert "duy nhất" in sauro("keys", "retire", old).output
    assert "Không có khóa" in sauro("keys", "retire", "00000000").output
    assert sauro("keys", "add").exit_code == 0
    sauro("worker", "--once")
    assert sauro("keys", "retire", old).exit_code == 0
    assert [line.split()[0] for line in sauro("keys", "list").output.splitlines()] == [
        "retired",
        "active",
    ]
    assert sauro("verify", "--tenant", commune.tenant.code).exit_code == 0


def test_a_defence_taken_down_is_said_before_anything_else(
    sauro: Sauro, admin: Instance, commune: Commune
) -> None:
    trigger = "ALTER TABLE es.stored_events {} TRIGGER append_only"
    try:
        with admin.engine.begin() as connection:
            connection.execute(text(trigger.format("DISABLE")))
        done = sauro("verify", "--tenant", commune.tenant.code)
    finally:
        with admin.engine.begin() as connection:
            connection.execute(text(trigger.format("ENABLE")))
    assert done.exit_code == 1
    assert "Bảng stored_events không còn chặn việc sửa, xóa." in done.output
