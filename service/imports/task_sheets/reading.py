"""What does a sheet of tasks ask for, as the tasks stand? All that is wrong is said at once."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal
from uuid import UUID

from events.errors import RefusedError
from service.imports.document import Line
from service.imports.refusals import UnreadableFileError
from service.imports.sources.table_rows import cell_of
from service.imports.task_sheets.columns import (
    CODE,
    CONTENT,
    DONE,
    DUE,
    KEY,
    NOTE,
    PERSON,
    REASON,
    TITLES,
    Key,
    key_of,
    mark_of,
    number_words,
)
from service.plans.annex.labels import Labels, meant
from service.tasks.deadlines import ExtendDeadline
from service.tasks.giving import AssignInside
from service.tasks.state import TaskState
from service.tasks.working import ReportProgress
from service.work import Command

MOST_ROWS = 2_000
Flaw = Literal[
    "new", "unknown", "code", "twice", "changed", "person", "no_person", "not_there", "posts",
    "day", "no_day", "reason", "number", "empty", "unit", "post",
]  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
NUMBER = re.compile(r"\d{1,15}(?:[.,]\d{1,6})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell: its row from 1, its column, its words."""

    row: int
    column: str
    flaw: Flaw
    text: str


@dataclass(eq=False)
class SheetFaultsError(RefusedError):
    """Cells of the sheet cannot be taken in; nothing is."""

    faults: tuple[Fault, ...]


@dataclass(eq=False)
class NoTaskTableError(UnreadableFileError):
    """No row has the titles of a sheet of tasks."""


@dataclass(eq=False)
class TooManyRowsError(UnreadableFileError):
    """A sheet has at most so many rows."""

    most: int


