"""An annex kept as a spreadsheet: Excel or comma-separated, as it comes."""

import unicodedata
from typing import Any

import pytest

from service.imports import refusals
from service.imports.annexes import with_annex
from service.imports.importer import read_plan
from service.imports.reading import Reading, Task
from tests.imports import workbooks
from tests.imports.rendering import sample

PLACES = tuple[str, str, str | None, tuple[str, ...], str, str | None]
CENTRE = "Trung tâm Phục vụ hành chính công"
EXPECTED: list[PLACES] = [
    ("Rà soát văn bản do xã ban hành đã hết hiệu lực", "institutions",
     "Văn phòng HĐND và UBND xã", ("Các phòng, đơn vị thuộc xã",), "2026-Q3",
     "Danh mục văn bản"),
    ("Niêm yết mã QR tra cứu hồ sơ tại nơi tiếp nhận", "procedures", CENTRE,
     ("Phòng Kinh tế", "Công an xã", "Trạm Y tế xã"), "no later than 2026-06-30", "Bảng mã QR"),
    ("Hướng dẫn người dân quét mã khi chờ đến lượt", "procedures", CENTRE, (), "continuous",
     "Sổ theo dõi"),
    ("Trả kết quả tại nhà cho người khuyết tật", "procedures", "Phòng Kinh tế",
     ("Trạm Y tế xã",), "no later than 2026-12-15", "Phiếu trả"),
]  # fmt: skip


def told(task: Task) -> PLACES:
    due = task.deadline.normalised if task.deadline else ""
    return task.text, task.reform_area, task.lead, task.partners, due, task.product


def check_places(reading: Reading) -> None:
    texts = {p.number: p.text for p in reading.paragraphs}
    for record in (*reading.tasks, *reading.indicators):
        place = record.place
        assert texts[place.paragraph][place.start : place.end] == record.text


def test_an_excel_annex_gives_its_tasks_with_all_their_fields() -> None:
    found = read_plan(workbooks.annex(), "phu-luc.xlsx")
    assert [told(task) for task in found.tasks] == EXPECTED
    assert found.metadata.title.text == "DANH MỤC NHIỆM VỤ CẢI CÁCH HÀNH CHÍNH NĂM 2026"
    assert [r.number for r in found.references] == ["12/KH-UBND"]
    assert [t.place.first_line for t in found.tasks] == [9, 11, 12, 13]
    check_places(found)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_the_same_annex_saved_as_text_gives_the_same(sign: str, encoding: str) -> None:
    found = read_plan(workbooks.commas(sign, encoding), "phu-luc.csv")
    assert [told(task) for task in found.tasks] == EXPECTED
    check_places(found)


def test_decomposed_letters_make_no_difference() -> None:

    text = unicodedata.normalize("NFD", workbooks.commas(";", "utf-8").decode())
    assert [told(t) for t in read_plan(text.encode(), "a.csv").tasks] == EXPECTED


def test_the_annex_is_joined_with_its_plan_and_counts_no_task_twice() -> None:
    plan = read_plan(sample("commune").encode(), "plan.txt")
    twin = plan.tasks[0].text.rstrip(".")
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Sản phẩm"),
        (1, twin, "Phòng Kinh tế", "30/9/2026", "Báo cáo"),
        (2, "Mua máy quét mới cho nơi tiếp nhận hồ sơ", "Phòng Kinh tế", "", "Máy quét"),
    )
    book = workbooks.workbook(lambda _book, sheet: workbooks.rows(sheet, rows))
    found = with_annex(plan, read_plan(book, "phu-luc.xlsx"))
    assert len(found.tasks) == len(plan.tasks) + 1
    assert found.tasks[0].product == "Báo cáo"
    assert found.tasks[0].place == plan.tasks[0].place
    assert not [a for a in found.anomalies if a.kind == "absent_appendix"]
    assert len({p.number for p in found.paragraphs}) == len(found.paragraphs)
    check_places(found)


