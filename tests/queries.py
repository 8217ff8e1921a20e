"""Counts the statements that a block of code sends to the database, by whatever way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg

from service.db import ALIVE


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect every statement, the one that begins and binds the transaction too.

    A rested connection's sign of life is no page's doing: it is left out.
    """
    sent, real = list[str](), psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *rest: Any, **named: Any) -> Any:
        if query != ALIVE:
            sent.append(str(query))
        return real(cursor, query, *rest, **named)

    with patch.object(psycopg.Cursor, "execute", noted):
        yield sent
