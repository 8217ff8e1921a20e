"""The worker as a child of ours, beside the web server of the demonstration."""

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from service.launch.lifeline import leashed

EVERY = 15  # seconds between two rounds: who watches a demonstration does not wait long


def start(env: Mapping[str, str], log: Path) -> subprocess.Popen[bytes]:
    """Start a worker that ends when we end, even by kill -9.

    Args:
        env: Its environment.
        log: The file that takes what it says.
    """
    command = [sys.executable, "-m", "service.cli", "worker", f"--every={EVERY}"]
    with log.open("ab") as said:
        return subprocess.Popen(
            leashed(command, signal.SIGTERM),
            env=dict(env),
            start_new_session=True,
            stdout=said,
            stderr=said,
        )
