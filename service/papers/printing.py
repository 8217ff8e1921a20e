"""Papers that wait to become PDF: the worker makes them, outside every request.

A page leaves a paper in a folder and asks again. A paper is named by what it says, so that the
same one is made once, whoever asks. All lies sealed with the tenant's keys, for a day.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from fcntl import LOCK_EX, LOCK_NB, flock
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from events.sealing import Keyring
from service.files import FileStore
from service.papers.pdf import PdfFailedError, to_pdf
from service.vault.sealed_files import seal_file
from tenants.ids import TenantId

FOLDER, ASKED, MADE = "printing", "asked", "made"
KEPT = 86_400.0  # seconds that a PDF can be had without being made again
AGAIN = 600.0  # seconds after which one that failed is tried again
FAILED = b""


@dataclass(frozen=True, slots=True)
class Press:
    """The papers of one tenant on their way to PDF; of one that failed an empty one is kept."""

    asked: FileStore
    made: FileStore

    def pdf(self, docx: bytes) -> bytes | None:
        """Give a Word paper as PDF; None while it waits to be made, asked for herewith.

        Raises:
            PdfFailedError: it could not be made, some minutes ago.
        """
        name = _name(docx)
        if not self.made.has(name):
            self._ask(name, docx)
            return None
        if (found := self.made.get(name)) == FAILED:
            raise PdfFailedError
        return found

    def waiting(self) -> list[str]:
        """List what is to be made, the oldest first."""
        return [path.name for path in _of(self.asked)]

    def make(self) -> int:
        """Make what was asked for, one after the other; gives how many."""
        names = self.waiting()
        for name in names:
            self._keep(name, _made(self.asked.get(name)))
            self.asked.remove(name)
        return len(names)

    def drop_old(self, at: datetime) -> int:
        """Drop what was made long ago; gives how many."""
        old = [path for path in _of(self.made) if self._over(path, at)]
        for path in old:
            path.unlink()
        return len(old)

    def _over(self, path: Path, at: datetime) -> bool:
        age = at.timestamp() - path.stat().st_mtime
        return age > KEPT or (age > AGAIN and self.made.get(path.name) == FAILED)

    def _ask(self, name: str, docx: bytes) -> None:
        if not self.asked.has(name):
            self.asked.put_stored(name, seal_file(docx, name, self.asked.keyring))

    def _keep(self, name: str, pdf: bytes) -> None:
        self.made.put_stored(name, seal_file(pdf, name, self.made.keyring))


def press(data: Path, tenant_id: TenantId, keyring: Keyring) -> Press:
    """Open a tenant's press in the data folder."""
    asked, made = (FileStore(data / FOLDER / one, tenant_id, keyring) for one in (ASKED, MADE))
    return Press(asked, made)


def asking(data: Path) -> set[int]:
    """Name the tenants for whom something is to be made."""
    return {int(path.parts[-3]) for path in (data / FOLDER / ASKED).glob("files/*/*/*")}


@contextmanager
def alone(data: Path) -> Iterator[bool]:
    """Hold the one right to make PDFs in a data folder; gives False when another holds it."""
    (data / FOLDER).mkdir(parents=True, exist_ok=True)
    with (data / FOLDER / "lock").open("w") as held:
        try:
            flock(held, LOCK_EX | LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def _name(docx: bytes) -> str:
    """Name a paper by its parts: when it was packed makes no difference."""
    said = sha256()
    with ZipFile(BytesIO(docx)) as packed:
        for part in sorted(packed.namelist()):
            said.update(sha256(part.encode()).digest() + sha256(packed.read(part)).digest())
    return said.hexdigest()


def _made(docx: bytes) -> bytes:
    try:
        return to_pdf(docx)
    except PdfFailedError:
        return FAILED


def _of(store: FileStore) -> list[Path]:
    found = (store.root / "files" / str(store.tenant_id)).glob("*/*")
    whole = [path for path in found if len(path.name) == 64]  # not on its way into the folder
    return sorted(whole, key=lambda path: path.stat().st_mtime)
