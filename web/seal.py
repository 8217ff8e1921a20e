"""The newest signed root of the tenant, as official pages print it."""

from dataclasses import dataclass
from datetime import datetime

from service.log.kept import DamagedFileError, KeptCheckpoint, KeptFile
from service.log.operating import Log
from web.session import site, tenant
from web.ui.qr import Qr, qr


@dataclass(frozen=True, slots=True)
class Seal:
    """A checkpoint's three lines, and their QR code."""

    checkpoint: str
    code: Qr


def log() -> Log:
    """Give the instance's keys and kept checkpoints."""
    return Log(site().settings.data)


def newest(by: datetime | None = None) -> KeptCheckpoint | None:
    """Give the newest kept checkpoint, signed by an instant; a damaged file has none."""
    file = KeptFile(log().signer.folder, tenant().tenant_id)
    try:
        return next(iter(file.newest(by=by)), None)
    except DamagedFileError:
        return None


def printed_seal() -> Seal | None:
    """Give what a printed page shows of the newest checkpoint; None before the first."""
    last = newest()
    if last is None:
        return None
    text = last.note.checkpoint.written()
    return Seal(text, qr(text))
