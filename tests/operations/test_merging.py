"""`sauro tenant merge`: two communes become one, as the operator types it."""

from decimal import Decimal
from pathlib import Path

from openpyxl import load_workbook

from service.ledgers import Instance
from service.tasks.working import ReportProgress
from tests.operations.conftest import Sauro
from tests.people import Commune, make_commune
from tests.tasks.given import CONTENT, given_task


def words(one: Commune, two: Commune, path: Path) -> list[str]:
    facts = {
        "from": one.tenant.code,
        "name": "UBND xã Ngàn Chiềng",
        "place": "Ngàn Chiềng",
        "phone": "0200 2",
        "admin": "Quản Mới",
        "basis": "Nghị quyết số 12/NQ-UBTVQH",
        "on": "2026-07-01",
        "list": str(path),
    }
    said = [word for name, value in facts.items() for word in (f"--{name}", value)]
    return ["tenant", "merge", f"{one.tenant.code}-moi", *said, "--from", two.tenant.code]


def test_two_communes_become_one(
    sauro: Sauro, commune: Commune, admin: Instance, instance: Instance, tmp_path: Path
) -> None:
    other, path = make_commune(admin, instance), tmp_path / "chuyen-tiep.xlsx"
    task_id = given_task(commune)
    commune.do(ReportProgress(task_id=task_id, amount=Decimal(3)), by="khai")
    merge = words(commune, other, path)
    assert "Không đọc được khóa ký" in sauro(*merge).output
    sauro("worker", "--once")
    done = sauro(*merge)
    assert done.exit_code == 0, done.output
    assert "Mật khẩu dùng một lần" in done.output
    assert done.output.count("Nguyên vẹn đến sự kiện") == 3
    again = sauro(*merge)
    assert again.exit_code == 0, again.output
    assert "Mật khẩu dùng một lần" not in again.output
    assert sauro("verify", "--tenant", f"{commune.tenant.code}-moi").exit_code == 0
    reopened = sauro("tenant", "reopen", commune.tenant.code, "--yes")
    assert reopened.exit_code == 1
    assert "đã sáp nhập theo luật" in reopened.output


def test_the_list_tells_who_and_what_there_is_to_decide_about(
    sauro: Sauro, commune: Commune, admin: Instance, instance: Instance, tmp_path: Path
) -> None:
    other, path = make_commune(admin, instance), tmp_path / "chuyen-tiep.xlsx"
    given_task(commune)
    sauro("worker", "--once")
    sauro(*words(commune, other, path))
    book = load_workbook(path, read_only=True)
    sheets = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}
    book.close()
    people, work, plans = sheets.values()
    assert len([row for row in people if row[3] == "Ma Văn Khải"]) == 2
    [task] = work
    assert (task[0], task[2], task[3]) == (commune.tenant.name, CONTENT, "Ma Văn Khải")
    [plan] = plans
    assert plan[1:3] == ("12/KH-UBND", "Kế hoạch cải cách hành chính năm")


def test_one_alone_is_not_merged(sauro: Sauro, commune: Commune, tmp_path: Path) -> None:
    sauro("worker", "--once")
    alone = words(commune, commune, tmp_path / "chuyen-tiep.xlsx")
    assert sauro(*alone).exit_code == 2
    unknown = [*alone[:-1], "khong-co"]
    assert "khong-co" in sauro(*unknown).output
