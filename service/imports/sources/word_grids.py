"""Read the tables of a Word document that was written here, cell for cell."""

import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from service.imports.parsers import Grid


def grids(data: bytes) -> Iterator[Grid]:
    """Give the rows of each table; a cell is its paragraphs, a line each."""
    for table in docx.Document(io.BytesIO(data)).tables:
        yield (
            tuple(_words(cell) for cell in row.iterchildren(qn("w:tc")))
            for row in table._tbl.iterchildren(qn("w:tr"))  # noqa: SLF001 - cells are built anew at each look otherwise
        )


def _words(cell: Any) -> str:
    return "\n".join(paragraph.text for paragraph in cell.iterchildren(qn("w:p")))
