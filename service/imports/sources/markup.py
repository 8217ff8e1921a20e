"""Read what plain text says in marks: tables drawn with bars or tags, breaks, bold letters."""

import html
import re
from collections.abc import Iterator

_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_TABLE_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?:</tr>|(?=<tr\b)|$)", re.IGNORECASE)
_TABLE_CELL = re.compile(r"<t[dh]\b([^>]*)>(.*?)(?:</t[dh]>|(?=<t[dh]\b)|$)", re.IGNORECASE)
_SPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,2})", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:table|thead|tbody|tr|t[dh]|b|i|u|strong|em|su[bp]|span|p|div|center|font|h[1-6])"
    r"(?:\s[^<>]*)?>",
    re.IGNORECASE,
)
_BARS, _DATA_COLUMNS = 2, 3
Marked = tuple[str, tuple[str, ...]]


def marked_lines(raw: str) -> Iterator[Marked]:
    """Yield the lines that one line of a file stands for, with cells where it is a table row.

    A row of two cells is the head or the foot of a letter: its cells are read one by one.
    """
    if "<" in raw:
        raw = _BREAK.sub("\n", raw)
        rows = [_cells_of(row[1]) for row in _TABLE_ROW.finditer(raw)]
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


def _row(cells: tuple[str, ...]) -> Iterator[Marked]:
    if len(cells) >= _DATA_COLUMNS or not any(cells):
        yield " | ".join(cells), cells
        return
    for cell in cells:
        for line in cell.split("\n"):
            yield line, ()


def _cells_of(row: str) -> tuple[str, ...]:
    cells: list[str] = []
    for found in _TABLE_CELL.finditer(row):
        words = html.unescape(_TAG.sub("", found[2])).strip()
        span = _SPAN.search(found[1])
        cells += [words] * (max(1, int(span[1])) if span else 1)
    return tuple(cells)
