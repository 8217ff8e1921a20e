"""Tables of targets in many forms, drawn from parts; and tables that are of something else."""

from collections.abc import Sequence
from itertools import product

import pytest

from service.imports.importer import read_plan
from service.imports.reading import Reading
from tests.imports.rendering import sample

AIMS = (
    ("Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn", 95),
    ("Tỷ lệ hồ sơ công việc xử lý trên môi trường mạng", 80),
)
PRINTED = {
    "{}": "=", "{}%": "=", "{},0": "=", "phấn đấu {}%": "=", "trên {}%": ">", "≥ {}%": ">=",
    "≥{}": ">=", "Đạt ≥ {}%": ">=", "{}-99%": ">=", "tối thiểu {}%": ">=",
    "không dưới {}%": ">=", "{}% trở lên": ">=", "{}% (phấn đấu 99%)": "=",
    "từ {}% trở lên": ">=", "đạt {}% trở lên": ">=",
}  # fmt: skip
NAMED = (
    "Chỉ tiêu", "Tên chỉ tiêu", "Chỉ số", "Nội dung", "Tiêu chí", "Mục tiêu",
    "Nội dung chỉ tiêu, lĩnh vực", "Danh mục chỉ tiêu",
)  # fmt: skip
FIGURED = (
    "Năm 2026", "2026", "Kế hoạch năm 2026", "Giá trị", "Mục tiêu", "Mức phấn đấu",
    "Chỉ tiêu giao", "Yêu cầu đạt", "Mức đạt", "Số lượng", "Kết quả cần đạt", "Tỷ lệ (%)",
)  # fmt: skip
SHAPES = ("plain", "no order", "no measure", "baseline", "note", "lead", "turned")
EACH, LEAST = 149, 0.98
Rows = Sequence[Sequence[str]]


def table(printed: str, named: str, figured: str, shape: str) -> Rows:
    figures = [printed.format(value) for _, value in AIMS]
    names = [name for name, _ in AIMS]
    if shape == "turned":
        return [["Năm", *names], ["2026", *figures]]
    columns = {
        "order": ["STT", "1", "2"],
        "name": [named, *names],
        "measure": ["Đơn vị tính", "%", "%"],
        "baseline": ["Thực hiện năm 2025", "70", "70"],
        "figure": [figured, *figures],
        "note": ["Ghi chú", "", ""],
        "lead": ["Đơn vị chủ trì", "Phòng Kinh tế", "Phòng Kinh tế"],
    }
    left = {"baseline", "note", "lead"} ^ {shape.removeprefix("no ")}
    return list(
        zip(*(cells for name, cells in columns.items() if name not in left), strict=True)
    )


def read(rows: Rows) -> Reading:
    drawn = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return read_plan(f"{sample('commune')}\nPHỤ LỤC\n\n{drawn}\n".encode(), "plan.txt")


@pytest.fixture(scope="module")
def bare() -> Reading:
    return read_plan(sample("commune").encode(), "plan.txt")


def test_nearly_every_form_of_a_table_of_targets_is_read_exactly(bare: Reading) -> None:
    forms = list(product(PRINTED, NAMED, FIGURED, SHAPES))[::EACH]
    missed = []
    for form in forms:
        found = read(table(*form)).indicators[len(bare.indicators) :]
        wanted = [(float(value), PRINTED[form[0]]) for _, value in AIMS]
        if [(aim.value, aim.comparator) for aim in found] != wanted:
            missed.append(form)
    assert len(missed) <= (1 - LEAST) * len(forms), missed


def test_turned_stages_are_the_targets_years_and_what_was_reached_is_none(
    bare: Reading,
) -> None:
    name = AIMS[0][0]
    rows = [
        ("STT", "Năm", name),
        ("1", "2025", "90%"),
        ("2", "2026", "95%"),
        ("3", "2027", "97%"),
    ]
    found = read(rows).indicators[len(bare.indicators) :]
    assert [(a.text, a.value, a.phase) for a in found] == [
        (name, 95, "2026"),
        (name, 97, "2027"),
    ]


FIRST, SECOND = "Mua máy quét cho bộ phận một cửa", "Tập huấn chuyển đổi số cho cán bộ"


@pytest.mark.parametrize(
    ("headings", "first", "second"),
    [
        ("Nội dung|Đơn vị tính|Số lượng|Đơn giá|Thành tiền", "cái|2|15|30", "lớp|1|20|20"),
        ("Nội dung|Số tiền (triệu đồng)", "30", "20"),
        ("Nội dung|Năm 2026|Năm 2027|Tổng cộng", "30|10|40", "20|10|30"),
        ("Nội dung|Đơn vị chủ trì|Tháng", "Phòng Kinh tế|6", "Phòng Kinh tế|7"),
        ("Nội dung|Đơn vị chủ trì|Kết quả", "Phòng Kinh tế|01 máy", "Phòng Kinh tế|02 lớp"),
        ("Nội dung công việc|Chỉ tiêu|Thời gian", "100%|Quý II/2026", "95%|Quý III/2026"),
        ("Nhiệm vụ|Số lượng|Đơn vị chủ trì", "1|Phòng Kinh tế", "2|Phòng Kinh tế"),
        ("Tiêu chí|Điểm tối đa|Điểm tự chấm", "10|9", "5|4"),
        ("Họ và tên|Năm sinh", "1985", "1990"),
        ("Nội dung|Số liệu năm 2025", "250", "300"),
    ],
)
def test_tables_of_work_money_points_and_people_hold_no_targets(
    headings: str, first: str, second: str, bare: Reading
) -> None:
    rows = [f"STT|{headings}", f"1|{FIRST}|{first}", f"2|{SECOND}|{second}"]
    found = read([row.split("|") for row in rows])
    assert len(found.indicators) == len(bare.indicators)
    worked = "chủ trì" in headings or "Thời gian" in headings
    assert len(found.tasks) == len(bare.tasks) + 2 * worked
