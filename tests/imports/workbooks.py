"""Spreadsheets as communes keep them, made here: merged cells, headings in two rows, groups."""

import io
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlsxwriter

HEADING = (
    ("STT", "Nội dung nhiệm vụ", "Đơn vị thực hiện", "", "Thời gian hoàn thành", "Sản phẩm"),
    ("", "", "Chủ trì", "Phối hợp", "", ""),
)
ROWS: tuple[tuple[Any, ...], ...] = (
    ("I", "CẢI CÁCH THỂ CHẾ", "", "", "", ""),
    (1, "Rà soát văn bản do xã ban hành đã hết hiệu lực", "Văn phòng HĐND và UBND",
     "Các phòng, đơn vị thuộc xã", "Quý III/2026", "Danh mục văn bản"),
    ("II", "CẢI CÁCH THỦ TỤC HÀNH CHÍNH", "", "", "", ""),
    (2, "Niêm yết mã QR tra cứu hồ sơ tại nơi tiếp nhận", "Trung tâm Phục vụ hành chính công",
     "Phòng Kinh tế\nCông an xã; Trạm Y tế", date(2026, 6, 30), "Bảng mã QR"),
    ("2.1", "Hướng dẫn người dân quét mã khi chờ đến lượt", "Trung tâm Phục vụ hành chính công",
     "", "Thường xuyên", "Sổ theo dõi"),
    ("09", "Trả kết quả tại nhà cho người khuyết tật", "- Phòng Kinh tế\n- Trạm Y tế", "",
     "15/12/2026", "Phiếu trả"),
)  # fmt: skip


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """The bytes of a workbook with one sheet that a function fills."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    fill(book, book.add_worksheet("Phụ lục"))
    book.close()
    return kept.getvalue()


def rows(sheet: Any, cells: Sequence[Sequence[Any]], first: int = 0) -> None:
    """Write rows of cells, dates as Excel keeps them."""
    for at, row in enumerate(cells, first):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value)
            elif value != "":
                sheet.write(at, column, value)


def annex() -> bytes:
    """An annex with a title, a heading in two rows, column numbers, groups and merged cells."""

    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.merge_range("A1:F1", "PHỤ LỤC")
        sheet.merge_range("A2:F2", "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026")
        sheet.merge_range("A3:F3", "(Kèm theo Kế hoạch số 12/KH-UBND ngày 05/02/2026)")
        rows(sheet, HEADING, 4)
        for column in "ABEF":
            sheet.merge_range(f"{column}5:{column}6", HEADING[0]["ABCDEF".index(column)])
        sheet.merge_range("C5:D5", "Đơn vị thực hiện")
        rows(sheet, (("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"), *ROWS), 6)
        sheet.write_datetime(10, 4, date(2026, 6, 30), day)
        sheet.merge_range("A8:F8", "I. CẢI CÁCH THỂ CHẾ")
        sheet.merge_range("C11:C12", "Trung tâm Phục vụ hành chính công")

    return workbook(fill)


def commas(sign: str, encoding: str) -> bytes:
    """The same table saved as text."""

    def shown(value: Any) -> str:
        text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
        return '"' + text.replace('"', '""') + '"' if sign in text or "\n" in text else text

    lines = (sign.join(shown(v) for v in row) for row in (*HEADING, *ROWS))
    return "\r\n".join(lines).encode(encoding)
