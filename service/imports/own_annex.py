"""Know an annex that was written here by its column titles, and read it cell for cell."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import docx
from docx.oxml.ns import qn

from service.imports.sources.workbooks import opened
from service.plans.annex.columns import (
    TARGET_TITLES,
    WORK_TITLES,
    Annex,
    TargetRow,
    WorkRow,
)

Grid = Iterable[Sequence[str]]
MOST_ROWS = 20_000


def own_annex(data: bytes, kind: str) -> Annex | None:
    """Return the tables of an .xlsx or .docx that was written here; None for any other file.

    The file was checked: this opens it with the parsers of its kind.
    """
    grids = {"xlsx": _sheets, "docx": _tables}.get(kind)
    work, targets, own = list[WorkRow](), list[TargetRow](), False
    for grid in grids(data) if grids else ():
        titles: tuple[str, ...] = ()
        for row in grid:
            cells = tuple(row)
            if known := _titles(cells):
                titles, own = known, True
            elif titles == WORK_TITLES:
                work.append(WorkRow(*_fitted(cells, len(titles))))
            elif titles == TARGET_TITLES:
                targets.append(TargetRow(*_fitted(cells, len(titles))))
    kept = [row for row in work if row.text], [row for row in targets if row.text]
    return Annex(tuple(kept[0]), tuple(kept[1])) if own else None


def _titles(cells: tuple[str, ...]) -> tuple[str, ...]:
    stripped = tuple(cell.strip() for cell in cells)
    for titles in (WORK_TITLES, TARGET_TITLES):
        if stripped[: len(titles)] == titles:
            return tuple(titles)
    return ()


def _fitted(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (cells + ("",) * width)[:width]


def _sheets(data: bytes) -> Iterator[Grid]:
    for sheet in opened(data).worksheets:
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=len(WORK_TITLES), values_only=True)
        yield (tuple(map(_shown, row)) for row in rows)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d/%m/%Y}"
        case float():
            return f"{value:.10g}".replace(".", ",")
    return str(value)


def _tables(data: bytes) -> Iterator[Grid]:
    for table in docx.Document(io.BytesIO(data)).tables:
        yield (
            tuple(_words(cell) for cell in row.iterchildren(qn("w:tc")))
            for row in table._tbl.iterchildren(qn("w:tr"))  # noqa: SLF001 - cells are built anew at each look otherwise
        )


def _words(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.iterchildren(qn("w:p")))
