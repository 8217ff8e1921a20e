"""The table of a document's addressees as an Excel workbook."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from xlsxwriter import Workbook

TITLES = (
    ("Nơi nhận", 36),
    ("Trạng thái", 20),
    ("Ngày tiếp nhận", 16),
    ("Số buổi", 10),
    ("Số người dự", 12),
    ("Tổng số người", 12),
    ("Tỷ lệ (%)", 10),
    ("Nhiệm vụ đã xong", 12),
    ("Nhiệm vụ", 12),
    ("Lý do vắng", 48),
)
FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
A4, HEAD = 9, 2  # the table begins below the title


def workbook(title: str, rows: Iterable[Sequence[str | int]]) -> bytes:
    """Write the rows: texts as texts, so that none computes; numbers as numbers."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Theo dõi")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(HEAD)
        bold = book.add_format(FONT | {"bold": True, "border": 1})
        plain = book.add_format(FONT | {"border": 1})
        sheet.write_string(0, 0, UNWRITABLE.sub("", title), book.add_format({"bold": True}))
        for column, (name, width) in enumerate(TITLES):
            sheet.set_column(column, column, width)
            sheet.write_string(HEAD, column, name, bold)
        for number, row in enumerate(rows, HEAD + 1):
            for column, said in enumerate(row):
                if isinstance(said, str):
                    sheet.write_string(number, column, UNWRITABLE.sub("", said), plain)
                else:
                    sheet.write_number(number, column, said, plain)
    return out.getvalue()
