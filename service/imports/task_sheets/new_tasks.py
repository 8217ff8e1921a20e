"""A sheet of new work: each row is a task outside the plan, or says what is unclear."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import BytesIO
from uuid import UUID

from msgspec import UNSET
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs

from events.values import Clarity, Deadline, Deliverable, Origin, Terms
from service.imports.document import Line
from service.imports.task_sheets.columns import (
    CODE,
    CONTENT,
    DUE,
    MEASURE,
    NAME,
    PERSON,
    QUANTITY,
    UNIT,
)
from service.imports.task_sheets.reading import NUMBER, Fault, Flaw, SheetFaultsError, day_of
from service.imports.task_sheets.writing import FONT
from service.plans.annex.labels import Labels, meant
from service.tasks.outside import GiveTask

PRODUCT, ACCEPTS, EXTENDS = "Sản phẩm", "Người duyệt", "Người gia hạn"
WAITS = "Chỉ bắt đầu khi"
NUMBER_OF, DATED, ISSUER = "Số văn bản", "Ngày văn bản", "Cơ quan ban hành"
TITLES = (
    CONTENT, UNIT, PERSON, DUE, WAITS, PRODUCT, QUANTITY, MEASURE, ACCEPTS, EXTENDS,
    NUMBER_OF, DATED, ISSUER,
)  # fmt: skip
WIDTHS = (44, 26, 24, 14, 26, 28, 11, 13, 30, 30, 18, 14, 26)
OPENLY = "Thường xuyên"
DAYS = re.compile(r"([1-9]\d{0,2}) ngày")
EMPTY_ROWS = 500


@dataclass(frozen=True, slots=True)
class NewTask:
    """A row, and the task that it asks for."""

    row: int
    command: GiveTask


def is_new(lines: Iterable[Line]) -> bool:
    """Tell whether a sheet has the titles of new work, and none of work given before."""
    return any(CONTENT in one.cells and PRODUCT in one.cells for one in lines) and not any(
        CODE in one.cells for one in lines
    )


def new_tasks(lines: Sequence[Line], labels: Labels, today: date) -> list[NewTask]:
    """Read the rows under the titles.

    Raises:
        SheetFaultsError: everything that is wrong, row by row.
    """
    titles: Sequence[str] = ()
    reader = _Reader(labels, today)
    found = list[NewTask]()
    for line in lines:
        if CONTENT in line.cells and PRODUCT in line.cells:
            titles = line.cells
        elif titles:
            named = zip(titles, line.cells, strict=False)
            cells = {title: words for title, words in named if title in TITLES}
            if any(cells.values()):
                found.append(NewTask(line.number, _Row(reader, line.number, cells).task()))
    if reader.faults:
        raise SheetFaultsError(tuple(reader.faults))
    return found


@dataclass(slots=True)
class _Reader:
    labels: Labels
    today: date
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row; what is wrong in it is noted with the reader."""

    reader: _Reader
    number: int
    cells: dict[str, str]

    def task(self) -> GiveTask:
        """Say what it asks for."""
        person, post, unit = self._who()
        clarity = Clarity(
            person_id=person,
            post_id=post,
            lead_unit_id=unit,
            deadline=self._deadline(),
            deliverable=self._product(),
            accept_post_id=self._post(ACCEPTS),
            extend_post_id=self._post(EXTENDS),
        )
        return GiveTask(content=self._needed(CONTENT), clarity=clarity, origin=self._origin())

    def _who(self) -> tuple[UUID | None, UUID | None, UUID | None]:
        labels, register = self.reader.labels, self.reader.labels.register
        unit = self._known(UNIT, labels.units) if self._said(UNIT) else None
        if not (name := self._said(PERSON)):
            self._wrong(PERSON, "empty")
            return None, None, unit
        person = meant(name, labels.people)
        if person is None:
            self._wrong(PERSON, "person")
            return None, None, unit
        held = register.held(person, self.reader.today)
        mine = [post for post in held if unit in {None, register.posts[post].unit_id}]
        if len(mine) != 1:
            self._wrong(PERSON, "posts" if mine else "not_there")
            return person, None, unit
        return person, mine[0], unit or register.posts[mine[0]].unit_id

    def _deadline(self) -> Deadline | None:
        """Say when it is due: a day, "10 ngày", openly, or once something holds."""
        waits, said = self._said(WAITS), self._said(DUE)
        terms = Terms(condition=waits) if waits else UNSET
        if waits and not said:
            return Deadline(kind="on_request", terms=terms)
        if self._needed(DUE) == OPENLY:
            return Deadline(kind="continuous", printed=said, terms=terms)
        if counted := DAYS.fullmatch(said):
            days = int(counted[1])
            return Deadline(kind="relative", printed=said, days=days, terms=terms)
        on = self._day(DUE, said) if said else None
        return Deadline(kind="date", printed=said, on=on, terms=terms) if on else None

    def _product(self) -> Deliverable | None:
        name, number, unit = map(self._needed, (PRODUCT, QUANTITY, MEASURE))
        if number and not NUMBER.fullmatch(number):
            self._wrong(QUANTITY, "number")
            return None
        quantity = Decimal(number.replace(",", ".")) if number else Decimal(0)
        return Deliverable(name=name, quantity=quantity, unit=unit) if quantity else None

    def _post(self, column: str) -> UUID | None:
        """Find a post by its title and unit, or by who alone holds one."""
        said, labels = self._needed(column), self.reader.labels
        if not said or (post := meant(said, labels.posts)):
            return post if said else None
        person = meant(said, labels.people)
        held = labels.register.held(person, self.reader.today) if person else []
        if len(held) != 1:
            self._wrong(column, "post")
            return None
        return held[0]

    def _origin(self) -> Origin:
        paper = (NUMBER_OF, ISSUER, DATED)
        if not any(map(self._said, paper)):
            return Origin(kind="leader")
        number, issuer, dated = map(self._needed, paper)
        on = self._day(DATED, dated) if dated else None
        return Origin(kind="superior", number=number, issued_on=on, issuer=issuer)

    def _known(self, column: str, known: Mapping[UUID, str]) -> UUID | None:
        found = meant(self._said(column), known)
        if found is None:
            self._wrong(column, "unit")
        return found

    def _day(self, column: str, said: str) -> date | None:
        found = day_of(said)
        if found is None:
            self._wrong(column, "day")
        return found

    def _needed(self, column: str) -> str:
        if not (said := self._said(column)):
            self._wrong(column, "empty")
        return said

    def _said(self, column: str) -> str:
        return self.cells.get(column, "").strip()

    def _wrong(self, column: str, flaw: Flaw) -> None:
        self.reader.faults.append(Fault(self.number, column, flaw, self._said(column)))


def template(labels: Labels) -> bytes:
    """Write an empty sheet, with lists of the register to choose from in hidden columns."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(NAME)
        bold = book.add_format(FONT | {"text_wrap": True, "bold": True})
        sheet.freeze_panes(1, 1)
        for column, (title, width) in enumerate(zip(TITLES, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, bold)
        for place, (titles, known) in enumerate(_lists(labels), len(TITLES) + 1):
            sheet.set_column(place, place, None, None, {"hidden": True})
            sheet.write_column(1, place, known)
            source = f"={xl_range_abs(1, place, max(len(known), 1), place)}"
            choose = {"validate": "list", "source": source, "error_type": "warning"}
            for column in map(TITLES.index, titles):
                sheet.data_validation(1, column, EMPTY_ROWS, column, choose)
    return out.getvalue()


def _lists(labels: Labels) -> list[tuple[tuple[str, ...], list[str]]]:
    return [
        ((UNIT,), [*labels.units.values()]),
        ((PERSON,), [*labels.people.values()]),
        ((ACCEPTS, EXTENDS), [*labels.posts.values()]),
    ]
