"""Every command of `sauro`, once, as an operator types it."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from service.cli import main
from service.launch import serve
from service.launch.postgres import Server
from service.ledgers import Instance
from tenants.accounts import check_password
from tenants.tables import accounts
from tests.operations.conftest import Sauro
from tests.people import Commune

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "service/demo/documents"
COMMANDS = [
    "bench",
    "bundle",
    "demo",
    "doctor",
    "import-plan",
    "keys",
    "link",
    "migrate",
    "rebuild",
    "replay",
    "score",
    "serve",
    "shell",
    "stage",
    "tenant",
    "user",
    "verify",
    "webhook",
    "witness",
    "worker",
]


def one_time(output: str) -> str:
    [line] = [line for line in output.splitlines() if "Mật khẩu dùng một lần" in line]
    return line.rpartition(" ")[2]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan of our own words, without its placeholders."""
    source = (DOCUMENTS / "ke-hoach-so-hoa.txt").read_text()
    words = {"xa": "Suối Ngàn", "XA": "SUỐI NGÀN", "nam": "2026", "nam_sau": "2027"}
    path = tmp_path / "007_ke-hoach.txt"
    path.write_text(source.format_map(Blank(words)))
    return path


class Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "30/6/2027"


def test_every_command_is_there_and_says_what_it_does(sauro: Sauro) -> None:
    assert sorted(main.commands) == COMMANDS
    for name in COMMANDS:
        assert sauro(name, "--help").exit_code == 0


def test_a_missing_setting_is_named(sauro: Sauro) -> None:
    done = sauro("doctor", SAURO_SECRET_KEY="")
    assert done.exit_code == 1
    assert "SAURO_SECRET_KEY" in done.output


def test_migrating_again_changes_nothing(sauro: Sauro) -> None:
    assert sauro("migrate").exit_code == 0


def test_the_doctor_finds_nothing_wrong_but_the_hurried_server_of_the_tests(
    sauro: Sauro,
) -> None:
    done = sauro("doctor")
    wrong = [line for line in done.output.splitlines() if "SAI" in line]
    assert len(wrong) == 2, done.output  # a short secret, and the server without fsync
    assert any("fsync=off" in line for line in wrong)
    assert done.exit_code == 1


def test_the_doctor_refuses_a_role_that_may_do_everything(sauro: Sauro, server: Server) -> None:
    done = sauro("doctor", DATABASE_URL=server.url("sauro"))
    [line] = [line for line in done.output.splitlines() if "superuser" in line]
    assert "SAI" in line
    assert "bypassrls" in line
    assert "owner_of_tables" in line


def test_the_doctor_notices_that_the_secret_is_another_one(sauro: Sauro) -> None:
    done = sauro("doctor", SAURO_SECRET_KEY="another secret, long enough to be taken seriously")
    [line] = [line for line in done.output.splitlines() if "khớp" in line]
    assert "SAI" in line


def test_a_tenant_is_founded_and_its_administrator_can_sign_in_once(
    sauro: Sauro, instance: Instance
) -> None:
    code = f"xa-{uuid4().hex[:10]}"
    facts = ("--name", "UBND xã Bản Chiềng", "--place", "Bản Chiềng", "--phone", "0200 1")
    done = sauro("tenant", "create", code, *facts, "--admin", "Lò Thị Quản")
    assert done.exit_code == 0, done.output
    tenant = instance.tenant(code)
    assert tenant is not None
    with instance.open(tenant).scope.begin() as connection:
        assert check_password(connection, "quantri", one_time(done.output))
        assert connection.execute(select(accounts.c.one_time)).scalar_one() is True
    assert code in sauro("tenant", "list").output
    again = sauro("tenant", "create", code, *facts, "--admin", "Lò Thị Quản")
    assert again.exit_code == 1
    assert code in again.output


def test_a_person_is_taken_in_and_given_another_password(
    sauro: Sauro, commune: Commune
) -> None:
    where = ("--tenant", commune.tenant.code)
    facts = ("--name", "Vi Thị Thảo", "--unit", "Trạm Y tế", "--title", "Trưởng trạm")
    done = sauro("user", "create", *where, "thao", *facts, "--role", "unit_head")
    assert done.exit_code == 0, done.output
    first = one_time(done.output)
    second = one_time(sauro("user", "password", *where, "thao").output)
    with commune.ledger.scope.begin() as connection:
        assert check_password(connection, "thao", first) is None
        assert check_password(connection, "thao", second)
    assert sauro("user", "create", *where, "thao", *facts, "--role", "official").exit_code == 1
    assert sauro("user", "password", *where, "nobody").exit_code == 1
    assert sauro("user", "password", *where, "thao", "--password", "ngan").exit_code == 2


