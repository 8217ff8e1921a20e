"""Lay out the rows of a Word table: merged cells filled, empty columns left out."""

from typing import Any, NamedTuple

from docx.oxml.ns import qn

from service.imports.sources.table_rows import COLUMNS


class Cell(NamedTuple):
    """Hold a cell of the XML, how many columns it covers, and whether it goes on from above."""

    element: Any
    span: int
    goes_on: bool


def rows_of(table: Any) -> list[list[Cell]]:
    """Return the cells of a table as they are written, row by row."""
    rows = (row for row in _inside(table, "w:tr") if row.find(_DELETED) is None)
    return [[_cell(cell) for cell in _inside(row, "w:tc")] for row in rows]


def _inside(element: Any, tag: str) -> list[Any]:
    """Return the children of a kind, also those that a form field wraps."""
    found: list[Any] = []
    for child in element.iterchildren():
        if child.tag == qn(tag):
            found.append(child)
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            found += [] if content is None else _inside(content, tag)
    return found


def _cell(element: Any) -> Cell:
    span = element.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    merged = element.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    told = "1" if span is None else str(span.get(qn("w:val"), "1"))
    return Cell(
        element,
        min(max(int(told), 1), COLUMNS) if told.isdigit() else 1,
        merged is not None and merged.get(qn("w:val"), "continue") != "restart",
    )


def grid_of(rows: list[list[Cell]], texts: list[list[str]]) -> list[list[str]]:
    """Repeat the words of a merged cell in every column and row that it covers."""
    grid: list[list[str]] = []
    for cells, words in zip(rows, texts, strict=True):
        wide: list[str] = []
        for cell, text in zip(cells, words, strict=True):
            above = grid[-1][len(wide)] if grid and len(wide) < len(grid[-1]) else ""
            wide += [above if cell.goes_on else text] * cell.span
        grid.append(wide[:COLUMNS])
    return grid


def filled_columns(grid: list[list[str]]) -> int:
    """Return how many columns hold words of their own; a letterhead has two."""
    width = max((len(row) for row in grid), default=0)
    columns = [tuple(row[at] if at < len(row) else "" for row in grid) for at in range(width)]
    return len({column for column in columns if any(column)})


_DELETED = f"{qn('w:trPr')}/{qn('w:del')}"
