"""Files are proved by their names: a name is the hash of the bytes, and events carry it."""

from collections.abc import Collection, Iterator
from hashlib import sha256

from sqlalchemy import Connection, select

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


def there(
    connection: Connection, store: FileStore, wanted: Collection[str] | None = None
) -> dict[str, int]:
    """Give the names of files that lie there, all or the wanted ones, with their sizes."""
    listed = sizes(connection, wanted)
    return {name: size for name, size in listed.items() if store.has(name)}


def sizes(connection: Connection, wanted: Collection[str] | None = None) -> dict[str, int]:
    """Give how many bytes each of the bound tenant's files has, or of the wanted ones."""
    listed = select(files.c.sha256, files.c.size)
    if wanted is not None:
        listed = listed.where(files.c.sha256.in_(wanted))
    return {row.sha256: row.size for row in connection.execute(listed)}
