"""The demonstration's data folder: its secret, who runs on it, and where that one answers."""

import fcntl
import os
import secrets
import time
from pathlib import Path

from service.launch.serve import answers

PATIENCE = 60  # seconds that a second demo waits for the first one to be ready


class Place:
    """A data folder; at most one demo runs on it, and the others can ask where."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(root / "demo.lock", os.O_RDWR | os.O_CREAT, 0o600)

    def take(self) -> bool:
        """Become the one demo of this folder, unless another runs; ends with this process."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        self._noted.unlink(missing_ok=True)
        return True

    def leave(self) -> None:
        """Let another demo run here."""
        self._noted.unlink(missing_ok=True)
        os.close(self._lock)

    def secret(self) -> str:
        """Give the secret key, made at the first start and kept."""
        path = self.root / "secret.key"
        if not path.exists():
            made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(made, "w") as file:
                file.write(secrets.token_hex(32))
        return path.read_text().strip()

    def note(self, address: str) -> None:
        """Keep the address at which this demo answers, and our process, for a second one."""
        self._noted.write_text(f"{address}\n{os.getpid()}\n")

    def other(self) -> str | None:
        """Give the address of the demo that runs here, as soon as it answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            address = self._address()
            if address and answers(address + "healthz"):
                return address
            time.sleep(0.1)
        return None

    def _address(self) -> str:
        if not self._noted.exists():
            return ""
        return self._noted.read_text().partition("\n")[0]

    @property
    def _noted(self) -> Path:
        return self.root / "demo.address"
