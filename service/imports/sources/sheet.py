"""Read the visible rows and sheets of an Excel workbook, merged cells filled."""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from service.imports.document import Document, Line
from service.imports.refusals import BombError, BrokenFileError, EmptyFileError
from service.imports.sources.table_rows import CELLS, COLUMNS, ROWS, line_of
from service.imports.sources.workbooks import opened

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br=\"(\d{1,7})\"")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_MERGES = 10_000
_Grid = list[list[str]]


def read_sheet(data: bytes) -> Document:
    """Return the rows of a workbook; the number of a line is its row, the page its sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            lines = tuple(_lines(opened(data), package))
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        IndexError,
        SyntaxError,
        zipfile.BadZipFile,
        InvalidFileException,
    ) as error:
        raise BrokenFileError from error
    if not lines:
        raise EmptyFileError
    return Document(kind="xlsx", lines=lines)


def _lines(book: Any, package: zipfile.ZipFile) -> Iterator[Line]:
    room = CELLS
    for page, sheet in enumerate(book.worksheets, 1):
        if sheet.sheet_state != "visible":
            continue
        grid = [
            [_shown(cell) for cell in row]
            for row in sheet.iter_rows(min_row=1, max_row=ROWS, max_col=COLUMNS)
        ]
        room -= sum(1 for row in grid for cell in row if cell)
        if room < 0:
            raise BombError(why="cells")
        xml = package.read(sheet._worksheet_path)  # noqa: SLF001  # no public name
        _fill(grid, xml)
        hidden = _hidden(xml)
        for number, row in enumerate(grid, 1):
            if any(row) and number not in hidden:
                yield line_of(row, number, page)


def _hidden(xml: bytes) -> frozenset[int]:
    """Tell which rows nobody sees who opens the sheet."""
    found: set[int] = set()
    at = 0
    for row in _ROW.finditer(xml):
        number = _NUMBER.search(row[1])
        at = int(number[1]) if number else at + 1
        if _HIDDEN.search(row[1]):
            found.add(at)
    return frozenset(found)


def _fill(grid: _Grid, xml: bytes) -> None:
    """Repeat the words of a merged cell in every cell that it covers."""
    for count, found in enumerate(_MERGED.finditer(xml)):
        if count >= _MERGES:
            raise BombError(why="merged cells")
        left, top, right, bottom = range_boundaries(found[1].decode())
        rows = grid[top - 1 : bottom]
        if not rows or left > COLUMNS:
            continue
        words = rows[0][left - 1]
        for row in rows if words else ():
            row[left - 1 : min(right, COLUMNS)] = [words] * (min(right, COLUMNS) - left + 1)


def _shown(cell: Any) -> str:
    """Return the words of a cell as the reader of the sheet sees them."""
    value = cell.value
    if value is None or isinstance(value, bool) or str(value).startswith("#REF"):
        return ""
    if isinstance(value, datetime | date):
        return f"{value.day:02d}/{value.month:02d}/{value.year}"
    if isinstance(value, time):
        return f"{value.hour:02d} giờ {value.minute:02d}"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    return str(value)


def _number(value: float, form: str) -> str:
    share = "%" in form
    shown = f"{round(value * (100 if share else 1), 4):.10g}"
    return shown.replace(".", ",") + "%" if share else shown
