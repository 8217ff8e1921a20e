"""Read the rows of a work catalogue's spreadsheet; what is wrong is named row by row.

Nothing is guessed: a row that cannot stand in the catalogue is a fault, and rows that are no
products (titles, notes under the table) are counted as left out.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from typing import Literal

from events.catalogues import (
    MOST_POINTS,
    PLACES,
    Flaw,
    Frame,
    WorkItem,
    coefficient_of,
    faults_of,
    require_standard,
)
from events.errors import RefusedError
from service.imports.characters import fold
from service.imports.document import Line
from service.imports.reader.columns import numbers_only
from service.imports.refusals import UnreadableFileError
from service.imports.work_columns import HEAD_ROWS, Columns, heading_at, lacking

MOST_ITEMS = 5_000
SheetFlaw = Flaw | Literal["frame_unread", "frames_differ"]
COLUMN_OF: dict[SheetFlaw, str] = {
    "no_code": "code",
    "same_code": "code",
    "no_task": "task",
    "no_product": "product",
    "group": "group",
    "points": "points",
    "frame": "points",
    "coefficient": "coefficient",
    "frame_unread": "frame",
    "frames_differ": "frame",
}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)
_CODE = re.compile(r"(?=.*\d)\S{1,30}")
_GROUP = re.compile(r"(?:nhom|n)?\s*(?:0?([1-9])|(iv|v|i{1,3}))")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


@dataclass(frozen=True, slots=True)
class SheetFault:
    """What is wrong in a cell: sheet and row from 1, the column's name, the cell's words.

    `other` is the row of the same code, the frame of the group, or the coefficient that the
    points give, as the flaw has it.
    """

    page: int
    row: int
    column: str
    flaw: SheetFlaw
    text: str
    other: str = ""


@dataclass(eq=False)
class CatalogueFaultsError(RefusedError):
    """Rows of the sheet cannot stand in a catalogue; nothing is taken in."""

    faults: tuple[SheetFault, ...]


@dataclass(eq=False)
class NoCatalogueTableError(UnreadableFileError):
    """No table with the columns of a work catalogue; these were not found."""

    lacking: tuple[str, ...]


@dataclass(eq=False)
class TooManyItemsError(UnreadableFileError):
    """A catalogue has at most so many items."""

    most: int


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """What a sheet says; `left_out` are the rows that are no products: row and words."""

    items: tuple[WorkItem, ...]
    frames: tuple[Frame, ...]
    left_out: tuple[tuple[int, str], ...]


@dataclass(slots=True)
class _Table:
    """A table being read: its columns, and what the rows above say of the next one."""

    columns: Columns
    part: str = ""
    task: str = ""

    def said(self, line: Line, name: str) -> str:
        return line.said(self.columns.get(name))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that stands for a product."""

    line: Line
    table: _Table
    item: WorkItem

    def fault(self, flaw: SheetFlaw, other: str = "") -> SheetFault:
        column = COLUMN_OF[flaw]
        text = self.table.said(self.line, column)
        return SheetFault(self.line.page or 1, self.line.number, column, flaw, text, other)


@dataclass(slots=True)
class _Found:
    rows: list[_Row] = field(default_factory=list)
    left_out: list[tuple[int, str]] = field(default_factory=list)


def read_catalogue(lines: Sequence[Line], standard: Decimal) -> CatalogueSheet:
    """Make items of rows, whose standard product is worth so many points.

    Raises:
        StandardOutOfRangeError: the standard product is worth next to nothing.
        NoCatalogueTableError: no sheet has the columns of a work catalogue.
        TooManyItemsError: more than 5,000 items.
        CatalogueFaultsError: rows that are wrong, all of them.
    """
    require_standard(standard)
    found = _Found()
    for _page, members in groupby(lines, key=lambda line: line.page):
        _read_page(list(members), standard, found)
    if not found.rows:
        raise NoCatalogueTableError(lacking([line.cells for line in lines]))
    if len(found.rows) > MOST_ITEMS:
        raise TooManyItemsError(MOST_ITEMS)
    frames, unlike = _frames(found.rows)
    if faults := sorted([*unlike, *_faults(found.rows, frames, standard)], key=_where):
        raise CatalogueFaultsError(tuple(faults))
    items = tuple(row.item for row in found.rows)
    return CatalogueSheet(items, tuple(frames.values()), tuple(found.left_out))


def number_of(words: str) -> Decimal | None:
    """Read 12, 0.04 or 1,5; a dot before three digits is no thousand here."""
    if not _NUMBER.fullmatch(words) or len(words) > len(str(MOST_POINTS)) * 2:
        return None
    return Decimal(words.replace(",", "."))


