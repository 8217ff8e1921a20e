"""Tasks outside the plan from a spreadsheet: every fault by row, all or nothing, undone."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest

from service.tasks import states
from service.tasks.state import TaskState
from service.tasks.working import Acknowledge
from tests.past import TODAY
from tests.people import UNITS, Commune
from tests.tasks.sheet_papers import SHEET, done, faults, saved, sent
from tests.web import Browser, Page, browse

DUE = f"{TODAY + timedelta(days=30):%d/%m/%Y}"
LEADS, OFFICE, CENTRE = UNITS
HEAD, VICE = f"Phó Giám đốc, {CENTRE}", f"Phó Chủ tịch UBND, {LEADS}"
ROW = (
    "Rà soát thủ tục đất đai",
    CENTRE,
    "Ma Văn Khải",
    DUE,
    "",
    "Báo cáo",
    1,
    "báo cáo",
    HEAD,
    VICE,
)
PAPER = ("123/UBND-NC", "02/06/2026", "UBND tỉnh")


def filled(browser: Browser, *rows: tuple[object, ...]) -> bytes:
    """The empty sheet that the page gives, with some rows."""
    answer = browser.get(f"{SHEET}/mau.xlsx")
    assert answer.status == 200
    book = openpyxl.load_workbook(BytesIO(answer.response.data))
    sheet = book["Nhiệm vụ"]
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            sheet.cell(number, column).value = value
    return saved(book)


def foreseen(browser: Browser, *rows: tuple[object, ...]) -> Page:
    answer = sent(browser, filled(browser, *rows), "viec-moi.xlsx")
    return browser.follow(answer) if answer.status == 303 else answer


def every(commune: Commune) -> list[TaskState]:
    with commune.ledger.scope.begin() as connection:
        return states.listed(connection, states.table.c.task_id.is_not(None))


def test_a_sheet_gives_its_tasks_at_once_in_the_sequence(commune: Commune) -> None:
    leader = browse(commune, "su")
    second = (
        "Lập danh mục hồ sơ",
        "",
        "Lò Văn Hùng",
        "Thường xuyên",
        "",
        "Danh mục",
        "2",
        "bản",
    )
    page = foreseen(leader, ROW, (*second, f"Trưởng phòng, {OFFICE}", VICE, *PAPER))
    assert "Sẽ giao mới 2 nhiệm vụ" in page.text
    assert f"giao mới cho Ma Văn Khải, hạn {DUE}" in page.text
    assert every(commune) == []
    assert [done(leader, page).status for _ in range(2)] == [303, 303]
    one, other = every(commune)
    assert (one.code[-4:], other.code[-4:]) == ("-001", "-002")
    assert (one.content, one.status, one.outside) == (ROW[0], "assigned", True)
    assert other.origin is not None
    assert (other.origin.kind, other.origin.number) == ("superior", "123/UBND-NC")
    assert other.clarity.person_id == commune.actors["hung"].person_id


def test_a_row_may_wait_for_what_must_come_first(commune: Commune) -> None:
    leader, guided = browse(commune, "su"), "có hướng dẫn của Sở Nội vụ"
    rows = ((*ROW[:3], said, guided, *ROW[5:]) for said in ("", "10 ngày", DUE))
    assert done(leader, foreseen(leader, *rows)).status == 303
    dues = [one.clarity.deadline for one in every(commune)]
    assert [due.condition for due in dues if due] == [guided] * 3
    assert [(due.kind, due.days) for due in dues if due] == [
        ("on_request", None),
        ("relative", 10),
        ("date", None),
    ]


def test_everything_that_is_wrong_is_said_by_row_and_nothing_is_given(commune: Commune) -> None:
    leader = browse(commune, "su")
    late = ("", "Phòng Lạ", "Ai Đó", "32/13/2026", "", "", "nhiều", "", "Không Ai", VICE)
    own = (*ROW[:8], f"Công chức một cửa, {CENTRE}", VICE)
    found = faults(foreseen(leader, ROW, late))
    assert [(row, column) for row, column, _ in found] == [
        ("Dòng 3", "Đơn vị chủ trì"),
        ("Dòng 3", "Người phụ trách"),
        ("Dòng 3", "Thời hạn"),
        ("Dòng 3", "Sản phẩm"),
        ("Dòng 3", "Đơn vị tính"),
        ("Dòng 3", "Khối lượng"),
        ("Dòng 3", "Người duyệt"),
        ("Dòng 3", "Nội dung"),
    ]
    [(row, column, words)] = faults(foreseen(leader, ROW, own))
    assert (row, column) == ("Dòng 3", "Nội dung")
    assert "người duyệt khác người làm" in words
    assert every(commune) == []


def test_a_sheet_of_new_tasks_is_undone_as_one_unless_one_went_on(commune: Commune) -> None:
    leader = browse(commune, "su")
    done(leader, foreseen(leader, ROW, ROW))
    one, other = every(commune)
    commune.do(Acknowledge(task_id=one.task_id), by="khai")
    undo = _undo(leader)
    assert leader.post(undo).status == 409
    assert [task.status for task in every(commune)] == ["acknowledged", "assigned"]
    done(leader, foreseen(leader, ROW))
    assert leader.post(_undo(leader)).status == 303
    assert [task.status for task in every(commune)][2] == "recalled"
    assert other.status == "assigned"


def _undo(browser: Browser) -> str:
    [form, *_] = browser.get(SHEET).soup.select("form[action$=hoan-tac]")
    return str(form["action"])


@pytest.mark.parametrize("login", ["khai", "do"])
def test_who_gives_no_tasks_there_gives_none_by_a_sheet(commune: Commune, login: str) -> None:
    data = filled(browse(commune, "su"), (*ROW[:1], OFFICE, "Lò Văn Hùng", *ROW[3:]))
    browser = browse(commune, login)
    assert browser.get(f"{SHEET}/mau.xlsx").status == (403 if login == "khai" else 200)
    [(row, column, _)] = faults(sent(browser, data))
    assert (row, column) == ("Dòng 2", "Nội dung")
    assert every(commune) == []
