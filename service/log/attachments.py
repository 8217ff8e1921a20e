"""Files are proved by their names: a name is the hash of the bytes, and events carry it."""

from collections.abc import Collection, Iterator
from hashlib import sha256

from sqlalchemy import Connection, func, select

from service.files import FileStore
from tenants.tables import files


def names(connection: Connection) -> list[str]:
    """List the names (SHA-256) of the bound tenant's files."""
    return list(connection.scalars(select(files.c.sha256).order_by(files.c.sha256)))


def broken(connection: Connection, store: FileStore) -> Iterator[str]:
    """Give the names of files that are gone, or whose bytes are no longer those of the name."""
    for name in names(connection):
        try:
            data = store.get(name)
        except FileNotFoundError:
            yield name
            continue
        if sha256(data).hexdigest() != name:
            yield name


def there(connection: Connection, store: FileStore) -> Iterator[str]:
    """Give the names of files that can be read, whatever their bytes are."""
    yield from (name for name in names(connection) if store.has(name))


def size_of(connection: Connection, wanted: Collection[str]) -> int:
    """Give how many bytes the files of these names have together, as listed."""
    found = select(func.coalesce(func.sum(files.c.size), 0)).where(files.c.sha256.in_(wanted))
    return int(connection.execute(found).scalar_one())
