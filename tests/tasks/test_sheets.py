"""A sheet of tasks: out, changed, in with every fault named, all or nothing, and back."""

import zipfile
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from uuid import UUID

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from service.tasks import sheets
from service.tasks.working import ReportProgress
from tests.past import TODAY, Story, days_ago
from tests.tasks.sheet_papers import (
    COLUMNS,
    LATER,
    SHEET,
    done,
    edited,
    faults,
    foreseen,
    now,
    put,
    saved,
    sent,
    sheet_of,
    taken_out,
)
from tests.web import browse


def test_a_sheet_has_the_filtered_tasks_as_texts(story: Story, sheet_tasks: list[UUID]) -> None:
    sheet = sheet_of(taken_out(browse(story, "khai")))
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][0] == "Mã nhiệm vụ"
    assert [row[0] for row in rows[1:]] == [f"NV-2026-00{n}" for n in range(1, 5)]
    assert rows[4][1] == "=1+1"
    assert sheet.cell(5, 2).data_type == "s"
    assert rows[1][3:8] == (
        "Ma Văn Khải",
        f"{TODAY + timedelta(days=9):%d/%m/%Y}",
        1240,
        "hồ sơ",
        0,
    )
    assert sheet.column_dimensions["L"].hidden
    assert len(list(sheet_of(taken_out(browse(story, "khai"), "?q=002")).rows)) == 2
    assert len(list(sheet_of(taken_out(browse(story, "hung"))).rows)) == 1


def test_no_formula_stands_in_the_file(story: Story, sheet_tasks: list[UUID]) -> None:
    data = browse(story, "khai").get(f"{SHEET}/xlsx").response.data
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(n) for n in package.namelist() if "worksheets" in n]
    assert parts
    assert not [part for part in parts if b"<f>" in part or b"<f " in part]


def test_progress_is_foreseen_and_then_taken_in(story: Story, sheet_tasks: list[UUID]) -> None:
    khai = browse(story, "khai")
    page = foreseen(khai, put(2, done=880, note="Còn ba thôn"), put(3, done="12,5"))
    assert "Sẽ ghi vào 2 nhiệm vụ" in page.text
    assert "đã làm 0 thành 880; ghi chú: Còn ba thôn" in page.text
    assert now(story, sheet_tasks)[0].amount == 0
    assert done(khai, page).status == 303
    first, second, third, _ = now(story, sheet_tasks)
    assert (first.amount, first.note) == (Decimal(880), "Còn ba thôn")
    assert first.status == "in_progress"
    assert second.amount == Decimal("12.5")
    assert third.status == "acknowledged"


def test_a_second_click_takes_it_in_once(story: Story, sheet_tasks: list[UUID]) -> None:
    khai = browse(story, "khai")
    page = foreseen(khai, put(2, done=880))
    assert [done(khai, page).status for _ in range(2)] == [303, 303]
    assert now(story, sheet_tasks)[0].version == 3
    with story.ledger.scope.begin() as connection:
        assert len(sheets.of_person(connection, story.actors["khai"].person_id)) == 1


def test_everything_that_is_wrong_is_named_at_once(
    story: Story, sheet_tasks: list[UUID]
) -> None:
    khai = browse(story, "khai")
    edits = [
        put(2, done="nhiều"),
        put(3, due="31/02/2026"),
        put(4, person="Ai Đó", due=LATER),
        put(5, person=None),
        put(6, note="Việc mới"),
    ]
    assert faults(foreseen(khai, *edits)) == [
        ("Dòng 2", "Đã làm", "“nhiều” không phải là số. Ví dụ đúng: 1240 hoặc 88,4."),
        ("Dòng 3", "Thời hạn", "“31/02/2026” không phải là ngày. Hãy ghi dạng 30/06/2026."),
        ("Dòng 4", "Lý do đổi hạn", "Đổi hạn thì phải ghi lý do ở cột này."),
        ("Dòng 4", "Người phụ trách", "Không có ai tên “Ai Đó” trong danh bạ."),
        ("Dòng 5", "Người phụ trách", "Đang có người phụ trách nên không để trống được."),
        ("Dòng 6", "Nội dung", "Dòng chưa có mã. Bảng này chỉ cập nhật nhiệm vụ đã giao."),
    ]
    assert {task.version for task in now(story, sheet_tasks)} == {1, 2}


def test_what_one_may_not_do_is_named_by_row_and_column(
    story: Story, sheet_tasks: list[UUID]
) -> None:
    khai = browse(story, "khai")
    page = foreseen(khai, put(2, done=880), put(3, done=1241), put(4, due=LATER, reason="Lũ"))
    [(row, column, _), (other, due, why)] = faults(page)
    assert (row, column) == ("Dòng 3", "Đã làm")
    assert (other, due) == ("Dòng 4", "Thời hạn")
    assert "do chức vụ khác quyết định" in why
    assert now(story, sheet_tasks)[0].amount == 0


