"""A version of the work catalogue as an Excel workbook that can be read in again."""

import re
from collections.abc import Sequence
from io import BytesIO
from itertools import groupby
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from events.catalogues import Frame, WorkCatalogue, WorkItem

TITLES = (
    "STT",
    "Mã CV",
    "Phòng",
    "Nhiệm vụ",
    "Công việc chi tiết",
    "Sản phẩm đầu ra",
    "Nhóm",
    "Khung điểm",
    "Điểm chấm",
    "Hệ số quy đổi",
    "Ghi chú",
)
WIDTHS = (6, 10, 18, 28, 34, 26, 7, 11, 9, 9, 22)
NAME, FIRST, A4 = "Danh mục", 3, 9  # the sheet; the row of the titles, from 0; Excel's paper
FONT = {"font_name": "Times New Roman", "font_size": 12}
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def workbook(catalogue: WorkCatalogue) -> bytes:
    """Write the version: texts as texts, so that none computes, figures as numbers."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(NAME)
        _page(sheet)
        _above(book, sheet, catalogue)
        _rows(book, sheet, catalogue)
    return out.getvalue()


def frame_words(frame: Frame | None) -> str:
    """Write between which points a group lies; nothing when nobody said it."""
    return f"{frame.least:f}–{frame.most:f}" if frame else ""


def _page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(FIRST)
    sheet.freeze_panes(FIRST + 1, 2)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)


def _above(book: Workbook, sheet: Worksheet, catalogue: WorkCatalogue) -> None:
    drafted, decided = catalogue.drafted, catalogue.decided
    bold = book.add_format(FONT | {"bold": True, "font_size": 14})
    under = "(Dự thảo, chưa có hiệu lực)"
    if decided is not None:
        under = f"(Theo Quyết định số {decided.number} ngày {decided.decided_on:%d/%m/%Y})"
    standard = f"Sản phẩm chuẩn: {drafted.standard_points:f} điểm, hệ số 1"
    lines = ((drafted.title, bold), (under, None), (standard, None))
    for row, (words, shape) in enumerate(lines):
        _text(sheet, row, 0, words, shape or book.add_format(FONT))


def _rows(book: Workbook, sheet: Worksheet, catalogue: WorkCatalogue) -> None:
    cell = FONT | {"border": 1, "valign": "top", "text_wrap": True}
    plain, bold = book.add_format(cell), book.add_format(cell | {"bold": True})
    frames = {frame.group: frame for frame in catalogue.drafted.frames}
    rows: list[tuple[Sequence[Any], Format]] = [(TITLES, bold)]
    number = 0
    for part, members in groupby(catalogue.drafted.items, key=lambda item: item.part):
        if part:
            rows.append((("", "", "", part, *[""] * 7), bold))
        for item in members:
            number += 1
            rows.append((_cells(number, item, frames.get(item.group)), plain))
    for row, (cells, shape) in enumerate(rows, FIRST):
        for column, value in enumerate(cells):
            _write(sheet, row, column, value, shape)


def _cells(number: int, item: WorkItem, frame: Frame | None) -> tuple[Any, ...]:
    return (
        number,
        item.code,
        item.room,
        item.task,
        item.work,
        item.product,
        f"N{item.group}",
        frame_words(frame),
        item.points,
        item.coefficient,
        item.note,
    )


def _write(sheet: Worksheet, row: int, column: int, value: Any, shape: Format) -> None:
    if isinstance(value, str):
        _text(sheet, row, column, value, shape)
    else:
        sheet.write_number(row, column, value, shape)


def _text(sheet: Worksheet, row: int, column: int, words: str, shape: Format) -> None:
    sheet.write_string(row, column, UNWRITABLE.sub("", words), shape)
