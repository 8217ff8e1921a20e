"""The one place that looks across the tenant wall: as a role that may read four views only.

The views show the bound province the communes whose link to it stands today.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text

ACROSS = text("SET LOCAL ROLE sauro_oversight")
BACK = text("RESET ROLE")


@contextmanager
def across(connection: Connection) -> Iterator[Connection]:
    """Let what is asked inside be asked as the role that looks across.

    After an error the transaction is over and the role with it.
    """
    connection.execute(ACROSS)
    yield connection
    connection.execute(BACK)
