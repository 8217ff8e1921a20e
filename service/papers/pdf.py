"""Makes a PDF of a Word paper with LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from events.errors import RefusedError

LONGEST = 90  # seconds that one paper may take
MEMORY, LARGEST = 4096, 64  # megabytes of address space, of a file
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FILTER = 'pdf:writer_pdf_Export:{"EmbedStandardFonts":{"type":"boolean","value":"true"}}'
ROOT = Path(__file__).parents[2]


@dataclass(eq=False)
class NoPdfHereError(RefusedError):
    """This machine has no LibreOffice: the Word paper is to be had, the PDF is not."""


@dataclass(eq=False)
class PdfFailedError(RefusedError):
    """LibreOffice made nothing of the paper, or not in time."""


def available() -> bool:
    """Tell whether papers can be had as PDF on this machine."""
    return OFFICE is not None


def to_pdf(docx: bytes) -> bytes:
    """Give a Word paper as PDF; for the worker, as it may take its time.

    Each call has a profile folder of its own, and a limited child.

    Raises:
        NoPdfHereError: LibreOffice is not installed.
        PdfFailedError: it could not, within a minute and a half.
    """
    if OFFICE is None:
        raise NoPdfHereError
    with tempfile.TemporaryDirectory(prefix="sauro-pdf-") as made:
        folder = Path(made)
        source = folder / "paper.docx"
        source.write_bytes(docx)
        _run(
            [
                OFFICE,
                f"-env:UserInstallation=file://{folder}/profile",
                "--headless",
                "--norestore",
                "--convert-to",
                FILTER,
                "--outdir",
                str(folder),
                str(source),
            ],
            folder,
        )
        result = folder / "paper.pdf"
        if not result.exists():
            raise PdfFailedError
        return result.read_bytes()


def _run(command: list[str], home: Path) -> None:
    """Run LibreOffice to its end, and end all that it started when it takes too long."""
    limits = (LONGEST, MEMORY, LARGEST, os.getpid())
    started = subprocess.Popen(  # noqa: S603 - the program is ours to choose
        [sys.executable, "-m", "service.limits", *map(str, limits), *command],
        cwd=ROOT,
        env=os.environ | {"HOME": str(home)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        started.wait(LONGEST)
    except subprocess.TimeoutExpired:
        raise PdfFailedError from None
    finally:
        if started.poll() is None:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait()
