"""Backup and restore as the operator's page tells it, with its own scripts, to the end."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import text

from service.db import engine_for
from service.launch import programs
from service.launch.lifeline import leashed
from service.launch.postgres import Server
from service.ledgers import Instance
from service.log.operating import Log
from service.migrate import migrate
from service.tasks.working import Acknowledge, ReportProgress
from service.vault.stores import with_vault
from service.vault.wrapping import Vault
from tenants.scope import ContextKey
from tests.conftest import SECRET
from tests.folders import open_folder
from tests.operations.conftest import Sauro
from tests.people import Commune, make_commune
from tests.tasks.given import given_task
from tests.work.ledger import count

SCRIPTS = Path(__file__).parents[2] / "docs/operations"
RECEIVED = text(
    "SELECT count(*) FROM pg_stat_replication WHERE application_name = 'sauro_wal'"
    " AND sync_state = 'sync' AND state = 'streaming'"
)


@dataclass
class Operator:
    """Somebody with the scripts, a server, and a folder of data on another disk."""

    home: Path
    vault: Vault

    @property
    def log(self) -> Log:
        return Log(self.home / "data")

    def run(self, script: str, *words: str, host: str = "") -> subprocess.CompletedProcess[str]:
        command = [str(SCRIPTS / script), *words]
        return subprocess.run(
            command, env=self.environment(host), capture_output=True, text=True, check=False
        )

    def environment(self, host: str) -> dict[str, str]:
        own = {"PGHOST": host, "PGUSER": "postgres", "SAURO_DATA": str(self.home / "data")}
        return os.environ | own | {"PATH": f"{programs.find_folder()}:{os.environ['PATH']}"}

    @contextmanager
    def receiving(self, server: Server) -> Iterator[None]:
        """Receive the log synchronously until the end of the block."""
        words = ["/bin/sh", str(SCRIPTS / "receive-wal.sh"), str(self.home / "wal")]
        said = {"env": self.environment(server.sockets), "stderr": subprocess.DEVNULL}
        with subprocess.Popen(leashed(words, signal.SIGTERM), **said) as receiver:  # type: ignore[call-overload]
            try:
                admin = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
                with admin.connect() as connection:
                    connection.execute(
                        text("ALTER SYSTEM SET synchronous_standby_names = 'sauro_wal'")
                    )
                    connection.execute(text("SELECT pg_reload_conf()"))
                    comes(lambda: connection.execute(RECEIVED).scalar_one() == 1)
                admin.dispose()
                yield
            finally:
                receiver.terminate()
                receiver.wait(20)

    def restored(self, backup: Path, name: str, *wal: str) -> Path:
        folder = self.home / name
        done = self.run("restore.sh", str(backup), str(folder), *wal)
        assert done.returncode == 0, done.stderr
        for path in (folder, *(Path(name) for name in wal)):
            owned(path)
        return folder

    def sauro(self, server: Server) -> Sauro:
        return Sauro(
            {
                "DATABASE_URL": server.url("sauro", "sauro_app"),
                "DATABASE_ADMIN_URL": server.url("sauro"),
                "SAURO_SECRET_KEY": SECRET,
                "SAURO_DATA": str(self.home / "data"),
                "SAURO_VAULT": str(self.vault.folder),
            }
        )


@dataclass
class Lost:
    """What was on the server before its disk was destroyed, and what was saved of it."""

    operator: Operator
    commune: Commune
    backup: Path
    in_backup: int
    acknowledged: int
    signed: int


def owned(folder: Path) -> None:
    """Give a folder to the account that PostgreSQL runs as, where we are root."""
    account = programs.account_for(folder / "nothing")
    for path in [folder, *folder.rglob("*")] if account else []:
        os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)  # type: ignore[union-attr]


def comes(question: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not question():
        assert time.monotonic() < until
        time.sleep(0.05)


def opened(server: Server, vault: Vault) -> Instance:
    engine = with_vault(engine_for(server.url("sauro")), vault)
    return Instance(engine, ContextKey.derive(SECRET), as_owner=True)


def begun(server: Server, vault: Vault) -> Instance:
    root = engine_for(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with root.connect() as connection:
        connection.execute(text("CREATE DATABASE sauro"))
    root.dispose()
    made = opened(server, vault)
    migrate(made.engine, SECRET)
    with made.engine.begin() as connection:
        connection.execute(text("ALTER ROLE sauro_app LOGIN"))
    return made


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def lost(home: Path, vault: Vault) -> Lost:
    operator = Operator(home, vault)
    operator.log.begin("sauro.test")
    with Server(home / "pg") as server:
        admin = begun(server, vault)
        commune = make_commune(admin, admin)
        task_id, scope = given_task(commune), commune.ledger.scope
        operator.log.signer.sign(scope)
        backup, in_backup = home / "backup", count(scope)
        done = operator.run("back-up.sh", str(backup), host=server.sockets)
        assert done.returncode == 0, done.stderr
        with operator.receiving(server):
            commune.do(Acknowledge(task_id=task_id), by="khai")
            signed = operator.log.signer.sign(scope)
            assert signed is not None
            for amount in (1, 2, 3):
                commune.do(ReportProgress(task_id=task_id, amount=amount), by="khai")  # type: ignore[arg-type]
            acknowledged = count(scope)
            admin.engine.dispose()
            os.kill(server.pid, signal.SIGKILL)
        shutil.rmtree(home / "pg")
    return Lost(operator, commune, backup, in_backup, acknowledged, signed.size)


def test_after_a_destroyed_disk_nothing_that_was_acknowledged_is_missing(lost: Lost) -> None:
    operator = lost.operator
    folder = operator.restored(lost.backup, "new", str(operator.home / "wal"))
    with Server(folder) as server:
        here = opened(server, operator.vault)
        with here.engine.connect() as connection:
            ended = text("SELECT NOT pg_is_in_recovery()")
            comes(lambda: bool(connection.execute(ended).scalar_one()))
        assert count(here.open(lost.commune.tenant).scope) == lost.acknowledged
        done = operator.sauro(server)("verify")
        assert done.exit_code == 0, done.output
        assert f"Nguyên vẹn đến sự kiện {lost.signed}" in done.output
        assert operator.log.signer.sign(here.open(lost.commune.tenant).scope) is not None
        here.engine.dispose()


def test_an_older_backup_says_exactly_what_is_missing(lost: Lost) -> None:
    folder = lost.operator.restored(lost.backup, "older")
    with Server(folder) as server:
        kept = lost.operator.log.kept(lost.commune.tenant.tenant_id)[-1].checkpoint.size
        done = lost.operator.sauro(server)("verify")
        assert done.exit_code == 1
        first = lost.in_backup + 1
        missing = f"số {first}" if first == kept else f"từ số {first} đến số {kept}"
        assert f"Dữ liệu lành lặn nhưng cũ: thiếu sự kiện {missing}" in done.output
        lost.operator.sauro(server)("worker", "--once")  # and the signer covers nothing up
        assert lost.operator.log.kept(lost.commune.tenant.tenant_id)[-1].checkpoint.size == kept


def test_a_backup_that_was_changed_is_not_laid_out(lost: Lost) -> None:
    changed = lost.operator.home / "changed"
    shutil.copytree(lost.backup, changed, symlinks=True)
    [*_, heap] = sorted(
        (changed / "database/base").rglob("*[0-9]"), key=lambda p: p.stat().st_size
    )
    data = bytearray(heap.read_bytes())
    data[len(data) // 2] ^= 1
    heap.write_bytes(bytes(data))
    done = lost.operator.run("restore.sh", str(changed), str(lost.operator.home / "never"))
    assert done.returncode != 0
    assert not (lost.operator.home / "never").exists()


def test_the_data_are_in_the_backup_and_the_secrets_are_not(lost: Lost) -> None:
    words = ["tar", "-tf", str(lost.backup / "data.tar")]
    listed = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    assert f"./checkpoints/{lost.commune.tenant.tenant_id}.log" in listed
    assert "./keys/trusted.txt" in listed
    assert ".pem" not in listed


def test_nothing_is_called_a_backup_that_is_not_whole(lost: Lost) -> None:
    folder = lost.operator.home / "half"
    assert lost.operator.run("back-up.sh", str(folder), host="/nowhere").returncode != 0
    assert not folder.exists()
    again = lost.operator.run("back-up.sh", str(lost.backup), host="/nowhere")
    assert "there already" in again.stderr
