"""What is signed for the tenant of the request: kept checkpoints, keys, who cosigned."""

from dataclasses import dataclass

from service.log.checking import Notebook, notebook
from service.log.kept import DamagedFileError, KeptCheckpoint, KeptFile
from service.log.keys import MalformedKeyError, MissingKeyError, TrustedKey
from service.log.operating import Log
from web.session import site, tenant
from web.ui.qr import Qr, qr


def log() -> Log:
    """Give the instance's keys and kept checkpoints."""
    return Log(site().settings.data)


def notes() -> Notebook:
    """Give the notes about the tenant's verifications."""
    return notebook(log(), tenant().tenant_id)


def kept(count: int) -> list[KeptCheckpoint]:
    """Give the newest kept checkpoints, newest first.

    Raises:
        DamagedFileError: the file is not what the signer wrote.
    """
    lines = KeptFile(log().signer.folder, tenant().tenant_id).newest(2 * count)
    each = {one.note.checkpoint: one for one in reversed(lines)}  # cosigned ones stand twice
    return list(each.values())[::-1][:count]


def newest() -> KeptCheckpoint | None:
    """Give the newest kept checkpoint; a damaged file has none that counts."""
    try:
        return next(iter(kept(1)), None)
    except DamagedFileError:
        return None


def trusted() -> list[TrustedKey]:
    """Give the keys that a verifier trusts; none before the first signature."""
    try:
        return log().keys.trusted()
    except (MissingKeyError, MalformedKeyError):
        return []


@dataclass(frozen=True, slots=True)
class Seal:
    """The newest signed root as it is printed: the checkpoint's lines and their QR code."""

    checkpoint: str
    code: Qr


def seal() -> Seal | None:
    """Give what official pages print of the newest checkpoint."""
    last = newest()
    if last is None:
        return None
    text = last.note.checkpoint.written()
    return Seal(text, qr(text))
