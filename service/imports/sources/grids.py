"""Read the ruled tables of a PDF page, row by row."""

from typing import Any

from pdfplumber.page import Page

from service.imports.sources.rows import Char, Row
from service.imports.sources.table_rows import cell_of, text_of, unwrapped

_RULES = 8
_COLUMNS = 3


def grids_of(page: Page) -> list[Any]:
    """Return the tables that are drawn with lines; most pages have none, and cost nothing."""
    drawn = sum(1 for item in page.layout if hasattr(item, "linewidth"))
    if drawn < _RULES:
        return []
    return [t for t in page.find_tables() if len(t.columns) >= _COLUMNS]


def inside(char: Char, tables: list[Any]) -> bool:
    """Tell whether a letter belongs to one of the tables."""
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(t.bbox[0] <= x <= t.bbox[2] and t.bbox[1] <= y <= t.bbox[3] for t in tables)


def rows_of_grid(table: Any) -> list[Row]:
    """Return the rows of a table, each with its cells, merged ones repeated."""
    found: list[Row] = []
    for row, texts in zip(table.rows, _filled(table), strict=True):
        cells = tuple(cell_of(unwrapped(text)) for text in texts)
        if any(cells):
            left, top, right, bottom = row.bbox
            found.append(
                Row(
                    text=text_of(cells), left=left, right=right, top=top, bottom=bottom,
                    size=0.0, lead=0.0, cells=cells,
                )
            )  # fmt: skip
    return found


def _filled(table: Any) -> list[list[str]]:
    """Return the words of all cells; where a bigger cell covers a place, its words."""
    texts = table.extract()
    drawn = [
        (box, text)
        for row, words in zip(table.rows, texts, strict=True)
        for box, text in zip(row.cells, words, strict=True)
        if box is not None and text
    ]
    columns = [_middle(column.cells) for column in table.columns]
    for row, words in zip(table.rows, texts, strict=True):
        level = (row.bbox[1] + row.bbox[3]) / 2
        for at, text in enumerate(words):
            if text is None:
                words[at] = _covering(drawn, columns[at], level)
    return [[text or "" for text in words] for words in texts]


def _middle(cells: list[Any]) -> float:
    """Return the middle of a column, by its narrowest cell."""
    left, _t, right, _b = min((c for c in cells if c), key=lambda c: c[2] - c[0])
    return float(left + right) / 2


def _covering(drawn: list[tuple[Any, str]], x: float, y: float) -> str:
    return next(
        (t for (left, top, right, bottom), t in drawn if left < x < right and top < y < bottom),
        "",
    )
