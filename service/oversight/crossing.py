"""The one place that looks across the tenant wall: as a role that may read a few views only.

The views show the bound province the communes whose link to it stands today.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from sqlalchemy import Connection, text

from service.db import driver

ACROSS = (  # many communes, of which the planner expects few
    "SET LOCAL jit = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_nestloop = off;"
    " SET LOCAL oversight.day = '{}';"
    " SELECT set_config('oversight.role', current_setting('role'), true),"
    " set_config('role', 'sauro_oversight', true)"
)
BACK = text("SELECT set_config('role', current_setting('oversight.role'), true)")


@contextmanager
def across(connection: Connection, day: date) -> Iterator[Connection]:
    """Let what is asked inside be asked as the role that looks across, as of a day.

    After an error the transaction is over and the role with it.
    """
    driver(connection).execute(ACROSS.format(day.isoformat()))
    yield connection
    connection.execute(BACK)
