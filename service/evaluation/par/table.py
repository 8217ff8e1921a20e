"""The table of a year (bảng tự chấm, thẩm định) as Excel and as Word in the official layout.

Source of the page: Decree 30/2020/NĐ-CP, Appendix I: A4, Times New Roman, margins 20 mm above
and below, 30 mm left, 15 mm right.
"""

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from events.par_criteria import ParSet
from service.evaluation.par.scoring import decimal, rounded
from service.evaluation.par.tree import Branch, Tree

TITLES = ("Mã", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Năm trước")
WIDTHS = (16, 131, 26, 26, 26, 26)  # millimetres, together what is between the margins
FONT, BODY, CELL, A4 = "Times New Roman", 13, 11, 9
PLACES = 2


def workbook(par_set: ParSet, tree: Tree, unit: str) -> bytes:
    """Write the table: texts as texts, points as numbers, sums as live formulas."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bảng chấm điểm")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        cell = {"font_name": FONT, "font_size": CELL, "border": 1, "text_wrap": True}
        plain, bold = book.add_format(cell), book.add_format(cell | {"bold": True})
        sheet.write_string(0, 0, f"{unit}: chỉ số cải cách hành chính năm {par_set.year}", bold)
        for column, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            sheet.set_column(column, column, width / 2)
            sheet.write_string(2, column, title, bold)
        rows = list(_rows(tree))
        for row, branch in enumerate(rows, 3):
            shape = plain if branch.node.level == "component" else bold
            sheet.write_string(row, 0, branch.node.code, shape)
            sheet.write_string(row, 1, branch.node.name, shape)
            for column, value in enumerate(_points(branch), 2):
                if value is None:
                    sheet.write_blank(row, column, None, shape)
                else:
                    sheet.write_number(row, column, decimal(value), shape)
        _total(sheet, rows, bold)
    return out.getvalue()


def document(par_set: ParSet, tree: Tree, unit: str) -> bytes:
    """Write the table, landscape, with the titles on every printed page."""
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(BODY)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for words in (unit.upper(), f"BẢNG CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM {par_set.year}"):
        line = paper.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(words).bold = True
    _fill(paper, tree)
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _rows(tree: Tree) -> Iterator[Branch]:
    for field, members in tree.fields:
        yield field
        yield from members


def _points(branch: Branch) -> tuple[Fraction | None, ...]:
    """Give the most, our own, the appraised, last year's, to two decimals."""
    found = (Fraction(branch.node.most), branch.own, branch.appraised, branch.before)
    return tuple(None if one is None else rounded(one, PLACES) for one in found)


def _total(sheet: Worksheet, rows: list[Branch], shape: Format) -> None:
    """Add the fields up by a formula, so that a reader can follow it."""
    last = len(rows) + 3
    fields = [at for at, row in enumerate(rows, 4) if row.node.level == "field"]
    sheet.write_string(last, 0, "", shape)
    sheet.write_string(last, 1, "Tổng", shape)
    for column, letter in enumerate("CDE", 2):
        cells = "+".join(f"{letter}{at}" for at in fields)
        sheet.write_formula(last, column, f"={cells}", shape)


def _fill(paper: Document, tree: Tree) -> None:
    rows = [[b.node.code, b.node.name, *map(_said, _points(b))] for b in _rows(tree)]
    sums = [tree.own.total, tree.appraised.total if tree.appraised else None, None]
    rows.append(["", "Tổng", "", *map(_said, sums)])
    strong = [b.node.level != "component" for b in _rows(tree)]
    table = paper.add_table(rows=len(rows) + 1, cols=len(TITLES), style="Table Grid")
    table.autofit = False
    bold = [True, *strong, True]
    for row, words, heavy in zip(table.rows, [list(TITLES), *rows], bold, strict=True):
        for cell, text, width in zip(row.cells, words, WIDTHS, strict=True):
            cell.width = Mm(width)
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.size = heavy, Pt(CELL)


def _said(value: Fraction | None) -> str:
    if value is None:
        return ""
    return f"{decimal(rounded(value, PLACES)):.2f}".replace(".", ",")
