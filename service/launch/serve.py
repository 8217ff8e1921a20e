"""The web server's command line, the same in the demo, `sauro serve` and the container.

Threads, because one stream holds one for its life; five seconds of grace, so that an open
stream does not delay a stop by thirty; workers renewed now and then against slow leaks.
"""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from contextlib import suppress

from service.launch.lifeline import leashed

APPLICATION = "web.app:create_app()"
FLAGS = (
    "--workers=2",
    "--worker-class=gthread",
    "--threads=32",
    "--graceful-timeout=5",
    "--keep-alive=5",
    "--max-requests=5000",
    "--max-requests-jitter=500",
    "--log-level=warning",
    "--no-control-socket",
)


def command_line(bind: str = "127.0.0.1:8000") -> list[str]:
    """Return the command that serves the pages.

    Args:
        bind: Address and port to listen on.
    """
    return [sys.executable, "-m", "gunicorn", f"--bind={bind}", *FLAGS, APPLICATION]


def free_port(first: int = 8000) -> int:
    """Return the first port of this machine from `first` on that nobody listens on."""
    for port in [*range(first, first + 20), 0]:
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return int(probe.getsockname()[1])
    raise RuntimeError("No port of this machine is free.")


def taken_port(first: int = 8000) -> socket.socket:
    """Return a socket that listens on a free port, so that nobody else gets it meanwhile.

    Give it to `start`, as an address `fd://`, and close it then.
    """
    for port in [*range(first, first + 20), 0]:
        listening = socket.socket()
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", port))
            listening.listen(128)
        except OSError:
            listening.close()
        else:
            return listening
    raise RuntimeError("No port of this machine is free.")


def start(
    bind: str, env: Mapping[str, str], keep: Sequence[int] = ()
) -> subprocess.Popen[bytes]:
    """Start the web server as a child that ends when we end, even by kill -9.

    It has a session of its own, so that Ctrl-C reaches only us and we stop it in order.

    Args:
        bind: Where it listens.
        env: Its environment.
        keep: Open files that it inherits, a listening socket for one.
    """
    command = leashed(command_line(bind), signal.SIGTERM)
    return subprocess.Popen(command, env=dict(env), start_new_session=True, pass_fds=keep)


def answers(address: str) -> bool:
    """Tell whether a page can be fetched, with whatever status below 500."""
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(address, timeout=2):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def wait_until_it_answers(
    address: str, server: subprocess.Popen[bytes], patience: float = 30
) -> None:
    """Return as soon as a page can be fetched from a server that was just started.

    Args:
        address: A page of it.
        server: Its process.
        patience: Seconds to wait.

    Raises:
        RuntimeError: The server ended, or the time did.
    """
    until = time.monotonic() + patience
    while not answers(address):
        if server.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The web server does not answer at {address}.")
        time.sleep(0.05)


def stop(server: subprocess.Popen[bytes]) -> None:
    """Stop a web server, letting requests under way finish within its grace."""
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
