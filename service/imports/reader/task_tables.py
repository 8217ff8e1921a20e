"""Read tables of tasks: a row a task, or one for each dash in its cell."""

from collections.abc import Sequence

from service.imports.reader.blocks import Block
from service.imports.reader.due_in_cells import read_cell
from service.imports.reader.marked_columns import marked_time
from service.imports.reader.sentences import Piece
from service.imports.reader.tables import Row, rows_of_tables
from service.imports.reading import Task

_LEAST = 3


def tasks_of_tables(
    blocks: Sequence[Block], number: int, year: int | None = None, area: str = "steering"
) -> list[Task]:
    """Return the tasks in all tables.

    `year` is the plan's when it covers only one, `area` that of rows which name none.
    """
    found: list[Task] = []
    for row in rows_of_tables(blocks):
        for at, work in enumerate(() if row.columns.targets else row.works):
            if len(work.text.split()) >= _LEAST:
                found.append(_task(row, (work, at), number + len(found), (year, area)))
    return found


def _task(
    row: Row, listed: tuple[Piece, int], number: int, plan: tuple[int | None, str]
) -> Task:
    columns, block = row.columns, row.block
    (work, at), start = listed, row.span(columns.task)[0]
    leads, partners = row.units
    return Task(
        id=f"T{number:03d}",
        text=work.text,
        place=block.place(start + work.start, start + work.end),
        rule="tables.row",
        confidence=0.9 if leads else 0.7,
        item=f"P{block.number}",
        item_text=row.words,
        item_place=block.place(start, start + len(row.words)),
        section=block.section or "annex",
        group=row.group or row.cell(columns.group),
        reform_area=row.area(work.text) or plan[1],
        alt_areas=(),
        lead=leads[0] if leads else None,
        partners=(*leads[1:], *partners),
        deadline=read_cell(row.of(columns.time, at), plan[0])
        or read_cell(marked_time(columns.headings, row.cells), plan[0]),
        product=row.of(columns.product, at) or None,
    )