def test_who_may_extends_and_assigns_by_a_sheet(story: Story, sheet_tasks: list[UUID]) -> None:
    dung = browse(story, "dung")
    page = foreseen(dung, put(2, due=LATER, reason="Mưa lũ"), put(3, person="Giàng Thị Dợ"))
    assert faults(page) == [
        ("Dòng 3", "Người phụ trách", page.soup.select("tbody td")[1].get_text(strip=True))
    ]
    page = foreseen(dung, put(2, due=LATER, reason="Mưa lũ"))
    assert done(dung, page).status == 303
    assert now(story, sheet_tasks)[0].extensions == 1


def test_a_row_that_nobody_touched_is_never_in_the_way(
    story: Story, sheet_tasks: list[UUID]
) -> None:
    khai, old = browse(story, "khai"), taken_out(browse(story, "khai"))
    story.do(
        ReportProgress(task_id=sheet_tasks[1], amount=Decimal(7)), by="khai", at=days_ago(1)
    )
    sheet_of(old).cell(2, COLUMNS["done"]).value = 880
    page = khai.follow(sent(khai, saved(old)))
    assert done(khai, page).status == 303
    assert [task.amount for task in now(story, sheet_tasks)[:2]] == [880, 7]
    sheet_of(old).cell(3, COLUMNS["done"]).value = 9
    [(row, column, why)] = [f for f in faults(sent(khai, saved(old))) if f[0] == "Dòng 3"]
    assert (row, column) == ("Dòng 3", "Mã nhiệm vụ")
    assert "đã được người khác thay đổi sau khi tải bảng" in why


def test_two_people_at_once_are_told_apart(story: Story, sheet_tasks: list[UUID]) -> None:
    khai = browse(story, "khai")
    page = foreseen(khai, put(2, done=880), put(3, done=881))
    story.do(
        ReportProgress(task_id=sheet_tasks[1], amount=Decimal(7)), by="khai", at=days_ago(1)
    )
    answer = done(khai, page)
    assert answer.status == 409
    assert "đã được người khác thay đổi" in answer.text
    assert [task.amount for task in now(story, sheet_tasks)[:2]] == [0, 7]


def test_another_ones_tasks_are_not_there(story: Story, sheet_tasks: list[UUID]) -> None:
    data = edited(browse(story, "khai"), put(2, done=880))
    [first, *_] = faults(sent(browse(story, "hung"), data))
    assert first[1] == "Mã nhiệm vụ"
    assert "Không thấy nhiệm vụ" in first[2]


def test_a_table_of_ones_own_is_known_by_its_codes(
    story: Story, sheet_tasks: list[UUID]
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in (
        ["Báo cáo tuần"],
        ["Mã nhiệm vụ", "Đã làm"],
        ["NV-2026-001", 5],
        ["NV-2026-001", 6],
    ):
        sheet.append(row)
    khai = browse(story, "khai")
    assert [fault[0] for fault in faults(sent(khai, saved(book)))] == ["Dòng 4"]
    sheet.delete_rows(4)
    assert done(khai, khai.follow(sent(khai, saved(book)))).status == 303
    assert now(story, sheet_tasks)[0].amount == 5


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "bang.xlsx"),
        (b"rubbish", "bang.xlsx"),
        (b"PK\x03\x04" + b"\0" * 50, "bang.xlsx"),
        (b"%PDF-1.4 x", "bang.xlsx"),
        ("Không có bảng nào ở đây".encode(), "bang.txt"),
    ],
    ids=["empty", "rubbish", "broken", "pdf", "text"],
)
def test_a_file_that_is_no_sheet_is_refused(story: Story, data: bytes, name: str) -> None:
    page = sent(browse(story, "khai"), data, name)
    assert page.status == 422
    assert page.errors


@pytest.mark.parametrize("query", ["?ban=x", f"?tep={'0' * 64}&ban={'1' * 64}"])
def test_a_sheet_that_was_not_kept_is_a_page_that_is_not_there(
    story: Story, query: str
) -> None:
    khai = browse(story, "khai")
    assert khai.get(f"{SHEET}{query}").status == 404
    assert khai.post(f"{SHEET}{query}").status == 404


def test_a_hundred_thousand_rows_are_refused(story: Story) -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Mã nhiệm vụ", "Đã làm"])
    for n in range(2_001):
        sheet.append([f"NV-{n}", n])
    page = sent(browse(story, "khai"), saved(book))
    assert page.status == 422
    assert "hơn 2000 dòng" in page.text
    many = zipped(100_001)
    assert sent(browse(story, "khai"), many).status == 422


def zipped(cells: int) -> bytes:
    """A workbook whose sheet says so many cells."""
    book = openpyxl.Workbook()
    data, out = saved(book), BytesIO()
    body = b"".join(b'<row><c t="n"><v>1</v></c></row>' for _ in range(cells))
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if "worksheets/" in name:
                part = part.replace(b"<sheetData/>", b"<sheetData>" + body + b"</sheetData>")
            new.writestr(name, part)
    return out.getvalue()
