"""The decree's forms, read back: where everything stands, how large, and in which words."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.document import Document

from service.evaluation.grades import Grade
from service.evaluation.papers.official import Official, PeriodSheet, YearSheet
from service.evaluation.papers.period_sheet import period_sheet
from service.evaluation.papers.wording import figure, groups_of
from service.evaluation.papers.year_sheet import year_sheet
from service.papers.blocks import place_and_day
from tests.evaluation.examples import LETTER, other

KHAI = Official(
    name="Ma Văn Khải",
    post="Công chức một cửa",
    unit="Trung tâm Phục vụ hành chính công",
    body="UBND xã Suối Ngàn",
    place="Suối Ngàn",
)
SCORES = {item.code: item.most for item in LETTER.common} | {"I.2": Decimal("4.75")}
JUNE = PeriodSheet(
    official=KHAI,
    period="tháng 6 năm 2026",
    groups=groups_of(LETTER, SCORES),
    common=Decimal("29.75"),
    result=Decimal("56.875"),
    total=Decimal("86.63"),
    opinion="Đồng ý\x00 với số điểm.",
    scored_on=date(2026, 6, 25),
    confirmed_on=date(2026, 7, 2),
    confirmed_by="Giàng Thị Dợ",
)
YEAR = YearSheet(
    official=KHAI,
    year=2026,
    months={1: Decimal("96.75"), 2: Decimal("87.50"), 3: Decimal("92.32")},
    mean=Decimal("92.19"),
    decided=Grade.GOOD,
    notes={2: "Nghỉ ốm 5 ngày"},
)
PLACES = {  # words of a paper: points, bold, italic, as the table of Phụ lục I has them
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": ({12, 13}, True, False),
    "Độc lập - Tự do - Hạnh phúc": ({13, 14}, True, False),
    "UBND XÃ SUỐI NGÀN": ({12, 13}, True, False),
    "PHIẾU THEO DÕI, ĐÁNH GIÁ CÔNG CHỨC": ({13, 14}, True, False),
    "I. KẾT QUẢ THEO DÕI, ĐÁNH GIÁ THEO TIÊU CHÍ CHUNG": ({13, 14}, True, False),
    "Họ và tên: Ma Văn Khải": ({13, 14}, False, False),
    "Suối Ngàn, ngày 25 tháng 6 năm 2026": ({13, 14}, False, True),
    "CÔNG CHỨC TỰ ĐÁNH GIÁ": ({13, 14}, True, False),
    "(Ký tên, ghi rõ họ tên)": ({13, 14}, False, True),
    "Giàng Thị Dợ": ({13, 14}, True, False),
}


@pytest.fixture(scope="module")
def june() -> Document:
    return docx.Document(BytesIO(period_sheet(JUNE)))


@pytest.fixture(scope="module")
def year() -> Document:
    return docx.Document(BytesIO(year_sheet(YEAR)))


def paragraphs(paper: Document) -> list[Any]:
    """Everything in reading order, cells among it."""
    found: list[Any] = []
    for part in paper.iter_inner_content():
        rows = getattr(part, "rows", None)
        if rows is None:
            found.append(part)
        else:
            found += [line for row in rows for cell in row.cells for line in cell.paragraphs]
    return found


def test_the_page_has_the_margins_letters_and_numbers_of_the_decree(june: Document) -> None:
    section = june.sections[0]
    lengths = (section.page_width, section.page_height, section.left_margin)
    assert [round(length.mm) for length in lengths if length] == [210, 297, 30]
    edges = (section.top_margin, section.bottom_margin, section.right_margin)
    assert [round(edge.mm) for edge in edges if edge] == [20, 20, 15]
    assert june.styles["Normal"].font.name == "Times New Roman"
    assert section.different_first_page_header_footer
    [number] = section.header.paragraphs
    assert "PAGE" in number._p.xml
    assert str(number.alignment).startswith("CENTER")
    assert not section.first_page_header.paragraphs[0]._p.xml.count("PAGE")


@pytest.mark.parametrize("words", PLACES)
def test_each_part_has_its_size_and_weight(june: Document, words: str) -> None:
    sizes, bold, italic = PLACES[words]
    [run, *_] = [line.runs[0] for line in paragraphs(june) if line.text == words]
    assert run.font.size.pt in sizes
    assert (bool(run.bold), bool(run.italic)) == (bold, italic)


def test_the_issuer_stands_left_of_the_nation_and_rules_run_below_both(june: Document) -> None:
    left, right = june.tables[0].rows[0].cells
    assert left.text.strip() == "UBND XÃ SUỐI NGÀN"
    assert right.text.startswith("CỘNG HÒA")
    for cell in (left, right):
        assert "w:bottom" in cell.paragraphs[-1]._p.xml
    widths = [round(cell.width.mm) for cell in (left, right) if cell.width]
    assert sum(widths) == 210 - 30 - 15


def test_the_period_s_form_has_the_self_score_alone(june: Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in june.tables[1].rows]
    assert rows[0] == ["TT", "Tiêu chí chấm điểm", "Điểm tối đa", "Điểm do cá nhân tự chấm"]
    assert rows[1] == ["(1)", "(2)", "(3)", "(4)"]
    assert [row[0] for row in rows[2:]] == [
        "I", "1", "2", "II", "1", "2", "3", "4", "III", "1", "2", "3", "4", "Tổng cộng",
    ]  # fmt: skip
    assert rows[2][2:] == ["10", "9,75"]
    assert rows[4][2:] == ["5", "4,75"]
    assert rows[-1][1:] == ["Tổng cộng", "30", "29,75"]


def test_the_period_s_form_sums_up_and_leaves_room_where_nothing_is_said(
    june: Document,
) -> None:
    said = [line.text for line in paragraphs(june)]
    assert "(Kỳ theo dõi, đánh giá: tháng 6 năm 2026)" in said
    assert "2. Điểm tiêu chí kết quả thực hiện nhiệm vụ: 56,875" in said
    assert "3. Tổng điểm theo dõi, đánh giá công chức: 86,63" in said
    assert next(s for s in said if s.startswith("4. Ưu điểm")).endswith("....")
    assert (
        "6. Ý kiến nhận xét của cấp có thẩm quyền theo dõi, đánh giá: Đồng ý với số điểm."
        in said
    )


def test_the_year_s_form_has_each_month_its_mean_and_the_grade_ticked(year: Document) -> None:
    rows = [[cell.text for cell in row.cells] for row in year.tables[1].rows]
    assert rows[0] == ["Tháng", "Tổng điểm theo dõi, đánh giá", "Ghi chú"]
    assert rows[2] == ["2", "87,5", "Nghỉ ốm 5 ngày"]
    assert rows[4] == ["4", "", ""]
    assert rows[13] == ["Tổng điểm trung bình cả năm", "92,19", ""]
    said = [line.text for line in paragraphs(year)]
    sections = [s.partition(".")[0] for s in said if s[:2] in {"I.", "II", "IV"}]
    assert sections == ["I", "II", "III", "IV"]
    assert [s for s in said if s.startswith("☒")] == ["☒ Hoàn thành tốt nhiệm vụ"]
    assert sum(s.startswith("☐") for s in said) == 7


def test_another_set_prints_its_own_criteria() -> None:
    own = other(code="tinh-2026")
    assert groups_of(own, {})[0].lines[1].name == "Ý thức kỷ luật, kỷ cương"
    assert groups_of(own, {})[0].score is None


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 2, 5), "Suối Ngàn, ngày 05 tháng 02 năm 2026"),
        (date(2026, 3, 15), "Suối Ngàn, ngày 15 tháng 3 năm 2026"),
        (None, "Suối Ngàn, ngày .... tháng .... năm ......"),
    ],
)
def test_days_and_the_first_two_months_have_two_digits(day: date | None, said: str) -> None:
    assert place_and_day("Suối Ngàn", day) == said


@pytest.mark.parametrize(
    ("points", "said"), [("30", "30"), ("29.50", "29,5"), ("0", "0"), ("100", "100")]
)
def test_points_have_a_comma_and_no_idle_noughts(points: str, said: str) -> None:
    assert figure(Decimal(points)) == said
