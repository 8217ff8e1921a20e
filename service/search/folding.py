"""Search without marks: how text is folded, in Python and in the database alike.

PostgreSQL's full text search with the plain configuration: Vietnamese is not inflected, so that
a word is itself. No extension is needed; `hồ sơ`, `ho so` and `HỒ-SƠ` are one.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, func, literal_column, or_, text

from tenants.names import plain_words

MARKS: ColumnElement[str] = literal_column("'[\u0300-\u036f]'")
REST: ColumnElement[str] = literal_column("'[^a-z0-9]+'")
NFD = text("NFD")
MOST_WORDS = 8


def words(typed: str) -> list[str]:
    """Give the folded words of what was typed, at most eight."""
    return plain_words(typed)[:MOST_WORDS]


def plain(value: ColumnElement[str]) -> ColumnElement[str]:
    """Fold a text in the database: no marks, small letters, single spaces between words."""
    bare = func.regexp_replace(func.normalize(func.lower(value), NFD), MARKS, "", "g")
    return func.regexp_replace(func.replace(bare, "đ", "d"), REST, " ", "g")


def query(wanted: list[str]) -> ColumnElement[object]:
    """Ask for all words; the last may be only begun."""
    *whole, last = wanted
    return func.to_tsquery("simple", " & ".join([*whole, f"{last}:*"]))


def document(value: ColumnElement[str]) -> ColumnElement[object]:
    """Give the words of a text as the search compares them."""
    return func.to_tsvector(literal_column("'simple'"), plain(value))


def code_words(code: ColumnElement[str]) -> ColumnElement[str]:
    """Give the words of a code, which has no marks: `NV-2026-012/1` gives ` nv 2026 012 1 `."""
    return func.concat(" ", func.translate(func.lower(code), "-./", "   "), " ")


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
