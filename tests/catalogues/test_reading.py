"""A spreadsheet of a work catalogue becomes items, or every wrong row is named."""

from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from msgspec import structs
from openpyxl import load_workbook

from events.catalogues import Frame, WorkCatalogue
from service.catalogues.sheet import workbook as export
from service.imports import refusals, sandbox
from service.imports.work_catalogue import (
    CatalogueFaultsError,
    NoCatalogueTableError,
    frame_of,
    group_of,
    number_of,
)
from service.imports.work_columns import heading_at
from tests.catalogues.sheets import FIVE, HEAD, ITEMS, WHOLE, drafted, read, sheet
from tests.imports.workbooks import rows, workbook


def faults(data: bytes, standard: Decimal = FIVE) -> list[tuple[int, str, str, str]]:
    with pytest.raises(CatalogueFaultsError) as caught:
        read(data, standard)
    assert all(fault.page == 1 for fault in caught.value.faults)
    return [(f.row, f.flaw, f.text, f.other) for f in caught.value.faults]


def test_the_columns_of_one_commune_give_items_with_room_part_and_exact_coefficient() -> None:
    found = read(sheet())
    assert [item.code for item in found.items] == ["DC.01", "DC.02", "DC.05", "VH.04", "VH.05"]
    one, last = found.items[1], found.items[3]
    assert (one.points, one.coefficient, one.group) == (Decimal(3), Decimal("0.6"), 1)
    assert (last.points, last.coefficient) == (Decimal("7.5"), Decimal("1.5"))
    assert (last.room, last.part) == ("Phòng Văn hóa - Xã hội", "B. PHÒNG VĂN HÓA - XÃ HỘI")
    assert (last.task, last.work) == ("Cải cách hành chính", "Số hóa hồ sơ lưu trữ")
    assert found.frames == (
        Frame(group=1, least=Decimal(1), most=Decimal(10)),
        Frame(group=3, least=Decimal(51), most=Decimal(100)),
    )
    assert [row for row, _ in found.left_out] == [5, 9]


def test_the_columns_of_one_province_have_greatest_points_and_no_rooms() -> None:
    head = ("TT", "Mã", "Nhiệm vụ", "Sản phẩm đầu ra", "Phân nhóm", "Khung điểm tối đa",
            "Chấm điểm", "Hệ số quy đổi", "Diễn giải")  # fmt: skip
    cells = (
        ("I", "Văn thư, lưu trữ", "", "", "", "", "", "", ""),
        (1, "CH.VT.01", "Chuyển văn bản", "Văn bản", "Nhóm 1", 100, "0,2", "0,04", ""),
        (2, "CH.VT.02", "Lập hồ sơ", "Hồ sơ", "Nhóm 4", 400, 400, 80, "Cả năm"),
    )  # fmt: skip
    small, great = read(sheet(cells, head)).items
    assert (small.points, small.coefficient) == (Decimal("0.2"), Decimal("0.04"))
    assert (great.coefficient, great.group, great.note) == (Decimal(80), 4, "Cả năm")
    assert small.part == "I Văn thư, lưu trữ"


def test_a_heading_of_two_rows_with_merged_cells_is_known() -> None:
    def fill(_book: Any, page: Any) -> None:
        for column, words in enumerate(HEAD):
            if column not in {7, 8, 9}:
                page.merge_range(0, column, 1, column, words)
        page.merge_range("H1:J1", "Điểm")
        rows(page, [("Khung điểm", "Điểm chấm", "Hệ số quy đổi")], 1)
        for at, words in enumerate(("Khung điểm", "Điểm chấm", "Hệ số quy đổi"), 7):
            page.write(1, at, words)
        page.write(1, 0, "")
        rows(page, WHOLE, 2)
        page.merge_range("A3:K3", WHOLE[0][0])

    found = read(workbook(fill))
    assert len(found.items) == 5
    assert found.items[0].part == "A. CÔNG VIỆC DÙNG CHUNG"


def test_what_the_sheet_leaves_out_is_reckoned_from_the_points() -> None:
    [item] = read(sheet([(1, "DC.09", "", "Họp", "", "Biên bản", 2, "", 11, "", "")])).items
    assert item.coefficient == Decimal("2.2")


def test_a_coefficient_is_exact_to_four_places_whatever_the_standard() -> None:
    [item] = read(
        sheet([(1, "DC.09", "", "Họp", "", "Biên bản", 2, "", 11, "", "")]), Decimal(7)
    ).items
    assert item.coefficient == Decimal("1.5714")


