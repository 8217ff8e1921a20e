"""An annex as a Word document in the official layout, landscape.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I.
"""

from collections.abc import Sequence
from io import BytesIO

from docx.document import Document
from docx.shared import Mm, Pt
from docx.table import _Cell

from service.papers.looks import Look
from service.papers.page import ACROSS, UNWRITABLE, across, put
from service.papers.tables import repeat_head
from service.plans.annex.columns import (
    TARGET_TITLES,
    TARGET_WIDTHS,
    TITLE_ROW,
    WORK_TITLES,
    WORK_WIDTHS,
    Annex,
)
from service.plans.annex.headings import Heading

CELL = 11  # points: what stands in a wide table


def document(annex: Annex, heading: Heading) -> bytes:
    """Write the tables, landscape, with the column titles on every printed page."""
    paper = across()
    put(paper, TITLE_ROW, Look(bold=True))
    put(paper, heading.title, Look(bold=True))
    put(paper, heading.belongs_to, Look(italic=True, after=6))
    for titles, widths, rows in (
        (WORK_TITLES, WORK_WIDTHS, annex.work),
        (TARGET_TITLES, TARGET_WIDTHS, annex.targets),
    ):
        if rows:
            _table(paper, titles, widths, rows)
            paper.add_paragraph()
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _table(
    paper: Document, titles: Sequence[str], widths: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    table = paper.add_table(rows=len(rows) + 1, cols=len(titles), style="Table Grid")
    table.autofit = False
    share = ACROSS / sum(map(int, widths))
    for number, (row, words) in enumerate(zip(table.rows, [titles, *rows], strict=True)):
        strong = number == 0 or not any(words[2:])
        for cell, text, width in zip(row.cells, words, widths, strict=True):
            cell.width = Mm(int(int(width) * share))
            _fill(cell, text, strong=strong)
    repeat_head(table)


def _fill(cell: _Cell, words: str, *, strong: bool) -> None:
    run = cell.paragraphs[0].add_run(UNWRITABLE.sub("", words))
    run.bold, run.font.size = strong, Pt(CELL)
