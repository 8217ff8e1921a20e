"""Taking in a file of a plan: read under guard, kept with its reading by hash."""

from dataclasses import dataclass

from events.values import Evidence
from service.files import note_file
from service.imports import sandbox
from service.imports.drafts import written
from service.imports.reading import Reading
from web.session import file_store, ledger


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was read and kept, and the hash of its reading, kept beside it."""

    reading: Reading
    file: Evidence
    reading_sha256: str


def take_in(data: bytes, name: str) -> Taken:
    """Read and keep a file; a refused one leaves nothing behind.

    Raises:
        RefusedError: the file is hostile, broken or no plan.
    """
    reading = sandbox.read(data, name)
    store, told = file_store(), written(reading)
    file = Evidence(sha256=store.put(data), name=name, size=len(data), kind=reading.kind)
    beside = Evidence(sha256=store.put(told), name=name, size=len(told), kind="json")
    with ledger().scope.begin() as connection:
        note_file(connection, file)
        note_file(connection, beside)
    return Taken(reading, file, beside.sha256)
