"""The private PostgreSQL of the demo and the tests, and what happens when things die."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from service.launch import postgres, programs
from tests.folders import open_folder

ROOT = Path(__file__).parents[2]
HOLD = """
import sys, time
from service.launch.postgres import Server
with Server(sys.argv[1], durable=False) as server:
    print(server.pid, flush=True)
    time.sleep(120)
"""


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    with open_folder() as home:
        postgres.Server(home / "template", durable=False).start().stop()
        yield home


@pytest.fixture
def data(prepared: Path) -> Iterator[Path]:
    folder = prepared / "data"
    shutil.copytree(prepared / "template", folder)
    owner = (prepared / "template").stat()
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner.st_uid, owner.st_gid)
    yield folder
    shutil.rmtree(folder)


def ask(server: postgres.Server, sql: str) -> object:
    address = server.url().replace("+psycopg", "")
    with psycopg.connect(address, autocommit=True) as connection:
        row = connection.execute(sql.encode()).fetchone()
    return row and row[0]


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def comes_true(question: Callable[[], bool], seconds: float = 10) -> bool:
    until = time.monotonic() + seconds
    while not question():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_it_starts_answers_in_vietnamese_and_stops(data: Path) -> None:
    with postgres.Server(data, durable=False) as server:
        assert ask(server, "SELECT lower('ĐẶNG THỊ ỨNG')") == "đặng thị ứng"
        assert ask(server, "SHOW listen_addresses") == ""
    assert not alive(server.pid)
    assert postgres.running(data) is None


def test_it_keeps_what_was_written_when_it_starts_again(data: Path) -> None:
    server = postgres.Server(data, durable=False)
    with server, psycopg.connect(server.url().replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    with server:
        assert ask(server, "SELECT number FROM kept") == 7


def test_a_second_start_on_the_same_data_finds_the_running_server(data: Path) -> None:
    with postgres.Server(data, durable=False) as first:
        with postgres.Server(data, durable=False) as second:
            assert (second.pid, second.url()) == (first.pid, first.url())
        assert ask(first, "SELECT 1") == 1, (
            "the second one stopped a server that is not its own"
        )


def test_killing_the_process_that_started_it_leaves_no_server_behind(data: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, data], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as launcher:
        assert launcher.stdout
        pid = int(launcher.stdout.readline())
        assert alive(pid)
        launcher.kill()
    assert comes_true(lambda: not alive(pid))
    with postgres.Server(data, durable=False) as server:
        assert ask(server, "SELECT 1") == 1


def test_it_recovers_after_its_own_process_was_killed(data: Path) -> None:
    server = postgres.Server(data, durable=False).start()
    os.kill(server.pid, signal.SIGKILL)
    assert comes_true(lambda: postgres.running(data) is None)
    with server:
        assert ask(server, "SELECT 1") == 1


def test_a_server_that_cannot_start_says_why(data: Path) -> None:
    (data / "postgresql.auto.conf").write_text("no_such_setting_at_all = 1\n")
    with pytest.raises(RuntimeError, match="no_such_setting_at_all"):
        postgres.Server(data, durable=False).start()


def test_programs_can_be_chosen_by_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = programs.wheel_folder()
    monkeypatch.setenv("SAURO_PG_BIN", str(wheel))
    assert programs.find_folder() == wheel


def test_a_folder_without_postgresql_is_refused_with_advice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SAURO_PG_BIN", str(tmp_path))
    with pytest.raises(SystemExit, match="SAURO_PG_BIN"):
        programs.find_folder()


def test_programs_in_a_closed_folder_are_lent_to_the_account_that_runs_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "closed/package"
    (package / "pginstall/bin").mkdir(parents=True)
    (package / "pginstall/bin/postgres").write_text("a program")
    (tmp_path / "closed/package.libs").mkdir()
    (tmp_path / "closed").chmod(0o700)
    monkeypatch.setattr(programs, "SHARED", tmp_path / "shared")
    lent = programs.reachable(package / "pginstall/bin")
    assert (lent / "postgres").read_text() == "a program"
    assert (lent.parents[2] / "package.libs").is_dir()