@pytest.mark.parametrize(
    ("column", "value", "flaw", "text", "other"),
    [
        (1, "", "no_code", "", ""),
        (5, "", "no_product", "", ""),
        (6, "N6", "group", "N6", ""),
        (6, "khó", "group", "khó", ""),
        (8, "", "points", "", ""),
        (8, "nhiều", "points", "nhiều", ""),
        (8, 0, "points", "0", ""),
        (8, -3, "points", "-3", ""),
        (9, 11, "coefficient", "11", "1"),
        (9, "một", "coefficient", "một", "1"),
        (7, "thấp", "frame_unread", "thấp", ""),
    ],
)
def test_a_wrong_cell_is_named_by_row_with_its_words(
    column: int, value: object, flaw: str, text: str, other: str
) -> None:
    row = list(ITEMS[0])
    row[column] = value
    assert (5, flaw, text, other) in faults(sheet([row]))


def test_every_fault_is_told_at_once_and_nothing_is_taken_in() -> None:
    same = list(ITEMS[1])
    same[1] = "dc.01"
    outside = list(ITEMS[2])
    outside[8], outside[9] = 101, 20.2
    unlike = list(ITEMS[2])
    unlike[1], unlike[7] = "DC.06", "51-90"
    assert faults(sheet([ITEMS[0], same, outside, unlike])) == [
        (6, "same_code", "dc.01", "5"),
        (7, "frame", "101", "51–100"),
        (8, "frames_differ", "51-90", "51–100"),
    ]


def test_a_code_alone_is_a_product_with_faults_and_a_title_there_is_a_title() -> None:
    alone = (1, "DC.01", *[""] * 9)
    assert [f[1] for f in faults(sheet([alone]))] == [
        "no_task",
        "no_product",
        "group",
        "points",
    ]
    title = ("A", "Lãnh đạo, quản lý", *[""] * 9)
    assert read(sheet([title, ITEMS[0]])).items[0].part == "A Lãnh đạo, quản lý"


def test_a_sheet_with_other_columns_is_refused_by_the_columns_it_lacks() -> None:
    with pytest.raises(NoCatalogueTableError) as caught:
        read(sheet(ITEMS, [*HEAD[:8], "Cột khác", *HEAD[9:]]))
    assert caught.value.lacking == ("points",)


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(refusals.NotASheetError):
        sandbox.rows("Danh mục".encode(), "danh-muc.txt")
    with pytest.raises(refusals.UnreadableFileError):
        sandbox.rows(sheet()[:-200], "danh-muc.xlsx")


def test_what_is_exported_is_read_again_as_it_was() -> None:
    found = read(sheet())
    catalogue = WorkCatalogue(uuid4())
    catalogue.draft(drafted(found))
    again = read(export(catalogue))
    assert again.items == found.items
    assert again.frames == found.frames


def test_no_cell_of_an_export_computes() -> None:
    item = structs.replace(read(sheet()).items[0], task="=1+1", note="@SUM(A1)", code="-2")
    catalogue = WorkCatalogue(uuid4())
    catalogue.draft(structs.replace(drafted(read(sheet())), items=(item,)))
    cells = [c for row in load_workbook(BytesIO(export(catalogue))).active.rows for c in row]
    assert {"=1+1", "@SUM(A1)", "-2"} <= {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("words", "number"),
    [("12", "12"), ("0.04", "0.04"), ("1,5", "1.5"), ("", None), ("-1", None), ("1e5", None),
     ("1.5.2", None), ("٣", None), ("9" * 40, None)],
)  # fmt: skip
def test_numbers(words: str, number: str | None) -> None:
    assert number_of(words) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("words", "group"),
    [
        ("N2", 2),
        ("Nhóm 2", 2),
        ("nhóm II", 2),
        ("IV", 4),
        ("02", 2),
        ("6", 6),
        ("", 0),
        ("x", 0),
    ],
)
def test_groups(words: str, group: int) -> None:
    assert group_of(words) == group


@pytest.mark.parametrize(
    ("words", "ends"),
    [("1-10", (1, 10)), ("từ 11 đến 50", (11, 50)), ("Tối đa 100", (0, 100)), ("10-1", None),
     ("", None), ("1-2-3", None)],
)  # fmt: skip
def test_frames(words: str, ends: tuple[int, int] | None) -> None:
    found = frame_of(words)
    assert (found and tuple(map(int, found))) == ends


def test_a_title_above_the_table_is_no_heading() -> None:
    assert heading_at([("DANH MỤC SẢN PHẨM", "", "")], 0) is None
