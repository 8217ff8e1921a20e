"""The list of communes as an Excel workbook: texts as texts, so that none computes."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

from xlsxwriter import Workbook

from service.oversight.overview import Commune

TITLES = (
    ("Xã", 34),
    ("Số liệu của ngày", 14),
    ("Người phụ trách", 11),
    ("Im lặng hơn 14 ngày", 11),
    ("Việc đang làm", 10),
    ("Quá hạn", 10),
    ("Nguyên nhân đã xác nhận", 12),
    ("Đã báo khó khăn", 11),
    ("Việc chưa đủ sáu rõ", 11),
    ("Chỉ tiêu", 9),
    ("Đã đo", 9),
    ("Đạt", 9),
    ("Chưa đạt", 9),
    ("Kỳ chưa nhập", 10),
)
COUNTS = (
    *("owners", "silent", "open_tasks", "late", "explained", "reported", "unclear"),
    *("indicators", "measured", "met", "behind", "periods_missed"),
)
FIRST, A4 = 3, 9  # the row of the titles, from 0; Excel's paper
FONT = {"font_name": "Times New Roman", "font_size": 12}
NOTHING = "chưa có số liệu"


def workbook(found: Sequence[Commune], day: date, province: str) -> bytes:
    """Write the communes in the order given, as they stood on a day."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Toàn cảnh")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(FIRST)
        sheet.freeze_panes(FIRST + 1, 1)
        cell = FONT | {"border": 1, "valign": "top", "text_wrap": True}
        bold, plain = book.add_format(cell | {"bold": True}), book.add_format(cell)
        sheet.write_string(0, 0, province, book.add_format(FONT))
        title = f"Toàn cảnh các xã, tính đến hết ngày {day:%d/%m/%Y}"
        sheet.write_string(1, 0, title, book.add_format(FONT | {"bold": True}))
        for column, (words, width) in enumerate(TITLES):
            sheet.set_column(column, column, width)
            sheet.write_string(FIRST, column, words, bold)
        for row, one in enumerate(found, FIRST + 1):
            sheet.write_string(row, 0, one.name, plain)
            said = one.stood
            sheet.write_string(row, 1, f"{said.day:%d/%m/%Y}" if said else NOTHING, plain)
            for column, name in enumerate(COUNTS, 2):
                if said is None:
                    sheet.write_blank(row, column, None, plain)
                else:
                    sheet.write_number(row, column, getattr(said, name), plain)
    return out.getvalue()
