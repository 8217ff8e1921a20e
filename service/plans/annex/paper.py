"""An annex as a Word document in the official layout.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20 to 25 mm above and below, 30 to
35 mm left, 15 to 20 mm right, Times New Roman 13 to 14, page number centred at the top from
the second page; wide tables stand landscape.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

from service.plans.annex.columns import (
    TARGET_TITLES,
    TARGET_WIDTHS,
    TITLE_ROW,
    WORK_TITLES,
    WORK_WIDTHS,
    Annex,
)
from service.plans.annex.headings import Heading
from service.plans.annex.sheet import UNWRITABLE

FONT, BODY, CELL = "Times New Roman", 13, 11
WIDTH, HEIGHT, PRINTED = 297, 210, 252  # millimetres: the page, and what is between margins


def document(annex: Annex, heading: Heading) -> bytes:
    """Write the tables, landscape, with the column titles on every printed page."""
    paper = docx.Document()
    _page(paper)
    _line(paper, TITLE_ROW, bold=True)
    _line(paper, heading.title, bold=True)
    _line(paper, heading.belongs_to, italic=True)
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


def _page(paper: Document) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    section.different_first_page_header_footer = True
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    _number_pages(section.header.paragraphs[0])


def _number_pages(line: Any) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)  # noqa: SLF001 - python-docx has no name for fields


def _line(paper: Document, words: str, *, bold: bool = False, italic: bool = False) -> None:
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(UNWRITABLE.sub("", words))
    run.bold, run.italic = bold, italic


def _table(
    paper: Document, titles: Sequence[str], widths: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    table = paper.add_table(rows=len(rows) + 1, cols=len(titles), style="Table Grid")
    table.autofit = False
    share = PRINTED / sum(map(int, widths))
    for number, (row, words) in enumerate(zip(table.rows, [titles, *rows], strict=True)):
        strong = number == 0 or not any(words[2:])
        for cell, text, width in zip(row.cells, words, widths, strict=True):
            cell.width = Mm(int(int(width) * share))
            _fill(cell, text, strong=strong)
    _repeat(table.rows[0])


def _fill(cell: _Cell, words: str, *, strong: bool) -> None:
    run = cell.paragraphs[0].add_run(UNWRITABLE.sub("", words))
    run.bold, run.font.size = strong, Pt(CELL)


def _repeat(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - no public name either
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    properties.append(head)
