"""A private PostgreSQL server for the demo and the tests.

It listens on a socket in a folder of its own below /tmp (a socket's path may have 107 bytes
at most), never on the network, and is our own child: it stops when we stop.
"""

import contextlib
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple, Self

from service.launch import programs
from service.launch.lifeline import leashed

ROOT = Path(__file__).resolve().parents[2]
BUILTIN_LOCALE_SINCE = 17
ENDING = ("postmaster.pid", "still in use")  # said of another one's lock or memory
HURRIED = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Running(NamedTuple):
    """A server that takes connections: its process and the folder of its socket."""

    pid: int
    sockets: str


def data_home(chosen: str | None = None) -> Path:
    """Return where the demo keeps its data: as chosen, else in the clone.

    A clone below a folder closed to others cannot hold it when we are root, since
    PostgreSQL then runs under another account.
    """
    if chosen:
        return Path(chosen).absolute()
    if os.geteuid() == 0 and not programs.open_to_all(ROOT):
        return programs.SHARED / hashlib.sha256(str(ROOT).encode()).hexdigest()[:8]
    return ROOT / ".data"


def running(data: Path) -> Running | None:
    """Return the server that takes connections on this data folder."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        lines = (data / "postmaster.pid").read_text().splitlines()
        with socket.socket(socket.AF_UNIX) as probe:  # a killed server leaves its files behind
            probe.connect(f"{lines[4]}/.s.PGSQL.{lines[3]}")
        if lines[7].strip() == "ready":
            return Running(int(lines[0]), lines[4])
    return None


class Server:
    """PostgreSQL on one data folder; use it in a `with` statement, in the main thread.

    Where a server already runs on that folder it is used, and left running.

    Args:
        data: The folder, made when missing. Parents are made too.
        durable: False gives up safety against power cuts for speed, for tests.
    """

    def __init__(self, data: Path | str, *, durable: bool = True) -> None:
        self.data = Path(data).absolute()
        self.durable = durable
        self.pid = 0
        self.sockets = ""
        self._own_sockets = ""
        self._child: subprocess.Popen[bytes] | None = None
        account = programs.account_for(self.data)
        self._ids = (account.pw_uid, account.pw_gid) if account else (-1, -1)
        found = programs.find_folder()
        self._programs = programs.reachable(found) if account else found

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self, patience: float = 30) -> Self:
        """Start the server, or find the one that runs, and wait until it takes connections.

        Args:
            patience: Seconds to wait for it, and for an older one that is ending.

        Raises:
            RuntimeError: It did not start; the text ends with its log.
        """
        if self._child and running(self.data) is None:
            self.stop()  # it was killed, or is dying: tidy up before the next one
        if not (self.data / "PG_VERSION").exists():
            self._make_data()
        until = time.monotonic() + patience
        while (found := running(self.data)) is None:
            ended = self._child is not None and self._child.poll() is not None
            if time.monotonic() > until or (ended and not self._another_is_ending()):
                self.stop()
                raise RuntimeError(f"PostgreSQL did not start:\n{self._log_end()}")
            if self._child is None or ended:
                self._spawn()
            time.sleep(0.02)
        self.pid, self.sockets = found
        if self._child and self._child.pid != self.pid:  # another process was first
            self.stop()
        return self

    def stop(self) -> None:
        """Stop the server if it is ours: connections are cut, nothing committed is lost."""
        if self._child is None:
            return
        if self._child.poll() is None:
            self._child.send_signal(signal.SIGINT)
            try:
                self._child.wait(20)
            except subprocess.TimeoutExpired:
                self._child.send_signal(signal.SIGQUIT)
                self._child.wait(10)
        shutil.rmtree(self._own_sockets, ignore_errors=True)
        self._child, self._own_sockets = None, ""

    def url(self, database: str = "postgres", user: str = "postgres") -> str:
        """Return the address of a database for SQLAlchemy; the socket needs no password."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.sockets}"

    def _make_data(self) -> None:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        new = Path(tempfile.mkdtemp(prefix=f"{self.data.name}.", dir=self.data.parent))
        os.chown(new, *self._ids)
        locale = ["--locale=C.UTF-8"]
        if programs.version_of(self._programs) >= BUILTIN_LOCALE_SINCE:
            locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        words = ["-U", "postgres", "-E", "UTF8", "--auth=trust", "--no-instructions", *locale]
        if not self.durable:
            words.append("--no-sync")
        command = [str(self._programs / "initdb"), "-D", str(new), *words]
        done = subprocess.run(
            leashed(command, signal.SIGTERM, *self._ids),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            cwd="/",
            check=False,
        )
        if done.returncode:
            shutil.rmtree(new, ignore_errors=True)
            raise RuntimeError(f"initdb failed:\n{done.stdout}{done.stderr}")
        try:
            new.rename(self.data)
        except OSError:  # another process was first
            shutil.rmtree(new)

    def _settings(self) -> dict[str, object]:
        fixed = {
            "listen_addresses": "",
            "unix_socket_directories": self._own_sockets,
            "port": 5432,
            "max_connections": 100,
            "jit": "off",
            "timezone": "UTC",
        }
        return fixed if self.durable else fixed | HURRIED

    def _spawn(self) -> None:
        if not self._own_sockets:
            self._own_sockets = tempfile.mkdtemp(prefix="sauro-", dir="/tmp")
            os.chown(self._own_sockets, *self._ids)
        options = [
            x for key, value in self._settings().items() for x in ("-c", f"{key}={value}")
        ]
        command = [str(self._programs / "postgres"), "-D", str(self.data), *options]
        path = self.data / "log.txt"
        with path.open("wb") as log:
            os.chown(path, *self._ids)
            # A session of its own keeps Ctrl-C from stopping it before its clients.
            self._child = subprocess.Popen(
                leashed(command, signal.SIGINT, *self._ids),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
            )

    def _another_is_ending(self) -> bool:
        log = self._log_end()
        return any(word in log for word in ENDING)

    def _log_end(self) -> str:
        with contextlib.suppress(OSError):
            return (self.data / "log.txt").read_text(errors="replace")[-2000:]
        return ""
