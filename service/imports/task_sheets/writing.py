"""A list of tasks as an Excel workbook that can be changed and taken in again."""

import re
from collections.abc import Iterable
from io import BytesIO

from xlsxwriter import Workbook

from service.imports.task_sheets.columns import (
    KEY,
    MAY_CHANGE,
    NAME,
    NUMBERS,
    REASON,
    TITLES,
    WIDTHS,
    Row,
)

FONT = {"font_name": "Times New Roman", "font_size": 12, "border": 1, "valign": "top"}
OPEN_CELL, A4 = {"bg_color": "#FFF8DC"}, 9
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(rows: Iterable[Row]) -> bytes:
    """Write the rows: texts as texts, so that none computes; what may be changed is tinted."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(NAME)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 2)
        plain = book.add_format(FONT | {"text_wrap": True})
        tinted = book.add_format(FONT | {"text_wrap": True} | OPEN_CELL)
        bold = book.add_format(FONT | {"text_wrap": True, "bold": True})
        for column, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            sheet.set_column(column, column, width, None, {"hidden": title == KEY})
            sheet.write_string(0, column, title, bold)
        for number, row in enumerate(rows, 1):
            for column, title in enumerate(TITLES):
                words = UNWRITABLE.sub("", row.cells[title])
                shape = tinted if title in {*MAY_CHANGE, REASON} else plain
                if title in NUMBERS:
                    sheet.write_number(number, column, float(words.replace(",", ".")), shape)
                else:
                    sheet.write_string(number, column, words, shape)
    return out.getvalue()