def test_targets_in_a_table_are_read_for_each_stage() -> None:
    rows = (
        ("STT", "Chỉ tiêu", "Đơn vị tính", "Giai đoạn 2026-2027", "Năm 2030", "Ghi chú"),
        (1, "Hồ sơ nộp trực tuyến toàn trình", "%", "≥ 60", 90, ""),
        (2, "Thời gian chờ tại nơi tiếp nhận", "phút", "giảm 20%", "không quá 15", ""),
    )
    book = workbooks.workbook(lambda _book, sheet: workbooks.rows(sheet, rows))
    found = read_plan(book, "bieu.xlsx").indicators
    assert [(i.comparator, i.value, i.unit, i.phase) for i in found] == [
        (">=", 60, "%", "2026-2027"),
        ("=", 90, "%", "2030"),
        ("reduce_by=", 20, "%", "2026-2027"),
        ("<=", 15, "phút", "2030"),
    ]


def test_a_table_of_something_else_is_no_plan() -> None:
    rows = (
        ("STT", "Họ và tên", "Ngày sinh", "Quê quán"),
        (1, "Lò Văn Pâng", "01/02/1990", "Nà Lìn"),
    )
    book = workbooks.workbook(lambda _book, sheet: workbooks.rows(sheet, rows))
    with pytest.raises(refusals.NotAPlanError):
        read_plan(book, "danh-sach.xlsx")


def test_hidden_sheets_are_left_out_and_every_visible_one_stands_alone() -> None:
    def fill(book: Any, sheet: Any) -> None:
        works = ("Dán sơ đồ chỉ đường tại trụ sở", "Kê lại bàn tiếp dân cho thoáng")
        second, people, hidden = (book.add_worksheet(name) for name in "234")
        first = ((n, work, "Phòng Kinh tế") for n, work in enumerate(works, 1))
        workbooks.rows(sheet, (("TT", "Nhiệm vụ", "Chủ trì"), *first))
        turned = (("TT", "Chủ trì", "Nhiệm vụ"), (1, "Phòng Kinh tế", "Mua thêm ghế ngồi chờ"))
        workbooks.rows(second, turned)
        workbooks.rows(
            people, (("TT", "Họ và tên", "Chức vụ"), (1, "Lò Văn Pâng", "Trưởng ban"))
        )
        workbooks.rows(hidden, (turned[0], (1, "Văn phòng", "Việc đã bỏ không làm nữa")))
        hidden.hide()

    found = read_plan(workbooks.workbook(fill), "a.xlsx")
    assert [(t.text, t.lead, t.place.page) for t in found.tasks] == [
        ("Dán sơ đồ chỉ đường tại trụ sở", "Phòng Kinh tế", 1),
        ("Kê lại bàn tiếp dân cho thoáng", "Phòng Kinh tế", 1),
        ("Mua thêm ghế ngồi chờ", "Phòng Kinh tế", 2),
    ]


def test_hidden_rows_are_left_out() -> None:
    def fill(_book: Any, sheet: Any) -> None:
        work = ("Dán sơ đồ chỉ đường tại trụ sở", "Việc đã bỏ không làm nữa", "Kê lại bàn ghế")
        named = ((n, text, "Phòng Kinh tế") for n, text in enumerate(work, 1))
        workbooks.rows(sheet, (("TT", "Nhiệm vụ", "Chủ trì"), *named))
        sheet.set_row(2, None, None, {"hidden": True})

    found = read_plan(workbooks.workbook(fill), "a.xlsx").tasks
    assert [t.place.first_line for t in found] == [2, 4]


def test_shares_keep_their_sign_and_numbers_their_printed_form() -> None:
    def fill(book: Any, sheet: Any) -> None:
        share = book.add_format({"num_format": "0%"})
        workbooks.rows(
            sheet, (("STT", "Chỉ tiêu", "Năm 2026"), (1, "Hồ sơ đúng hạn tại xã", ""))
        )
        sheet.write(1, 2, 0.955, share)

    (found,) = read_plan(workbooks.workbook(fill), "a.xlsx").indicators
    assert (found.value, found.unit) == (95.5, "%")
