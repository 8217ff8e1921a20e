"""Tables of official papers: ruled ones whose head is repeated, and unruled ones for blocks."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell

from service.papers.looks import CELL, COLUMN, FIGURE, Look
from service.papers.page import put

Row = Sequence[str]
PADDING = 108  # twentieths of a point, left and right in a ruled cell
LAST = ("w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange")
AFTER = {  # what stands after a property of a table, as the format orders them
    qn("w:tblInd"): ("w:tblBorders", "w:shd", "w:tblLayout", "w:tblCellMar", *LAST),
    qn("w:tblCellMar"): LAST,
}
NARROW = 45  # millimetres: no wider column holds figures


def ruled(
    paper: Document, widths: Sequence[int], head: Row, rows: Sequence[Row], strong: set[int]
) -> Table:
    """Draw a table whose head is repeated on every page.

    Args:
        paper: where it is put.
        widths: of the columns, in millimetres.
        head: the titles of the columns.
        rows: texts; figures of narrow columns stand in the middle.
        strong: which rows, from 0, are printed bold.
    """
    table = _table(paper, widths, len(rows) + 1, "Table Grid")
    _put(
        table, _length("w:tblInd", PADDING)
    )  # its ruled edge, not its text, stands on the margin
    for cell, title in zip(table.rows[0].cells, head, strict=True):
        put(cell, title, COLUMN)
    for number, (row, words) in enumerate(zip(table.rows[1:], rows, strict=True)):
        for cell, text, width in zip(row.cells, words, widths, strict=True):
            put(cell, text, _look(width, bold=number in strong))
        _mark(row, "w:cantSplit")
    repeat_head(table)
    return table


def blocks(paper: Document, widths: Sequence[int], rows: int = 1) -> Table:
    """Give an unruled table: what stands side by side on a paper."""
    table = _table(paper, widths, rows, "Normal Table")
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:left", "w:right"):
        margins.append(_length(side, 0))
    _put(table, margins)
    return table


def repeat_head(table: Table) -> None:
    """Let the first row stand on every printed page."""
    _mark(table.rows[0], "w:tblHeader")


def joined(row: Any, first: int, last: int) -> _Cell:
    """Join cells of a row, from one to another, keeping the words of the first."""
    for cell in row.cells[first + 1 : last + 1]:
        cell.text = ""
    merged: _Cell = row.cells[first].merge(row.cells[last])
    for empty in merged.paragraphs[1:]:
        empty._p.getparent().remove(empty._p)  # noqa: SLF001 - no public way
    return merged


def _table(paper: Document, widths: Sequence[int], rows: int, style: str) -> Table:
    table: Table = paper.add_table(rows=rows, cols=len(widths), style=style)
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    return table


def _length(name: str, twips: int) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:w"), str(twips))
    element.set(qn("w:type"), "dxa")
    return element


def _put(table: Table, element: Any) -> None:
    """Put a property of a table where the order of the format has it."""
    properties = table._tbl.tblPr  # noqa: SLF001 - no public name for it
    properties.insert_element_before(element, *AFTER[element.tag])


def _mark(row: Any, name: str) -> None:
    """Set a property of a row for which python-docx has no name."""
    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)  # noqa: SLF001 - no public name either


def _look(width: int, *, bold: bool) -> Look:
    shape = CELL if width > NARROW else FIGURE
    return Look(size=shape.size, align=shape.align, bold=bold)
