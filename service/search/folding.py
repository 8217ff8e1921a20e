"""Search without marks: `hồ sơ`, `ho so` and `HỒ-SƠ` are one.

Read models keep their texts folded (`tenants.names.kept_words`). Vietnamese is not inflected:
a word is itself, and no extension is needed.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, or_

from tenants.names import plain_words

SIGNS, PLAIN = "đư-./", "du   "
MOST_WORDS = 8


def words(typed: str) -> list[str]:
    """Give the folded words of what was typed, at most eight."""
    return plain_words(typed)[:MOST_WORDS]


def code_words(code: ColumnElement[str]) -> ColumnElement[str]:
    """Give the words of a code or a number: `12-NQ/ĐU` gives ` 12 nq du `."""
    return func.concat(" ", func.translate(func.lower(code), SIGNS, PLAIN), " ")


def written(wanted: Sequence[str], *texts: ColumnElement[str]) -> ColumnElement[bool]:
    """Ask that all words stand in texts that were folded before; the last may be only begun.

    Args:
        wanted: folded words, at least one.
        texts: words between single spaces, with one before the first and after the last.
    """
    *whole, last = wanted
    patterns = [*(f"% {word} %" for word in whole), f"% {last}%"]
    plain = [text.collate("C") for text in texts]  # bytes are compared in half the time
    return and_(*(or_(*(text.like(pattern) for text in plain)) for pattern in patterns))