def test_a_tenant_that_is_not_there_is_said_so(sauro: Sauro) -> None:
    done = sauro("verify", "--tenant", "khong-co")
    assert done.exit_code == 1
    assert "khong-co" in done.output


def test_a_plan_is_read_as_a_prediction(sauro: Sauro, plan: Path) -> None:
    done = sauro("import-plan", str(plan), "--json")
    assert done.exit_code == 0, done.output
    found = json.loads(done.stdout)
    assert found["doc"] == "007"
    assert found["schema"] == "gold-plan/1"
    assert len(found["tasks"]) >= 4


def test_several_plans_are_summed_up_and_a_refused_one_ends_with_one(
    sauro: Sauro, plan: Path, tmp_path: Path
) -> None:
    picture = tmp_path / "anh.pdf"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    done = sauro("import-plan", str(plan), str(picture), "--out", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert "đọc được" in done.output
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["007_ke-hoach.json"]
    assert sauro("import-plan", str(plan), str(picture), "--json").exit_code == 2


def test_a_whole_folder_is_read_with_a_total(sauro: Sauro, plan: Path, tmp_path: Path) -> None:
    folder = tmp_path / "nop"
    (folder / "xa").mkdir(parents=True)
    for name in ("ke-hoach.txt", "xa/ke-hoach.txt", ".an.txt", "~$mo.docx", "anh.png"):
        (folder / name).write_bytes(plan.read_bytes())
    rows = "TT;Nhiệm vụ;Chủ trì\n1;Dán sơ đồ đường đi tại trụ sở;Phòng Kinh tế\n"
    (folder / "phu-luc.csv").write_text(rows, encoding="utf-8")
    done = sauro("import-plan", str(folder), "--out", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    assert "3/3 tệp" in done.output
    names = {p.name for p in (tmp_path / "out").iterdir()}
    assert names == {"ke-hoach.json", "ke-hoach.txt.json", "phu-luc.json"}


def test_a_folder_without_plans_is_a_mistake_of_usage(sauro: Sauro, tmp_path: Path) -> None:
    assert sauro("import-plan", str(tmp_path)).exit_code == 2


def test_a_refusal_is_said_in_words(sauro: Sauro, tmp_path: Path) -> None:
    empty = tmp_path / "trong.txt"
    empty.write_bytes(b"")
    done = sauro("import-plan", str(empty), "--json")
    assert done.exit_code == 1
    assert "Tệp trống" in done.stderr


def typed(sauro: Sauro, words: list[str], code: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "service.cli", "shell", *words]
    env = os.environ | sauro.environment
    return subprocess.run(
        command, cwd=ROOT, env=env, input=code, capture_output=True, text=True, check=False
    )


def test_the_shell_reads_one_tenant_and_writes_only_for_a_reason(
    sauro: Sauro, commune: Commune
) -> None:
    where = ["--tenant", commune.tenant.code]
    count = "print('units', connection.execute(text('SELECT count(*) FROM units')).scalar())\n"
    write = "connection.execute(text(\"UPDATE units SET name = 'X'\"))\n"
    read = typed(sauro, where, count + write)
    assert "units 4" in read.stdout
    assert "read-only transaction" in read.stderr
    assert sauro("shell", *where, "--write").exit_code == 2
    allowed = typed(sauro, [*where, "--write", "--reason", "thử"], write)
    assert allowed.returncode == 0, allowed.stderr
    with commune.ledger.scope.begin() as connection:
        assert connection.execute(text("SELECT DISTINCT name FROM units")).scalar_one() == "X"
        said = text(
            "SELECT convert_from(state, 'UTF8') FROM es.stored_events"
            " WHERE topic = 'organisation.ShellOpened'"
        )
        assert json.loads(connection.execute(said).scalar_one()) == {"reason": "thử"}


def test_serving_becomes_the_web_server_itself(sauro: Sauro) -> None:
    bind = f"127.0.0.1:{serve.free_port(8500)}"
    command = [sys.executable, "-m", "service.cli", "serve", "--bind", bind]
    env = os.environ | sauro.environment | {"SAURO_HTTPS": "0"}
    with subprocess.Popen(command, cwd=ROOT, env=env) as served:
        try:
            serve.wait_until_it_answers(f"http://{bind}/healthz", served)
            shown = Path(f"/proc/{served.pid}/cmdline")
            assert not shown.exists() or b"gunicorn" in shown.read_bytes()
        finally:
            served.send_signal(signal.SIGTERM)
            served.wait(20)
    assert served.returncode == 0