@dataclass(frozen=True, slots=True)
class Written:
    """A row of the sheet: its number, its words by title, and its key."""

    number: int
    cells: dict[str, str]
    key: Key | None

    def fault(self, column: str, flaw: Flaw) -> Fault:
        """Name a cell of it as wrong."""
        return Fault(self.number, column, flaw, self.cells.get(column, ""))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks for: each command with the column that asks for it."""

    row: int
    task: TaskState
    parts: tuple[tuple[str, Command], ...]


class _CellError(Exception):
    """A cell that cannot be understood."""

    def __init__(self, column: str, flaw: Flaw) -> None:
        super().__init__(column)
        self.column, self.flaw = column, flaw


def written(lines: Iterable[Line]) -> list[Written]:
    """Find the rows under the titles.

    Raises:
        NoTaskTableError: the titles are nowhere.
        TooManyRowsError: more than `MOST_ROWS` rows.
    """
    titles: Sequence[str] = ()
    found = list[Written]()
    for line in lines:
        if CODE in line.cells:
            titles = line.cells
        elif titles and any(line.cells):
            cells = {t: w for t, w in zip(titles, line.cells, strict=False) if t in TITLES}
            whole = dict.fromkeys((t for t in titles if t in TITLES), "") | cells
            found.append(Written(line.number, whole, key_of(cells.get(KEY, ""))))
    if not titles:
        raise NoTaskTableError
    if len(found) > MOST_ROWS:
        raise TooManyRowsError(MOST_ROWS)
    return [row for row in found if any(row.cells.values())]


def asked(
    rows: Sequence[Written], tasks: Sequence[TaskState], labels: Labels, today: date
) -> list[Asked]:
    """Tell what the rows ask for; rows that ask for nothing are left out.

    Args:
        rows: as written.
        tasks: those of the rows that the person may see, as they stand now.
        labels: the register's words.
        today: decides who holds a post.

    Raises:
        SheetFaultsError: everything that is wrong, row by row.
    """
    reader = _Reader(tasks, labels, today)
    found = [reader.read(row) for row in rows]
    if reader.faults:
        raise SheetFaultsError(tuple(reader.faults))
    return [one for one in found if one is not None]


class _Reader:
    def __init__(self, tasks: Sequence[TaskState], labels: Labels, today: date) -> None:
        self.by_id = {task.task_id: task for task in tasks}
        codes = Counter(task.code for task in tasks)
        self.by_code = {task.code: task for task in tasks if codes[task.code] == 1}
        self.labels, self.today = labels, today
        self.seen = set[UUID]()
        self.faults = list[Fault]()

    def read(self, row: Written) -> Asked | None:
        """Give what a row asks for, or note what is wrong in it."""
        try:
            task = self._task(row)
        except _CellError as wrong:
            self.faults.append(row.fault(wrong.column, wrong.flaw))
            return None
        parts = list[tuple[str, Command]]()
        for column, ask in self._asks(row, task):
            try:
                command = ask()
            except _CellError as wrong:
                self.faults.append(row.fault(wrong.column, wrong.flaw))
            else:
                parts += [(column, command)] if command else []
        return Asked(row.number, task, tuple(parts)) if parts else None

    def _task(self, row: Written) -> TaskState:
        code = row.cells.get(CODE, "")
        task = self.by_id.get(row.key.task_id) if row.key else self.by_code.get(code)
        if task is None:
            raise _CellError(*((CODE, "unknown") if code or row.key else (CONTENT, "new")))
        if row.key and code and code != task.code:
            raise _CellError(CODE, "code")
        if task.task_id in self.seen:
            raise _CellError(CODE, "twice")
        self.seen.add(task.task_id)
        return task

    def _asks(
        self, row: Written, task: TaskState
    ) -> Iterator[tuple[str, Callable[[], Command | None]]]:
        """Give the cells that may ask for something; none when nobody touched the row."""
        untouched = row.key is not None and row.key.mark == mark_of(row.cells)
        if untouched:
            return
        if row.key is not None and row.key.version != task.version:
            self.faults.append(row.fault(CODE, "changed"))
            return
        if DONE in row.cells or NOTE in row.cells:
            yield DONE, lambda: self._progress(row, task)
        if DUE in row.cells:
            yield DUE, lambda: self._due(row, task)
        if PERSON in row.cells:
            yield PERSON, lambda: self._person(row, task)

    def _progress(self, row: Written, task: TaskState) -> Command | None:
        before = number_words(task.amount), cell_of(task.note)
        done, note = row.cells.get(DONE) or before[0], row.cells.get(NOTE, before[1])
        if (done, note) == before:
            return None
        if not NUMBER.fullmatch(done):
            raise _CellError(DONE, "number")
        amount = Decimal(done.replace(",", "."))
        return ReportProgress(task_id=task.task_id, amount=amount, note=note)

    def _due(self, row: Written, task: TaskState) -> Command | None:
        said = row.cells[DUE]
        if not said and task.due_on is None:
            return None
        due_on = _day(said)
        if due_on == task.due_on:
            return None
        if task.due_on is None:
            raise _CellError(DUE, "no_day")
        if not row.cells.get(REASON):
            raise _CellError(REASON, "reason")
        return ExtendDeadline(
            task_id=task.task_id, due_on=due_on, reason=row.cells[REASON].replace("\n", " ")
        )

    def _person(self, row: Written, task: TaskState) -> Command | None:
        said, clarity, register = row.cells[PERSON], task.clarity, self.labels.register
        before = self.labels.people.get(clarity.person_id, "") if clarity.person_id else ""
        if said == before:
            return None
        if not said:
            raise _CellError(PERSON, "no_person")
        person = meant(said, self.labels.people)
        if person is None:
            raise _CellError(PERSON, "person")
        held = [
            post
            for post in register.held(person, self.today)
            if register.posts[post].unit_id == clarity.lead_unit_id
        ]
        if len(held) != 1:
            raise _CellError(PERSON, "posts" if held else "not_there")
        return AssignInside(task_id=task.task_id, person_id=person, post_id=held[0])


def _day(words: str) -> date:
    found = day_of(words)
    if found is None:
        raise _CellError(DUE, "day")
    return found


def day_of(words: str) -> date | None:
    """Read a day as it is written in a cell; None for other words."""
    found = _DAY.fullmatch(words)
    try:
        day, month, year = map(int, found.groups()) if found else (0, 0, 0)
        return date(year, month, day)
    except ValueError:
        return None
