"""What a new organisation finds in those that went into it: people in posts, open work, plans.

Nothing of it is carried over by itself: who holds which post and who takes over which work is
decided by people. The list says what there is to decide about.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path

from sqlalchemy import Connection, select
from xlsxwriter import Workbook

from events.tasks.life import OPEN
from service.history import standing
from service.plans.numbers import full_number
from service.plans.states import table as plans
from service.tasks.states import table as tasks
from tenants.directory import directory
from tenants.register import Tenant

SHEETS = {
    "Người và chức danh": ("Đơn vị cũ", "Phòng, ban", "Chức danh", "Người", "Từ ngày"),
    "Việc chưa xong": ("Đơn vị cũ", "Mã", "Nội dung", "Người", "Phòng, ban", "Hạn"),
    "Kế hoạch": ("Đơn vị cũ", "Số, ký hiệu", "Tên", "Ngày ban hành", "Tình trạng"),
}
STATUS = {"draft": "dự thảo", "issued": "đã ban hành"}
WIDTH = 24  # characters of a column
Row = Sequence[str]


def inherited(connection: Connection, tenant: Tenant, today: date) -> list[list[Row]]:
    """List what the bound tenant leaves, a list of rows for each of `SHEETS`."""
    rows = (_people(connection, today), _work(connection), _plans(connection))
    return [[(tenant.name, *row) for row in some] for some in rows]


def write(path: Path, left: Iterable[list[list[Row]]]) -> None:
    """Write the lists of several tenants into one workbook; every cell is text."""
    sheets = [chain.from_iterable(some) for some in zip(*left, strict=True)]
    with Workbook(str(path)) as book:
        bold = book.add_format({"bold": True, "text_wrap": True})
        for (name, titles), rows in zip(SHEETS.items(), sheets, strict=True):
            sheet = book.add_worksheet(name)
            sheet.set_column(0, len(titles) - 1, WIDTH)
            for number, row in enumerate((titles, *rows)):
                for place, value in enumerate(row):
                    sheet.write_string(number, place, value, None if number else bold)


def _people(connection: Connection, today: date) -> Iterator[Row]:
    known = directory(connection)
    for post_id, post in known.posts.items():
        for held in (one for one in known.holdings if one.post_id == post_id):
            if held.covers(today):
                unit, person = known.unit(post.unit_id), known.person(held.person_id)
                yield unit, post.title, person, _day(held.first_day)


def _work(connection: Connection) -> Iterator[Row]:
    known = directory(connection)
    still = select(tasks).where(standing(tasks, None), tasks.c.status.in_(OPEN))
    for row in connection.execute(still.order_by(tasks.c.code)):
        whose = known.person(row.person_id), known.unit(row.lead_unit_id)
        yield row.code, row.content, *whose, _day(row.due_on)


def _plans(connection: Connection) -> Iterator[Row]:
    every = select(plans).where(standing(plans, None))
    for row in connection.execute(every.order_by(plans.c.issued_on, plans.c.title)):
        number = full_number(row.number, row.symbol) if row.number else ""
        yield number, row.title, _day(row.issued_on), STATUS.get(row.status, row.status)


def _day(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""
