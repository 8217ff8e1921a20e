"""Read tables of tasks, in the body or the annex: rows under group rows."""

import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile

from service.imports.reader.areas import heading_area, heading_areas, placed, subject_area
from service.imports.reader.blocks import Block
from service.imports.reader.columns import Columns, columns_named, columns_of, heading_at
from service.imports.reader.marked_columns import marked, marked_units
from service.imports.reader.names import units_in_cell
from service.imports.reader.sentences import Piece, strip_end, trim
from service.imports.reader.target_columns import (
    past,
    stages_below,
    targets_shown,
    with_figures,
)

ORDER = re.compile(r"(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-zĐđ])[.)]?|[-–+*•]|")
_LABEL = re.compile(r"^(?:[IVXLC]+|\d+(?:\.\d+)*|[A-ZĐ])[.)]\s+")
_COUNTED = re.compile(r"\d+(?:\.\d+)*[.)]?|[IVXLC]+\.?|[-–]")
_OUTER = re.compile(r"(?:[IVXLC]+|[A-ZĐ])[.)]?")
_DITTO = re.compile(r"[-–\s]*(?:n\.?t|như trên|//|[\"”″]|\'\')[-–.\s]*", re.IGNORECASE)
_LISTED = re.compile(r"(?:^|\n)\s*[-–+•]\s+")
_TITLE, _TOP = 14, 2


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
    under: _Under | None = None
    for run in _runs(blocks):
        under = under if under and under.goes_on(run[0]) else None
        under = yield from _rows(run, under)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the rows that follow one another; each sheet of a workbook counts lines anew."""
    run: list[Block] = []
    for block in blocks:
        if run and (not block.cells or block.line_at(0) <= run[-1].line_at(0)):
            yield run
            run = []
        run += [block] if block.cells else []
    if run:
        yield run


def _rows(run: list[Block], under: "_Under | None") -> Generator[Row, None, "_Under | None"]:
    cells = [block.cells for block in run]
    at = 0
    while at < len(run):
        if staged := stages_below(cells, at):
            first, taken = staged
            yield from _turned(run[at], cells[at + 1 : at + 1 + taken], first)
            at += 1 + taken
        elif found := _heading(cells, at, under.columns if under else None):
            columns, taken = found
            under = replace(under, columns=columns) if under else _Under(columns)
            at += taken
        else:
            if "order" in columns_named(cells[at]):  # the heading of something else
                under = None
            if under and (row := under.row(run, at)):
                yield row
            at += 1
    return under


@dataclass
class _Under:
    """Hold what a row stands under: the heading, its group, and the row above it."""

    columns: Columns
    group: str = ""
    areas: tuple[str, ...] = ()
    outer: tuple[str, ...] = ()
    above: tuple[str, ...] = ()

    def goes_on(self, first: Block) -> bool:
        """Tell whether a table without a heading is the rest of this one: it counts on."""
        order, cells = self.columns.order, first.cells
        counted = order is not None and order < len(cells) <= self.columns.width
        return counted and bool(_COUNTED.fullmatch(cells[order or 0]))

    def row(self, run: list[Block], at: int) -> Row | None:
        """Return a row; None where it is the group of the rows that follow."""
        said = _repeated(run[at].cells, self.above, self.columns.group)
        row = Row(run[at], self.columns, said, self.group, self.areas)
        if row.told or not (title := _group(run, at)):
            self.above = said
            return row
        self._enter(title, outer=_outer(run[at]))
        return None

    def _enter(self, title: str, *, outer: bool) -> None:
        """Begin a group; what steers the work of an area belongs to that area."""
        named = heading_areas(title)
        if outer:
            self.outer = self.areas = named
        else:
            steers = named == ("steering",) and self.outer
            self.areas = self.outer if steers else named or self.areas
        self.group, self.above = title, ()


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
    (said,) = named
    if any(map(marked, cells[cells.index(said) :])):
        return None
    words = said.replace("\n", " ")
    title = _LABEL.sub("", words)
    order = next((c for c in cells if c and c != words), "") or words[: len(words) - len(title)]
    after = (run[n].cells for n in range(at + 1, len(run)))
    below = next((row for row in after if not columns_of(row)), ())
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
