"""Search without marks: how text is folded, in Python and in the database alike.

PostgreSQL's full text search with the plain configuration: Vietnamese is not inflected, so that
a word is itself. No extension is needed; `hồ sơ`, `ho so` and `HỒ-SƠ` are one.
"""

import re

from sqlalchemy import ColumnElement, func, literal_column, text

from tenants.names import folded

MARKS: ColumnElement[str] = literal_column("'[\u0300-\u036f]'")
REST: ColumnElement[str] = literal_column("'[^a-z0-9]+'")
NFD = text("NFD")
MOST_WORDS = 8
_WORD = re.compile(r"[a-z0-9]+")


def words(typed: str) -> list[str]:
    """Give the folded words of what was typed, at most eight."""
    return _WORD.findall(folded(typed))[:MOST_WORDS]


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
