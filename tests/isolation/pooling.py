"""Debian's PgBouncer before the tests' server, handing connections on between transactions."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from service.launch import programs
from service.launch.lifeline import leashed
from service.launch.postgres import Server

FOUND = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
PORT = 6432  # of the socket's name; nothing listens on the network
CONFIGURED = """
[databases]
sauro = host={server} port=5432 dbname=sauro user={user} pool_size={size}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {home}
auth_type = any
pool_mode = transaction
max_client_conn = 100
logfile = {home}/log.txt
"""


@contextmanager
def pgbouncer(server: Server, user: str, *, size: int) -> Iterator[str]:
    """Run PgBouncer with a few server connections; gives the address for SQLAlchemy."""
    assert FOUND
    home = Path(tempfile.mkdtemp(prefix="sauro-pool-", dir="/tmp"))
    account = programs.account_for(home / "nothing")
    ids = (account.pw_uid, account.pw_gid) if account else (-1, -1)
    os.chown(home, *ids)
    facts = {"server": server.sockets, "user": user, "size": size, "port": PORT, "home": home}
    (home / "pgbouncer.ini").write_text(CONFIGURED.format_map(facts))
    command = [FOUND, "-q", str(home / "pgbouncer.ini")]
    with subprocess.Popen(leashed(command, signal.SIGTERM, *ids), cwd="/") as running:
        try:
            _wait(home / f".s.PGSQL.{PORT}", running)
            yield f"postgresql+psycopg://{user}@/sauro?host={home}&port={PORT}"
        finally:
            running.terminate()
            running.wait(10)
            shutil.rmtree(home, ignore_errors=True)


def _wait(socket: Path, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while not socket.exists():
        assert running.poll() is None, "PgBouncer did not start"
        assert time.monotonic() < until, "PgBouncer opened no socket"
        time.sleep(0.02)
