"""Appendix tables: each row a task, joined with the task of the body that it repeats."""

import html

import docx

from service.imports.importer import read_plan
from service.imports.reader.columns import columns_of
from service.imports.reading import Task
from tests.imports import hostile
from tests.imports.rendering import paragraphs, print_all, sample

ROWS = (
    (
        "STT",
        "Nội dung nhiệm vụ",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian",
        "Sản phẩm",
    ),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)"),
    ("I", "Cải cách thủ tục hành chính", "", "", "", ""),
    (
        "1",
        "Bố trí công chức hỗ trợ người cao tuổi nộp hồ sơ",
        "Trung tâm Phục vụ hành chính công",
        "Phòng Kinh tế; Trạm Y tế",
        "Quý II/2026",
        "Lịch trực",
    ),
    ("2", "Làm bảng chỉ đường tới quầy tiếp dân", "Phòng Kinh tế", "", "30/9/2026", "Bảng"),
    ("II", "Cải cách tài chính công", "", "", "", ""),
    ("3", "Đo điện từng tầng của trụ sở", "Phòng Kinh tế", "", "thường xuyên", "Sổ đo"),
)


def tasks(data: bytes, name: str) -> tuple[Task, ...]:
    return read_plan(data, name).tasks


def check(found: tuple[Task, ...]) -> None:
    body = tasks(sample("commune").encode(), "plan.txt")
    assert len(found) == len(body) + 2
    helped = next(t for t in found if t.text.startswith("Bố trí công chức"))
    assert helped.lead == "Trung tâm Phục vụ hành chính công"
    assert helped.partners == ("Phòng Kinh tế", "Trạm Y tế xã")
    assert helped.product == "Lịch trực"
    assert helped.deadline is not None
    assert helped.deadline.normalised == "2026-Q2"
    assert [(t.text, t.reform_area, t.lead) for t in found[-2:]] == [
        ("Làm bảng chỉ đường tới quầy tiếp dân", "procedures", "Phòng Kinh tế"),
        ("Đo điện từng tầng của trụ sở", "public_finance", "Phòng Kinh tế"),
    ]


def test_the_table_of_a_word_appendix_is_read() -> None:
    paper = docx.Document()
    for line in sample("commune").splitlines():
        if line.strip():
            paper.add_paragraph(line)
    paper.add_paragraph("PHỤ LỤC")
    table = paper.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    check(tasks(hostile.saved(paper), "plan.docx"))


def test_a_table_drawn_with_bars_is_read() -> None:
    drawn = "\n".join(f"| {' | '.join(row)} |" for row in ROWS)
    check(tasks(f"{sample('commune')}\nPHỤ LỤC\n\n{drawn}\n".encode(), "plan.txt"))


def test_a_ruled_table_of_a_pdf_is_read() -> None:
    cells = ("".join(f"<td>{html.escape(cell)}" for cell in row) for row in ROWS)
    style = "<style>table{border-collapse:collapse}td{border:1px solid;font-size:10pt}</style>"
    table = f"{style}<table>{''.join(f'<tr>{row}' for row in cells)}</table>"
    body = f"{paragraphs(sample('commune'))}<p>PHỤ LỤC</p>{table}"
    check(tasks(print_all([body])[0], "plan.pdf"))


def test_headings_are_known_by_their_words() -> None:
    found = columns_of(("TT", "Nhiệm vụ", "Sản phẩm", "Đơn vị thực hiện", "Thời hạn"))
    assert found is not None
    assert (found.task, found.product, found.lead, found.time) == (1, 2, 3, 4)
    late = columns_of(("Việc", "Deadline"))
    assert late is not None
    assert late.time == 1
    assert columns_of(("Họ tên", "Ngày sinh", "Quê quán")) is None
    assert columns_of(("STT", "Tiêu chí", "Đơn vị tính", "Năm 2026")) is None


def test_a_tagged_cell_that_covers_rows_is_in_each_of_them() -> None:
    rows = (
        "<table><tr><td>STT</td><td>Nhiệm vụ</td><td>Chủ trì</td><td>Thời gian</td></tr>",
        (
            "<tr><td>1</td><td>Làm bảng chỉ đường tới quầy</td><td rowspan=2>Phòng Kinh tế</td>"
            '<td rowspan="3">30/9/2026</td></tr>'
        ),
        "<tr><td>2</td><td>Đo điện từng tầng của trụ sở</td></tr>",
        "<tr><td>3</td><td>Kê lại bàn ghế phòng chờ</td><td>Trạm Y tế</td></tr></table>",
    )
    text = f"{sample('commune')}\nPHỤ LỤC\n\n" + "\n".join(rows)
    found = tasks(text.encode(), "plan.txt")[-3:]
    assert [t.lead for t in found] == ["Phòng Kinh tế", "Phòng Kinh tế", "Trạm Y tế xã"]
    assert {t.deadline.normalised for t in found if t.deadline} == {"no later than 2026-09-30"}
