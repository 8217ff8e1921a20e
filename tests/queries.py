"""Counts the statements that a block of code sends to the database, by whatever way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import psycopg


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect every statement, the one that begins and binds the transaction too."""
    sent, real = list[str](), psycopg.Cursor.execute

    def noted(cursor: Any, query: Any, *rest: Any, **named: Any) -> Any:
        sent.append(str(query))
        return real(cursor, query, *rest, **named)

    with patch.object(psycopg.Cursor, "execute", noted):
        yield sent
