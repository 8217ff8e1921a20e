"""Read tables of tasks, in the body or the annex: rows under group rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, takewhile

from service.imports.reader.areas import heading_area, heading_areas, placed, subject_area
from service.imports.reader.blocks import Block
from service.imports.reader.columns import Columns, columns_of, heading_at
from service.imports.reader.due_in_cells import read_cell
from service.imports.reader.marked_columns import marked, marked_time, marked_units
from service.imports.reader.names import units_in_cell
from service.imports.reader.sentences import Piece, strip_end, trim
from service.imports.reader.target_columns import (
    past,
    stages_below,
    targets_shown,
    with_figures,
)
from service.imports.reading import Task

ORDER = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zĐđ])[.)]?|[-–+*•]|")
_LABEL = re.compile(r"^(?:[IVXLC]+|\d+(?:\.\d+)*|[A-ZĐ])[.)]\s+")
_OUTER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
_DITTO = re.compile(r"[-–\s]*(?:n\.?t|như trên|//|[\"”″]|\'\')[-–.\s]*", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\n)\s*[-–+•]\s+")
_LEAST, _TITLE, _TOP = 3, 14, 2


@dataclass(frozen=True)
class Row:
    """Hold a row of a table, what its columns mean, and under which group it stands."""

    block: Block
    columns: Columns
    cells: tuple[str, ...]
    group: str = ""
    areas: tuple[str, ...] = ()
    turned: tuple[tuple[str, str], ...] = ()

    @property
    def staged(self) -> tuple[tuple[str, str], ...]:
        """The cells that may hold figures of a target, each behind the heading of its stage."""
        headings, figures = self.columns.headings, self.columns.figures
        return self.turned or tuple((headings[i], self.cell(i)) for i in figures)

    def cell(self, column: int | None) -> str:
        """Return the words of a cell; empty where the table has no such column."""
        cells = self.cells
        return cells[column] if column is not None and column < len(cells) else ""

    @property
    def units(self) -> tuple[Sequence[str], Sequence[str]]:
        """Who leads it and who helps: named in its cells, or marked below the names."""
        lead = self.cell(self.columns.lead)
        if not lead or marked(lead):
            return marked_units(self.columns.headings, self.cells)
        return units_in_cell(lead), units_in_cell(self.cell(self.columns.partners))

    def of(self, column: int | None, at: int) -> str:
        """Return what a cell says of one of the tasks: its own line where each has one."""
        cell = self.cell(column)
        lines = cell.split("\n")
        own = len(lines) == len(self.works) > 1
        return _LISTED.sub("", lines[at]).strip() if own else cell.replace("\n", " ")

    @property
    def told(self) -> bool:
        """Tell whether it holds anything in a column of figures, as no group row does."""
        return any(cell and cell != self.cell(self.columns.task) for _, cell in self.staged)

    @property
    def words(self) -> str:
        """What the row is about: its task or its target."""
        return self.cell(self.columns.task).replace("\n", " ")

    @property
    def works(self) -> list[Piece]:
        """The tasks in its words: one, or each dash of a cell that is a list of them."""
        words, cell = self.words, self.cell(self.columns.task)
        if not _LISTED.match(cell):
            return [Piece(words, 0, len(words))]
        marks = list(_LISTED.finditer(cell))
        ends = [*(mark.start() for mark in marks[1:]), len(words)]
        found = (trim(words, m.end(), end) for m, end in zip(marks, ends, strict=True))
        return [strip_end(piece, " ;") for piece in found]

    def area(self, text: str) -> str | None:
        """Return the area its group names, or its own words, or those beside them."""
        named = self.areas or heading_areas(self.cell(self.columns.group))
        own = placed(text, named, "")[0] if named else subject_area(text)
        return own or subject_area(self.block.text)

    def span(self, column: int) -> tuple[int, int]:
        """Return where the words of a cell begin and end in the text of the row."""
        words = self.cell(column).replace("\n", " ")
        start = 0
        for cell, _same in groupby(self.block.cells[:column]):
            before = cell.replace("\n", " ")
            if before != words:
                found = self.block.text.find(before, start)
                start = (start if found < 0 else found) + len(before)
        at = self.block.text.find(words, start)
        at = self.block.text.find(words) if at < 0 else at
        return at, at + len(words)


def rows_of_tables(blocks: Sequence[Block]) -> Iterator[Row]:
    """Yield the rows of all tables that have a heading, without headings and group rows."""
    for tabular, run in groupby(blocks, key=lambda b: bool(b.cells)):
        if tabular:
            yield from _rows(list(run))


def _rows(run: list[Block]) -> Iterator[Row]:
    cells = [block.cells for block in run]
    columns: Columns | None = None
    group, areas, at = "", tuple[str, ...](), 0
    above: tuple[str, ...] = ()
    while at < len(run):
        if staged := stages_below(cells, at):
            first, taken = staged
            yield from _turned(run[at], cells[at + 1 : at + 1 + taken], first)
            at += 1 + taken
            continue
        if found := _heading(cells, at, columns):
            columns, taken = found
            at += taken
            continue
        if columns is not None:
            said = _repeated(cells[at], above, columns.group)
            row = Row(run[at], columns, said, group, areas)
            if not row.told and (title := _group(run, at)):
                named = heading_areas(title)
                group, areas = title, named or (() if _outer(run[at]) else areas)
                above = ()
            else:
                yield row
                above = said
        at += 1


def _repeated(cells: Sequence[str], above: Sequence[str], group: int | None) -> tuple[str, ...]:
    """Return a row with its cells that say "as above", or name no group, filled from there."""
    return tuple(
        above[at]
        if at < len(above) and (_DITTO.fullmatch(words) or (at == group and not words))
        else words
        for at, words in enumerate(cells)
    )


def _heading(
    rows: Sequence[tuple[str, ...]], at: int, above: Columns | None
) -> tuple[Columns, int] | None:
    """Return the columns of a heading, by its words or by what stands in the rows below it."""
    columns, taken = heading_at(rows, at) or (None, 1)
    if columns is None and (above or at > _TOP):
        return None
    below = list(takewhile(lambda row: not columns_of(row), rows[at + taken :]))
    if columns and columns.targets:
        return with_figures(columns, below), taken
    shown = targets_shown(columns.headings if columns else rows[at], below) or columns
    return (shown, taken) if shown else None


def _turned(heading: Block, below: Sequence[tuple[str, ...]], first: int) -> Iterator[Row]:
    """Yield a row for each target a heading names, with the figures of the stages below."""
    for index in range(first, len(heading.cells)):
        columns = Columns(task=index, targets=True, headings=heading.cells)
        told = tuple((row[first - 1], row[index]) for row in below if not past(row[first - 1]))
        yield Row(heading, columns, heading.cells, turned=told)


def _group(run: list[Block], at: int) -> str | None:
    """Return the title when a row only names the group of the rows that follow."""
    cells = run[at].cells
    named = {c for c in cells if not ORDER.fullmatch(c)}
    if len(named) != 1:
        return None
    words = next(iter(named)).replace("\n", " ")
    title = _LABEL.sub("", words)
    order = next((c for c in cells if c and c != words), "") or words[: len(words) - len(title)]
    below = next((b.cells for b in run[at + 1 :] if not columns_of(b.cells)), ())
    opens = _outer(run[at]) or _deeper(order, below) or cells.count(words) > 1
    bare = not order.strip() and len(words.split()) <= _TITLE
    short = bool(heading_area(title)) and len(title.split()) <= _TITLE
    return title if opens or bare or short else None


def _outer(block: Block) -> bool:
    first = next((c for c in block.cells if c), "")
    return bool(_OUTER.fullmatch(first) or re.match(r"(?:[IVXLC]+|[A-ZĐ])[.)]\s", first))


def _deeper(order: str, below: Sequence[str]) -> bool:
    number, first = order.strip(" .)"), next((c for c in below if c), "")
    return bool(number) and first.startswith(f"{number}.")


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
