"""A folder that a server of PostgreSQL can be in, which runs under an account of its own."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def open_folder() -> Iterator[Path]:
    """Make a folder that every account may pass through, and take it away at the end."""
    folder = Path(tempfile.mkdtemp(prefix="sauro-test-", dir="/tmp"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
