"""An annex as an Excel workbook: a sheet a table, every cell a text, so that none computes."""

import re
from collections.abc import Sequence
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.plans.annex.columns import (
    TARGET_TITLES,
    TARGET_WIDTHS,
    TARGETS_NAME,
    TITLE_ROW,
    WORK_NAME,
    WORK_TITLES,
    WORK_WIDTHS,
    Annex,
)
from service.plans.annex.headings import Heading

FONT = {"font_name": "Times New Roman", "font_size": 12}
A4, FIRST = 9, 4  # the paper's number in Excel; the row of the column titles, from 0
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(annex: Annex, heading: Heading) -> bytes:
    """Write the tables, landscape, with the column titles on every printed page."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        for name, titles, widths, rows in (
            (WORK_NAME, WORK_TITLES, WORK_WIDTHS, annex.work),
            (TARGETS_NAME, TARGET_TITLES, TARGET_WIDTHS, annex.targets),
        ):
            sheet = book.add_worksheet(name)
            _page(sheet, widths)
            _above(book, sheet, heading, len(titles))
            _rows(book, sheet, titles, rows)
    return out.getvalue()


def _page(sheet: Worksheet, widths: Sequence[str]) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=1.18, right=0.59, top=0.79, bottom=0.79)  # 30, 15, 20, 20 mm
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST)
    sheet.freeze_panes(FIRST + 1, 2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, float(width))


def _above(book: Workbook, sheet: Worksheet, heading: Heading, columns: int) -> None:
    centred = FONT | {"align": "center", "valign": "vcenter", "text_wrap": True}
    bold = book.add_format(centred | {"bold": True, "font_size": 14})
    italic = book.add_format(centred | {"italic": True})
    for row, (words, shape) in enumerate(
        ((TITLE_ROW, bold), (heading.title, bold), (heading.belongs_to, italic))
    ):
        sheet.merge_range(row, 0, row, columns - 1, "", shape)
        _write(sheet, row, 0, words, shape)


def _rows(
    book: Workbook, sheet: Worksheet, titles: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    cell = FONT | {"border": 1, "valign": "top", "text_wrap": True}
    bold = book.add_format(cell | {"bold": True})
    plain = book.add_format(cell)
    heads = book.add_format(cell | {"bold": True, "align": "center", "valign": "vcenter"})
    for number, row in enumerate([titles, *rows]):
        group = not any(row[2:])
        shape = heads if number == 0 else bold if group else plain
        for column, words in enumerate(row):
            _write(sheet, FIRST + number, column, words, shape)


def _write(sheet: Worksheet, row: int, column: int, words: str, shape: Format) -> None:
    sheet.write_string(row, column, UNWRITABLE.sub("", words), shape)
