"""Annexes of tasks in many forms, drawn from parts: what each row says must be read whole."""

from collections.abc import Sequence
from itertools import product

import pytest

from service.imports.importer import read_plan
from service.imports.reading import Task
from tests.imports.rendering import sample

WORKS = (
    ("Rà soát văn bản do xã ban hành", "Văn phòng HĐND và UBND xã", "Công an xã"),
    ("Công khai dự toán ngân sách xã", "Phòng Kinh tế", "Phòng Văn hóa - Xã hội"),
    ("Khoán chi văn phòng phẩm cho từng phòng", "Phòng Kinh tế", "Trạm Y tế xã"),
)
SHORT = {
    "Văn phòng HĐND và UBND xã": "VP HĐND&UBND",
    "Công an xã": "CA xã",
    "Phòng Kinh tế": "P.KT",
    "Phòng Văn hóa - Xã hội": "P. VH-XH",
    "Trạm Y tế xã": "TYT xã",
}
HEADS = (  # the columns of task, lead, partners and time; "a>b" is b below a
    "Nội dung nhiệm vụ|Cơ quan chủ trì|Cơ quan phối hợp|Thời gian thực hiện",
    "Nhiệm vụ, giải pháp|Đơn vị thực hiện>Chủ trì|Đơn vị thực hiện>Phối hợp|Tiến độ",
    "Công tác|Đơn vị được giao|Đơn vị liên quan|Thời gian>Hoàn thành",
    "Nội dung thực hiện|Tổ chức>Đơn vị>Chủ trì|Tổ chức>Đơn vị>Phối hợp|Tổ chức>Hạn>Kết thúc",
)
TIMES = {
    "Quý III/2026": "2026-Q3",
    "Q.III/2026": "2026-Q3",
    "Quý II - quý III năm 2026": "2026-Q3",
    "01/3 - 30/6/2026": "no later than 2026-06-30",
    "T9/2026": "2026-09",
    "Thường xuyên": "continuous",
}
SHAPES = ("plain", "grouped", "as above", "short", "headed again")
EACH = 7
Rows = Sequence[Sequence[str]]


def heading(head: str) -> Rows:
    columns = [["STT"], *(named.split(">") for named in head.split("|"))]
    deep = max(map(len, columns))
    return [[column[min(n, len(column) - 1)] for column in columns] for n in range(deep)]


def annex(head: str, time: str, shape: str) -> Rows:
    rows = [
        [str(n), work, lead, partner, time] for n, (work, lead, partner) in enumerate(WORKS)
    ]
    if shape == "as above":
        rows[2][2] = "nt"
    if shape == "short":
        rows = [[*row[:2], SHORT[row[2]], SHORT[row[3]], row[4]] for row in rows]
    if shape == "grouped":
        rows.insert(1, ["II", "CẢI CÁCH TÀI CHÍNH CÔNG", "", "", ""])
    again = heading(head) if shape == "headed again" else []
    return [*heading(head), *rows[:2], *again, *rows[2:]]


def read(*tables: Rows) -> Sequence[Task]:
    drawn = "\nGhi chú của trang\n".join(
        "\n".join(f"| {' | '.join(row)} |" for row in rows) for rows in tables
    )
    plan = read_plan(f"{sample('commune')}\nPHỤ LỤC\n\n{drawn}\n".encode(), "plan.txt")
    return [task for task in plan.tasks if task.rule == "tables.row"]


def test_every_form_of_an_annex_of_tasks_is_read_exactly() -> None:
    for form in list(product(HEADS, TIMES, SHAPES))[::EACH]:
        due = TIMES[form[1]]
        assert [
            (t.text, t.lead, *t.partners, t.deadline and t.deadline.normalised)
            for t in read(annex(*form))
        ] == [(*work, due) for work in WORKS], form


def test_each_dash_of_a_cell_is_a_task_with_its_own_line_of_time() -> None:
    cell = "- Rà soát văn bản do xã ban hành<br>- Công khai dự toán ngân sách xã;"
    first, second = read([
        ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["1", cell, "Phòng Kinh tế", "- Quý I/2026<br>- Quý II/2026"],
    ])  # fmt: skip
    assert (first.text, second.text) == tuple(work for work, *_units in WORKS[:2])
    assert [t.deadline and t.deadline.normalised for t in (first, second)] == [
        "2026-Q1",
        "2026-Q2",
    ]
    assert first.item_text[slice(2, 2 + len(first.text))] == first.text


def test_a_table_goes_on_behind_words_where_it_counts_on() -> None:
    head, *rows = annex(HEADS[0], "Quý III/2026", "plain")
    people = [["Lò Văn Pâng người xã Nà Lìn", "1990"], ["Vì Thị Mai người xã Nà Lìn", "1992"]]
    assert len(read([head, *rows[:2]], rows[2:])) == len(WORKS)
    assert len(read([head, *rows], [[*person, "", "x"] for person in people])) == len(WORKS)


@pytest.mark.parametrize("mark", ["x", "*"])
def test_a_mark_says_who_and_when_and_makes_no_group_of_its_row(mark: str) -> None:
    found = read([
        ["STT", "Nhiệm vụ", "Chủ trì", "Chủ trì", "Thời gian", "Thời gian"],
        ["STT", "Nhiệm vụ", "Công an xã", "Phòng Kinh tế", "Quý I", "Quý II"],
        ["1", WORKS[0][0], mark, "", mark, ""],
        ["2", WORKS[1][0], "", mark, "", mark],
    ])  # fmt: skip
    assert [(t.text, t.lead, t.deadline and t.deadline.normalised) for t in found] == [
        (WORKS[0][0], "Công an xã", "Q1"),
        (WORKS[1][0], "Phòng Kinh tế", "Q2"),
    ]


@pytest.mark.parametrize("cells", ["- Phòng Kinh tế<br>- Công an xã", "Phòng Kinh tế/ CA xã"])
def test_several_units_in_a_cell_are_the_lead_and_its_partners(cells: str) -> None:
    (task,) = read([
        ["STT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
        ["1", WORKS[0][0], cells, "Quý I/2026"],
    ])  # fmt: skip
    assert (task.lead, task.partners) == ("Phòng Kinh tế", ("Công an xã",))
