"""Mẫu số 01: the official's month or quarter, with the self-score's one column.

Source: Decree 335/2025/NĐ-CP, Phụ lục II; layout by Decree 30/2020/NĐ-CP.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

from docx.document import Document

from service.evaluation.papers.official import Group, Official, PeriodSheet
from service.evaluation.papers.wording import figure
from service.papers import looks
from service.papers.blocks import Signature, letterhead, place_and_day, signatures
from service.papers.page import put, upright
from service.papers.tables import joined, ruled

HEAD = ("TT", "Tiêu chí chấm điểm", "Điểm tối đa", "Điểm do cá nhân tự chấm")
NUMBERED = ("(1)", "(2)", "(3)", "(4)")
WIDTHS = (15, 98, 22, 30)  # millimetres
TOTAL = "Tổng cộng"
DOTS = "." * 60


def period_sheet(sheet: PeriodSheet) -> bytes:
    """Write the form as a Word document."""
    paper = upright()
    form_head(paper, "Mẫu số 01", sheet.official)
    put(paper, "Phiếu theo dõi, đánh giá công chức", looks.TITLE)
    put(paper, f"(Kỳ theo dõi, đánh giá: {sheet.period})", looks.UNDER_TITLE)
    about(paper, sheet.official)
    put(paper, "I. Kết quả theo dõi, đánh giá theo tiêu chí chung", looks.SECTION)
    _criteria(paper, sheet)
    put(paper, "II. Tổng hợp kết quả theo dõi, đánh giá công chức", looks.SECTION)
    for line in _summed(sheet):
        put(paper, line, looks.BODY)
    put(paper, "", looks.CELL)
    _signed(paper, sheet)
    return saved(paper)


def form_head(paper: Document, number: str, official: Official) -> None:
    """Put the number of a form of the decree over who prints it and the nation's name."""
    put(paper, number, looks.FORM_NUMBER)
    letterhead(paper, official.parent, official.body)


def about(paper: Document, official: Official) -> None:
    """Say whose form it is."""
    for label, words in (
        ("Họ và tên", official.name),
        ("Chức vụ, chức danh", official.post),
        ("Đơn vị công tác", official.unit),
    ):
        put(paper, f"{label}: {words}", looks.BODY)


def saved(paper: Document) -> bytes:
    """Give the document's bytes."""
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _criteria(paper: Document, sheet: PeriodSheet) -> None:
    rows, strong = [NUMBERED], {0}
    for group in sheet.groups:
        strong.add(len(rows))
        rows += _rows(group)
    most = sum((group.most for group in sheet.groups), Decimal(0))
    strong.add(len(rows))
    rows.append((TOTAL, "", figure(most), figure(_given(sheet.groups))))
    table = ruled(paper, WIDTHS, HEAD, rows, strong)
    joined(table.rows[-1], 0, 1)


def _rows(group: Group) -> list[tuple[str, str, str, str]]:
    lines = [
        (str(number), line.name, figure(line.most), figure(line.score))
        for number, line in enumerate(group.lines, 1)
    ]
    return [(group.number, group.name, figure(group.most), figure(group.score)), *lines]


def _given(groups: Sequence[Group]) -> Decimal | None:
    known = [group.score for group in groups if group.score is not None]
    return sum(known, Decimal(0)) if len(known) == len(groups) else None


def _summed(sheet: PeriodSheet) -> Iterator[str]:
    for number, (label, words) in enumerate(
        (
            ("Điểm tiêu chí chung", figure(sheet.common)),
            ("Điểm tiêu chí kết quả thực hiện nhiệm vụ", figure(sheet.result)),
            ("Tổng điểm theo dõi, đánh giá công chức", figure(sheet.total)),
            ("Ưu điểm", sheet.strengths),
            ("Hạn chế, khuyết điểm", sheet.weaknesses),
            ("Ý kiến nhận xét của cấp có thẩm quyền theo dõi, đánh giá", sheet.opinion),
        ),
        1,
    ):
        yield f"{number}. {label}: {words or DOTS}"


def _signed(paper: Document, sheet: PeriodSheet) -> None:
    place = sheet.official.place
    own = Signature(
        day=place_and_day(place, sheet.scored_on),
        titles=("Công chức tự đánh giá",),
        name=sheet.official.name if sheet.scored_on else "",
    )
    authority = Signature(
        day=place_and_day(place, sheet.confirmed_on),
        titles=("Cấp có thẩm quyền", "theo dõi, đánh giá"),
        name=sheet.confirmed_by,
    )
    signatures(paper, own, authority)
