"""Read model and commands: a sheet of tasks is taken in, all or nothing, and taken back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Boolean, Column, Connection, Integer, Text, Uuid, select

from events import task_sheets
from events.errors import ChangedMeanwhileError, RefusedError
from events.store import Recorded
from events.task_sheets import Changed, TakenIn, TaskSheet
from events.tasks.giving import Recalled
from events.tasks.taking_back import TakenBack
from events.tasks.task import Task
from service.history import Add, Change, history_table, standing
from service.tasks import states
from service.tasks.hands import hand
from service.tasks.numbering import numbered
from service.tasks.outside import GiveTask
from service.work import Command, Work

VERSION = 1
CONTEXTS = frozenset({"task_sheets"})
READERS = "person_id = (SELECT ctx.reader())"
MOST = 500  # tasks that one sheet changes
SHOWN = 20
table = history_table(
    "task_sheets",
    "sheet_id",
    Column("person_id", Uuid, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("tasks", Integer, nullable=False),
    Column("stands", Boolean, nullable=False),
)


def change(recorded: Recorded) -> Change | None:
    """Say what an event changes about its sheet."""
    match recorded.event:
        case TakenIn(person_id=person_id, file_name=file_name, tasks=tasks):
            facts: dict[str, Any] = {"person_id": person_id, "file_name": file_name}
            facts |= {"tasks": len(tasks), "stands": True}
            return Change(recorded.stream_id, facts, first=True)
        case task_sheets.TakenBack():
            return Change(recorded.stream_id, {"stands": False})
    return None


@dataclass(frozen=True, slots=True)
class SheetState:
    """A sheet that somebody took in; it stands until it is taken back."""

    sheet_id: UUID
    file_name: str
    tasks: int
    stands: bool
    changed_at: datetime


def of_person(connection: Connection, person_id: UUID) -> list[SheetState]:
    """List the sheets that a person took in, the latest first."""
    kept = table.c
    wanted = (kept.sheet_id, kept.file_name, kept.tasks, kept.stands, kept.valid_from)
    mine = select(*wanted).where(standing(table, None), kept.person_id == person_id)
    rows = connection.execute(mine.order_by(kept.valid_from.desc()).limit(SHOWN))
    return [SheetState(*row) for row in rows]


@dataclass(eq=False)
class TooManyChangesError(RefusedError):
    """The sheet changes more tasks than one may."""

    most: int


@dataclass(eq=False)
class TasksWentOnError(RefusedError):
    """These tasks were changed since the sheet, so that nothing is taken back."""

    task_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a sheet asks for one task, at the version that it was written from."""

    task_id: UUID
    seen: int
    parts: tuple[Command, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSheetIn:
    """Do all that a sheet asks for; each part is the command that is asked for one task."""

    file_name: str
    file_sha256: str
    lines: tuple[Line, ...]

    def decide(self, work: Work) -> None:
        """Decide all parts, and note which task stands at which version then.

        Raises:
            TooManyChangesError: there are more than `MOST`.
            ChangedMeanwhileError: somebody changed one of the tasks.
            RefusedError: as the parts say.
        """
        if len(self.lines) > MOST:
            raise TooManyChangesError(MOST)
        sheet = TaskSheet(work.new_id("sheet"))
        sheet.take_in(
            TakenIn(
                person_id=work.actor.person_id,
                file_name=self.file_name,
                file_sha256=self.file_sha256,
                tasks=tuple(carried_out(work, line) for line in self.lines),
            )
        )
        work.save(sheet)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveSheet:
    """Give every task of a sheet of new work, or none of them."""

    file_name: str
    file_sha256: str
    tasks: tuple[GiveTask, ...]

    def decide(self, work: Work) -> None:
        """Begin them all, and note with the sheet which they are.

        Raises:
            TooManyChangesError: there are more than `MOST`.
            RefusedError: as `GiveTask` says of one of them.
        """
        if len(self.tasks) > MOST:
            raise TooManyChangesError(MOST)
        codes = numbered(work, "NV", work.today.year)
        rows = enumerate(self.tasks, 1)
        made = [task for n, one in rows for task in one.given(work, codes, name=f"row {n}")]
        sheet = TaskSheet(work.new_id("sheet"))
        sheet.take_in(
            TakenIn(
                person_id=work.actor.person_id,
                file_name=self.file_name,
                file_sha256=self.file_sha256,
                tasks=tuple(
                    Changed(task_id=task.id, before=0, after=task.version) for task in made
                ),
            )
        )
        work.save(sheet, *made)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSheetBack:
    """Let every task that a sheet changed stand again as before it; all of them, or none.

    What the sheet gave is recalled.
    """

    sheet_id: UUID

    def decide(self, work: Work) -> None:
        """Record it on each task.

        Raises:
            NotYourSheetError: somebody else took it in.
            SheetTakenBackError: it was taken back before.
            TasksWentOnError: a task no longer stands as the sheet left it.
        """
        sheet = work.load(TaskSheet, self.sheet_id)
        sheet.take_back(by=work.actor.person_id)
        tasks = [(work.load(Task, one.task_id), one) for one in sheet.said.tasks]
        if went_on := tuple(task.id for task, one in tasks if task.version != one.after):
            raise TasksWentOnError(went_on)
        mine = replace(hand(work.actor), takes_back=True)
        for task, one in tasks:
            recalled = Recalled(reason=f"Hoàn tác bảng {sheet.said.file_name}")
            task.record(self._before(work, one) if one.before else recalled, mine)
        work.save(sheet, *(task for task, _ in tasks))

    def _before(self, work: Work, one: Changed) -> TakenBack:
        """Say how the task stood before the sheet, as its own events say it."""
        row = _row(work.store.stream(one.task_id)[: one.before])
        facts = {name: row[name] for name in TakenBack.__struct_fields__ if name in row}
        return TakenBack(sheet_id=self.sheet_id, about_id=row["person_id"], **facts)


def carried_out(work: Work, line: Line) -> Changed:
    """Let the parts of a line happen, on one and the same stream."""
    task = work.load(Task, line.task_id, seen=line.seen)
    before = task.version
    for part in line.parts:
        part.decide(work)
    if task.version == before or work.load(Task, line.task_id) is not task:
        raise ChangedMeanwhileError(line.task_id)
    return Changed(task_id=line.task_id, before=before, after=task.version)


def _row(history: Iterable[Recorded]) -> dict[str, Any]:
    row = dict[str, Any]()
    for recorded in history:
        said = states.change(recorded)
        for name, value in said.facts.items() if said else ():
            row[name] = row[name] + value.amount if isinstance(value, Add) else value
    return row
