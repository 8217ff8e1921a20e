"""`sauro tenant export` and `import`: a commune moves, as two operators type it."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from events.errors import RecordClosedError
from service.commands.moving import WHY
from service.launch.postgres import Server
from service.ledgers import Instance
from service.moving.flaws import Flaw
from service.tasks.working import ReportProgress
from service.vault.wrapping import Vault
from tests.instances import another_instance
from tests.operations.conftest import Sauro
from tests.people import Commune
from tests.tasks.given import given_task

SECRET = "the secret of the other instance"


@pytest.fixture
def there(server: Server, sauro: Sauro, admin: Instance, tmp_path: Path) -> Iterator[Sauro]:
    """`sauro` on another instance."""
    vault = Vault(tmp_path / "there" / "vault")
    vault.begin()
    with another_instance(server, "there", vault, SECRET):
        yield Sauro(
            {
                "DATABASE_URL": server.url("there", "sauro_app"),
                "DATABASE_ADMIN_URL": server.url("there"),
                "SAURO_SECRET_KEY": SECRET,
                "SAURO_DATA": str(tmp_path / "there"),
                "SAURO_HOSTS": "moi.example",
            }
        )


def test_a_commune_moves(sauro: Sauro, there: Sauro, commune: Commune, tmp_path: Path) -> None:
    code, path, keys = commune.tenant.code, tmp_path / "goi.zip", tmp_path / "khoa.txt"
    secret = ("--secret", str(tmp_path / "bi-mat.txt"))
    export = ("tenant", "export", code, str(path), *secret)
    assert "Không đọc được khóa ký" in sauro(*export).output
    sauro("worker", "--once")
    done = sauro(*export)
    assert done.exit_code == 0, done.output
    assert "sự kiện" in done.output
    keys.write_text(sauro("keys", "list").output)
    words = ("tenant", "import", str(path), "--keys", str(keys), *secret)
    assert "Chưa có khóa" in there(*words).output
    there("worker", "--once")
    done = there(*words)
    assert done.exit_code == 0, done.output
    assert "Nguyên vẹn đến sự kiện" in done.output
    assert code in there("tenant", "list").output
    assert there("verify", "--tenant", code).exit_code == 0
    assert there("worker", "--once").exit_code == 0
    again = there(*words)
    assert again.exit_code == 0
    assert "đã ở đây từ trước" in again.output


def test_what_is_wrong_is_said_and_nothing_is_let_in(
    sauro: Sauro, there: Sauro, commune: Commune, tmp_path: Path
) -> None:
    code, path, keys = commune.tenant.code, tmp_path / "goi.zip", tmp_path / "khoa.txt"
    secret = ("--secret", str(tmp_path / "bi-mat.txt"))
    commune.do(
        ReportProgress(task_id=given_task(commune), amount=Decimal(1), note="Đủ"), by="khai"
    )
    for one in (sauro, there):
        one("worker", "--once")
    sauro("tenant", "export", code, str(path), *secret)
    keys.write_text(there("keys", "list").output)
    words = ("tenant", "import", str(path), "--keys", str(keys), *secret)
    refused = there(*words)
    assert refused.exit_code == 1
    assert "không mang chữ ký" in refused.output
    assert "Không có gì được nhập" in refused.output
    keys.write_text("rubbish")
    assert "không phải là danh sách khóa" in there(*words).output
    keys.write_text(sauro("keys", "list").output)
    Path(secret[1]).write_text("00" * 32)
    assert "Khóa đi đường không mở được" in there(*words).output
    Path(secret[1]).write_text("xx")
    assert "không phải là khóa đi đường" in there(*words).output
    assert code not in there("tenant", "list").output
    assert WHY.keys() == set(Flaw)


def test_a_commune_that_was_to_move_stays_after_all(
    sauro: Sauro, commune: Commune, tmp_path: Path
) -> None:
    code, task_id = commune.tenant.code, given_task(commune)
    reopen = ("tenant", "reopen", code, "--yes")
    assert "chưa đóng sổ" in sauro(*reopen).output
    sauro("worker", "--once")
    secret = ("--secret", str(tmp_path / "bi-mat.txt"))
    sauro("tenant", "export", code, str(tmp_path / "goi.zip"), *secret, "--close")
    progress = ReportProgress(task_id=task_id, amount=Decimal(1), note="Đủ")
    with pytest.raises(RecordClosedError):
        commune.do(progress, by="khai")
    assert sauro("tenant", "reopen", code).exit_code == 1  # nobody answered the question
    done = sauro(*reopen)
    assert done.exit_code == 0, done.output
    commune.do(progress, by="khai")
    assert sauro("verify", "--tenant", code).exit_code == 0
