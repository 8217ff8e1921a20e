"""A sheet that came: what it asks of tasks or gives anew, and every cell that is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from urllib.parse import urlencode

import msgspec
from flask import url_for
from sqlalchemy import or_

from service.imports.document import Line as Read
from service.imports.task_sheets.columns import CODE, CONTENT
from service.imports.task_sheets.new_tasks import NewTask, is_new, new_tasks
from service.imports.task_sheets.reading import Asked, SheetFaultsError, asked, written
from service.plans.annex.labels import Labels
from service.tasks import states
from service.tasks.sheets import GiveSheet, Line, TakeSheetIn
from service.tasks.together import foreseen
from service.work import Command, Order
from web.session import actor, command_id, db, ledger, register, sight, today
from web.tasks.bulk import why
from web.tasks.sheet_words import Wrong, wrong


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file that was taken in, what it asks for or gives anew, and what is wrong in it."""

    name: str
    sha256: str
    rows_sha256: str
    asked: Sequence[Asked] = ()
    new: Sequence[NewTask] = ()
    faults: Sequence[Wrong] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Say what it asks for as a command takes it."""
        return tuple(
            Line(
                task_id=one.task.task_id,
                seen=one.task.version,
                parts=tuple(command for _, command in one.parts),
            )
            for one in self.asked
        )

    @property
    def mark(self) -> str:
        """Mark what was foreseen, to know it again."""
        given = [one.command for one in self.new]
        return sha256(msgspec.json.encode([self.lines, given])).hexdigest()[:16]

    @property
    def command(self) -> Command:
        """Say what is asked for as one command."""
        named = {"file_name": self.name, "file_sha256": self.sha256}
        if self.new:
            return GiveSheet(tasks=tuple(one.command for one in self.new), **named)
        return TakeSheetIn(lines=self.lines, **named)

    @property
    def address(self) -> str:
        """Address the preview."""
        query = urlencode({"tep": self.sha256, "ban": self.rows_sha256, "ten": self.name})
        return f"{url_for('task_sheets.show')}?{query}"


def sheet_of(lines: tuple[Read, ...], name: str, digest: str) -> Sheet:
    """Tell what the rows of a file ask for, and what is wrong in them."""
    plain = Sheet(name, digest, sha256(msgspec.json.encode(lines)).hexdigest())
    try:
        return _given(plain, lines) if is_new(lines) else _changed(plain, lines)
    except SheetFaultsError as faulty:
        return replace(plain, faults=[wrong(one) for one in faulty.faults])


def _given(sheet: Sheet, lines: tuple[Read, ...]) -> Sheet:
    new = new_tasks(lines, Labels(register()), today())
    cells = [(one.row, CONTENT, one.command) for one in new]
    return replace(sheet, new=new, faults=_refused(cells))


def _changed(sheet: Sheet, lines: tuple[Read, ...]) -> Sheet:
    rows = written(lines)
    ids = [row.key.task_id for row in rows if row.key]
    codes = [row.cells.get(CODE, "") for row in rows if not row.key]
    kept = states.table.c
    tasks = states.listed(
        db(), or_(kept.task_id.in_(ids), kept.code.in_(codes)), sight().covers()
    )
    wanted = asked(rows, tasks, Labels(register()), today())
    cells = [(one.row, column, command) for one in wanted for column, command in one.parts]
    return replace(sheet, asked=wanted, faults=_refused(cells))


def _refused(cells: Sequence[tuple[int, str, Command]]) -> list[Wrong]:
    """Say which cells the rules refuse."""
    order = Order(actor=actor(), command_id=command_id())
    refusals = foreseen([command for *_, command in cells], order, ledger(), db())
    return [
        Wrong(row, column, why(no))
        for (row, column, _), no in zip(cells, refusals, strict=True)
        if no
    ]
