"""Mẫu số 02: the official's year, with the signed score of each month and the grade.

Source: Decree 335/2025/NĐ-CP, Phụ lục II; layout by Decree 30/2020/NĐ-CP.
"""

from docx.document import Document

from service.evaluation.grades import Grade
from service.evaluation.papers.official import YearSheet
from service.evaluation.papers.period_sheet import DOTS, about, form_head, saved
from service.evaluation.papers.wording import GRADES, figure
from service.papers import looks
from service.papers.blocks import Signature, place_and_day, signatures
from service.papers.page import put, upright
from service.papers.tables import ruled

HEAD = ("Tháng", "Tổng điểm theo dõi, đánh giá", "Ghi chú")
WIDTHS = (40, 45, 80)  # millimetres
MEAN = "Tổng điểm trung bình cả năm"
CHOSEN, OPEN = "☒", "☐"


def year_sheet(sheet: YearSheet) -> bytes:
    """Write the form as a Word document."""
    paper = upright()
    form_head(paper, "Mẫu số 02", sheet.official)
    put(paper, "Phiếu xếp loại chất lượng công chức", looks.TITLE)
    put(paper, f"Năm {sheet.year}", looks.SUBJECT)
    about(paper, sheet.official)
    put(paper, "I. Tổng hợp kết quả theo dõi, đánh giá", looks.SECTION)
    _months(paper, sheet)
    put(paper, "II. Công chức tự đánh giá, xếp loại chất lượng", looks.SECTION)
    _grades(paper, sheet.own)
    decided = "III. Kết quả xếp loại chất lượng của cấp có thẩm quyền"
    put(paper, decided, looks.SECTION)
    _grades(paper, sheet.decided)
    put(paper, "IV. Đề xuất phương án xử lý", looks.SECTION)
    put(paper, sheet.proposal or DOTS, looks.BODY)
    put(paper, "", looks.CELL)
    _signed(paper, sheet)
    return saved(paper)


def _months(paper: Document, sheet: YearSheet) -> None:
    rows = [
        (str(month), figure(sheet.months.get(month)), sheet.notes.get(month, ""))
        for month in range(1, 13)
    ]
    rows.append((MEAN, figure(sheet.mean), ""))
    ruled(paper, WIDTHS, HEAD, rows, {12})


def _grades(paper: Document, chosen: Grade | None) -> None:
    for grade, words in GRADES.items():
        put(paper, f"{CHOSEN if grade == chosen else OPEN} {words}", looks.CHOICE)


def _signed(paper: Document, sheet: YearSheet) -> None:
    place = sheet.official.place
    own = Signature(
        day=place_and_day(place, sheet.own_on),
        titles=("Công chức tự xếp loại",),
        name=sheet.official.name if sheet.own_on else "",
    )
    authority = Signature(
        day=place_and_day(place, sheet.decided_on),
        titles=("Cấp có thẩm quyền xếp loại",),
        name=sheet.decided_by,
    )
    signatures(paper, own, authority)
