"""Rows of an agency's template that repeat for a list, with headers of groups."""

import io

import docx
import pytest

from service.papers.checking import TemplateFieldError
from service.papers.templates import checked, written
from tests.papers.forms import form_of, saved, table_of
from tests.past import Story
from tests.reports.year import Reported, reported
from tests.web import browse
from web.words import say

HEAD = ("TT", "Việc", "Hạn")
ROW = ("{{viec.stt}}", "{{viec.ten}} ({{viec.ma}})", "{{viec.han}}")
TASKS = {
    "co_quan": "UBND xã",
    "viec.stt": ("1", "2", "3"),
    "viec.nhom": ("Thể chế", "Thủ tục", "Thủ tục"),
    "viec.ma": ("A1", "B1", "B2"),
    "viec.ten": ("Rà soát {{co_quan}}", "Niêm yết", "Trả kết quả"),
    "viec.han": ("01/06/2026", "", "03/06/2026"),
}


def rows_of(data: bytes) -> list[list[str]]:
    [table] = docx.Document(io.BytesIO(data)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_row_is_written_for_each_item_and_its_group_once_above() -> None:
    made = rows_of(written(table_of(HEAD, ("{{viec.nhom}}",), ROW, ("Hết", "", "")), TASKS))
    assert [row[0] for row in made] == ["TT", "Thể chế", "1", "Thủ tục", "2", "3", "Hết"]
    assert made[2][1:] == ["Rà soát { {co_quan} } (A1)", "01/06/2026"]
    assert made[4][1:] == ["Niêm yết (B1)", ""]


def test_without_items_the_row_goes_and_a_table_keeps_one() -> None:
    nothing = {name: () for name in TASKS if "." in name}
    assert rows_of(written(table_of(HEAD, ("{{viec.nhom}}",), ROW), nothing)) == [list(HEAD)]
    assert rows_of(written(table_of(ROW), nothing)) == [["", " ()", ""]]


def test_a_row_alone_may_say_the_group_and_other_fields_too() -> None:
    made = rows_of(written(table_of(("{{viec.nhom}}", "{{co_quan}}")), TASKS))
    assert made == [["Thể chế", "UBND xã"], ["Thủ tục", "UBND xã"], ["Thủ tục", "UBND xã"]]


@pytest.mark.parametrize(
    ("data", "fault", "place"),
    [
        (form_of("{{co_quan}}", "Gồm {{viec.ten}}"), "no_row", "đoạn 2"),
        (table_of(HEAD, ("{{viec.ten}}", "{{chi_so.stt}}")), "two_lists", "bảng 1, dòng 2"),
        (table_of(HEAD, ("{{viec.tuoi}}",)), "unknown", "bảng 1, dòng 2"),
        (table_of(("{{viec.}}",)), "misspelt", "bảng 1, dòng 1"),
        (table_of(("{{viec.__class__}}",)), "misspelt", "bảng 1, dòng 1"),
        (table_of(("{{viec.ten",)), "unclosed", "bảng 1, dòng 1"),
    ],
)
def test_what_cannot_repeat_is_told_with_its_place(data: bytes, fault: str, place: str) -> None:
    with pytest.raises(TemplateFieldError) as refused:
        checked("report", data)
    assert refused.value.fault == fault
    assert place in say(refused.value)


def test_cells_merged_downwards_do_not_repeat() -> None:
    paper = docx.Document()
    table = paper.add_table(2, 1)
    table.cell(0, 0).merge(table.cell(1, 0)).text = "{{viec.ten}}"
    with pytest.raises(TemplateFieldError) as refused:
        checked("report", saved(paper))
    assert refused.value.fault == "merged"


@pytest.fixture
def report(story: Story) -> Reported:
    return reported(story)


def test_a_signed_report_keeps_the_version_by_which_it_was_written(report: Reported) -> None:
    ha, path = browse(report.story, "ha"), f"bao-cao/{report.report_id}/bao-cao.docx"
    first = {"bao-cao-file": (io.BytesIO(table_of(HEAD, ("{{viec.nhom}}",), ROW)), "1.docx")}
    assert ha.post("mau-van-ban/bao-cao", first).status == 303
    assert ha.post("mau-van-ban/bao-cao/dung", {"version": "1"}).status == 303
    report.ready()
    report.signed()
    mine = rows_of(ha.get(path).response.data)
    assert mine[0] == list(HEAD)
    assert ["Số hóa hồ sơ" in row[1] for row in mine].count(True) == 1
    other = {"bao-cao-file": (io.BytesIO(form_of("Mẫu sau: {{co_quan}}")), "2.docx")}
    assert ha.post("mau-van-ban/bao-cao", other).status == 303
    assert ha.post("mau-van-ban/bao-cao/dung", {"version": "2"}).status == 303
    assert rows_of(ha.get(path).response.data) == mine
    signature = report.now().signature
    assert signature
    assert signature.template == 1
