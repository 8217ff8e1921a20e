"""Read what plain text says in marks: tables drawn with bars or tags, breaks, bold letters."""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TABLE_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?:</tr>|(?=<tr\b)|$)", re.IGNORECASE | re.DOTALL)
_TABLE_CELL = re.compile(
    r"<t[dh]\b([^>]*)>(.*?)(?:</t[dh]>|(?=<t[dh]\b)|$)", re.IGNORECASE | re.DOTALL
)
_WIDE = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_HIGH = re.compile(r"rowspan\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[dh]|b|i|u|strong|em|su[bp]|span|p|div|center|font|h[1-6])"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_BARS, _DATA_COLUMNS = 2, 3
Marked = tuple[str, tuple[str, ...]]


class _Above(NamedTuple):
    words: str
    rows: int


class Marks:
    """Read the lines of one file in order; a cell that covers rows below is repeated there."""

    def __init__(self) -> None:
        """Begin above the first line, where no cell reaches down."""
        self._above: dict[int, _Above] = {}

    def lines(self, raw: str) -> Iterator[Marked]:
        """Yield the lines that one line of the file stands for, with cells in a table row.

        A row of two cells is the head or the foot of a letter: its cells are read one by one.
        """
        if "<" in raw:
            raw = _BREAK.sub("\n", raw)
            rows = list(self._rows(raw))
            if any(rows):
                for row in rows:
                    yield from _row(row)
                return
            raw = _TAG.sub("", raw)
        drawn = raw.strip()
        if drawn.startswith("|") and drawn.endswith("|") and drawn.count("|") > _BARS:
            yield from _row(tuple(cell.strip() for cell in drawn[1:-1].split("|")))
            return
        for line in raw.split("\n"):
            yield line, ()

    def _rows(self, raw: str) -> Iterator[tuple[str, ...]]:
        if _TABLE.search(raw):
            self._above = {}
        for row in _TABLE_ROW.finditer(raw):
            yield self._laid(row[1])

    def _laid(self, row: str) -> tuple[str, ...]:
        cells: list[str] = []
        for found in _TABLE_CELL.finditer(row):
            self._fill(cells)
            words = html.unescape(_TAG.sub("", found[2])).strip()
            wide, high = (_times(p.search(found[1])) for p in (_WIDE, _HIGH))
            for _column in range(wide):
                if high > 1:
                    self._above[len(cells)] = _Above(words, high - 1)
                cells.append(words)
        self._fill(cells)
        return tuple(cells)

    def _fill(self, cells: list[str]) -> None:
        """Repeat the words of the cells from above that reach down to the next places."""
        while above := self._above.pop(len(cells), None):
            if above.rows > 1:
                self._above[len(cells)] = above._replace(rows=above.rows - 1)
            cells.append(above.words)


def _times(span: re.Match[str] | None) -> int:
    return max(1, int(span[1])) if span else 1


def _row(cells: tuple[str, ...]) -> Iterator[Marked]:
    if len(cells) >= _DATA_COLUMNS or not any(cells):
        yield " | ".join(cells), cells
        return
    for cell in cells:
        for line in cell.split("\n"):
            yield line, ()
