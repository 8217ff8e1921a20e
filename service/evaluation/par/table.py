"""The table of a year (bảng tự chấm, thẩm định) as Excel and as Word in the official layout.

Source of the page: Decree 30/2020/NĐ-CP, Appendix I.
"""

from collections.abc import Iterator
from fractions import Fraction
from io import BytesIO
from typing import NamedTuple

from docx.document import Document
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from events.par_criteria import ParSet
from service.evaluation.par.scoring import decimal, rounded
from service.evaluation.par.tree import Branch, Tree
from service.papers import looks
from service.papers.blocks import Signature, letterhead, place_and_day, signatures
from service.papers.page import across, put
from service.papers.tables import ruled

TITLES = ("Mã", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Tự chấm", "Thẩm định", "Năm trước")
WIDTHS = (16, 131, 26, 26, 26, 26)  # millimetres, together what is between the margins
CELL, A4 = 11, 9  # points; the number that Excel gives the paper
CLERK, HEAD = ("Người lập biểu",), ("Thủ trưởng cơ quan",)
PLACES = 2


class Body(NamedTuple):
    """Who prints the table, and where it is."""

    name: str
    place: str


def workbook(par_set: ParSet, tree: Tree, body: Body) -> bytes:
    """Write the table: texts as texts, points as numbers, sums as live formulas."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Bảng chấm điểm")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        cell = {"font_name": looks.FONT, "font_size": CELL, "border": 1, "text_wrap": True}
        plain, bold = book.add_format(cell), book.add_format(cell | {"bold": True})
        sheet.write_string(
            0, 0, f"{body.name}: chỉ số cải cách hành chính năm {par_set.year}", bold
        )
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


def document(par_set: ParSet, tree: Tree, body: Body) -> bytes:
    """Write the table, landscape, with the titles on every printed page."""
    paper = across()
    letterhead(paper, "", body.name)
    put(paper, f"Bảng chấm điểm cải cách hành chính năm {par_set.year}", looks.TITLE)
    put(paper, "(Điểm tự chấm và điểm thẩm định, theo bộ tiêu chí của tỉnh)", looks.UNDER_TITLE)
    _fill(paper, tree)
    put(paper, "", looks.CELL)
    day = place_and_day(body.place, None)
    signatures(paper, Signature(day="", titles=CLERK), Signature(day=day, titles=HEAD))
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
    branches = list(_rows(tree))
    rows = [[b.node.code, b.node.name, *map(_said, _points(b))] for b in branches]
    sums = [tree.own.total, tree.appraised.total if tree.appraised else None, None]
    strong = {n for n, b in enumerate(branches) if b.node.level != "component"} | {len(rows)}
    rows.append(["", "Tổng", "", *map(_said, sums)])
    ruled(paper, WIDTHS, TITLES, rows, strong)


def _said(value: Fraction | None) -> str:
    if value is None:
        return ""
    return f"{decimal(rounded(value, PLACES)):.2f}".replace(".", ",")
