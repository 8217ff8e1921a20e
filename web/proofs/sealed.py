"""What is signed for the tenant of the request: kept checkpoints, keys, notes about them."""

from service.log.checking import Notebook, notebook
from service.log.kept import KeptCheckpoint, KeptFile
from service.log.keys import MalformedKeyError, MissingKeyError, TrustedKey
from web.seal import log
from web.session import tenant


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


def trusted() -> list[TrustedKey]:
    """Give the keys that a verifier trusts; none before the first signature."""
    try:
        return log().keys.trusted()
    except (MissingKeyError, MalformedKeyError):
        return []
