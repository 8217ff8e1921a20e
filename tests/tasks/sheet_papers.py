"""A sheet of tasks in the hands of a test: taken out, changed, sent back, taken in."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from service.tasks import states
from service.tasks.state import TaskState
from tests.past import TODAY
from tests.people import Commune
from tests.web import Browser, Page

SHEET = "nhiem-vu/bang"
LATER = f"{TODAY + timedelta(days=90):%d/%m/%Y}"
COLUMNS = {"person": 4, "due": 5, "done": 8, "note": 10, "reason": 11, "key": 12}
Edit = Callable[[Worksheet], None]


def taken_out(browser: Browser, query: str = "") -> openpyxl.Workbook:
    answer = browser.get(f"{SHEET}/xlsx{query}")
    assert answer.status == 200
    return openpyxl.load_workbook(BytesIO(answer.response.data))


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    sheet = book["Nhiệm vụ"]
    assert isinstance(sheet, Worksheet)
    return sheet


def edited(browser: Browser, edit: Edit) -> bytes:
    book = taken_out(browser)
    edit(sheet_of(book))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(browser: Browser, data: bytes, name: str = "bang.xlsx") -> Page:
    return browser.post(SHEET, {"file": (BytesIO(data), name)})


def put(row: int, **cells: object) -> Edit:
    def edit(sheet: Worksheet) -> None:
        for name, value in cells.items():
            sheet.cell(row, COLUMNS[name]).value = value

    return edit


def foreseen(browser: Browser, *edits: Edit) -> Page:
    def all_of_them(sheet: Worksheet) -> None:
        for edit in edits:
            edit(sheet)

    answer = sent(browser, edited(browser, all_of_them))
    return browser.follow(answer) if answer.status == 303 else answer


def done(browser: Browser, page: Page) -> Page:
    [form] = page.soup.select("main form[method=post]")
    return browser.post(str(form["action"]), page.form(str(form["action"])))


def faults(page: Page) -> list[tuple[str, ...]]:
    assert page.status == 422, page.text
    rows = page.soup.select("tbody tr")
    return [tuple(c.get_text(strip=True) for c in row.select("th, td")) for row in rows]


def now(commune: Commune, tasks: list[UUID]) -> list[TaskState]:
    with commune.ledger.scope.begin() as connection:
        return states.listed(connection, states.table.c.task_id.in_(tasks))


def standing(commune: Commune, tasks: list[UUID]) -> list[dict[str, Any]]:
    """The rows as they stand, without when and at which version."""
    moving = {"version", "changed_by", "changed_at"}
    names = [name for name in TaskState.__struct_fields__ if name not in moving]
    return [{name: getattr(one, name) for name in names} for one in now(commune, tasks)]


def saved(book: openpyxl.Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