def group_of(words: str) -> int:
    """Read N2, Nhóm 2, II or 2; 0 when it is none of these."""
    found = _GROUP.fullmatch(fold(words).strip(" ."))
    if found is None:
        return 0
    return int(found[1]) if found[1] else _ROMAN[found[2]]


def frame_of(words: str) -> tuple[Decimal, Decimal] | None:
    """Read 11-50 or a greatest number alone, 100."""
    ends = [Decimal(one.replace(",", ".")) for one in _NUMBER.findall(words)]
    if len(ends) == 1:
        return Decimal(0), ends[0]
    return (ends[0], ends[1]) if len(ends) == 2 and ends[0] <= ends[1] else None


def _read_page(lines: Sequence[Line], standard: Decimal, found: _Found) -> None:
    cells, table, at = [line.cells for line in lines], None, 0
    while at < len(lines):
        head = heading_at(cells, at) if table or at < HEAD_ROWS else None
        if head is not None:
            table, at = _Table(head[0]), at + head[1]
        elif table is not None:
            _read_row(lines[at], table, standard, found)
            at += 1
        else:
            at += 1


def _read_row(line: Line, table: _Table, standard: Decimal, found: _Found) -> None:
    cells = line.cells
    if numbers_only(cells):
        return
    if not _is_product(line, table):
        title = " ".join(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell))
        if any(map(str.isalpha, title)):
            table.part, table.task = title, ""
        found.left_out.append((line.number, title))
        return
    item = _item(line, table, standard)
    table.task = item.task
    found.rows.append(_Row(line, table, item))


def _is_product(line: Line, table: _Table) -> bool:
    """Tell products from titles: a title fills one cell, or one merged over several."""
    said = {name: table.said(line, name) for name in ("code", "product", "points")}
    filled = [name for name, words in said.items() if words]
    if filled == ["code"]:
        return bool(_CODE.fullmatch(said["code"]))
    beside = {
        cell for at, cell in enumerate(line.cells) if cell and at != table.columns.get("order")
    }
    return bool(filled) and (len(beside) > 1 or len(filled) == 1)


def _item(line: Line, table: _Table, standard: Decimal) -> WorkItem:
    work, task = table.said(line, "work"), table.said(line, "task")
    points = number_of(table.said(line, "points")) or Decimal(0)
    return WorkItem(
        code=table.said(line, "code"),
        task=task or (table.task or table.part if work else ""),
        product=table.said(line, "product"),
        group=group_of(table.said(line, "group")),
        points=points,
        coefficient=_coefficient(table.said(line, "coefficient"), points, standard),
        work=work,
        room=table.said(line, "room"),
        part=table.part,
        note=table.said(line, "note"),
    )


def _coefficient(words: str, points: Decimal, standard: Decimal) -> Decimal:
    """Give the sheet's own coefficient, or what the points give where it says nothing."""
    said = number_of(words)
    if words and said is None:
        return Decimal(0)
    if said is not None:
        return said.quantize(PLACES, ROUND_HALF_UP)
    return coefficient_of(min(points, Decimal(MOST_POINTS)), standard)


def _frames(rows: Sequence[_Row]) -> tuple[dict[int, Frame], list[SheetFault]]:
    """Give the frame of each group, and the rows that say another or one unreadable."""
    frames: dict[int, Frame] = {}
    unlike: list[SheetFault] = []
    for row in rows:
        words, group = row.table.said(row.line, "frame"), row.item.group
        ends = frame_of(words)
        if words and ends is None:
            unlike.append(row.fault("frame_unread"))
        elif ends and group:
            frame = frames.setdefault(group, Frame(group=group, least=ends[0], most=ends[1]))
            if ends != (frame.least, frame.most):
                unlike.append(row.fault("frames_differ", _spoken(frame)))
    return dict(sorted(frames.items())), unlike


def _faults(
    rows: Sequence[_Row], frames: dict[int, Frame], standard: Decimal
) -> Iterator[SheetFault]:
    items = [row.item for row in rows]
    for fault in faults_of(items, tuple(frames.values()), standard):
        row, other = rows[fault.at], ""
        if fault.other is not None:
            other = str(rows[fault.other].line.number)
        elif fault.flaw == "frame":
            other = _spoken(frames[row.item.group])
        elif fault.flaw == "coefficient":
            other = f"{coefficient_of(row.item.points, standard).normalize():f}"
        yield row.fault(fault.flaw, other)


def _spoken(frame: Frame) -> str:
    return f"{frame.least:f}–{frame.most:f}"


def _where(fault: SheetFault) -> tuple[int, int]:
    return fault.page, fault.row
