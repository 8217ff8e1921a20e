"""Read the ruled tables of a PDF page, row by row."""

from typing import Any

from pdfplumber.page import Page

from service.imports.characters import tidy
from service.imports.sources.rows import Char, Row

_RULES = 8
_COLUMNS = 3
_CELL = 4_000


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
    """Return the rows of a table, each with its cells."""
    found: list[Row] = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        cells = tuple(tidy(text or "")[:_CELL] for text in texts)
        if any(cells):
            left, top, right, bottom = row.bbox
            found.append(
                Row(
                    text=" | ".join(cells), left=left, right=right, top=top, bottom=bottom,
                    size=0.0, lead=0.0, cells=cells,
                )
            )  # fmt: skip
    return found
