"""Read the rows of a province's set of criteria; what is wrong is named row by row."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from events.errors import RefusedError
from events.par_criteria import MOST_NODES, Formula, Level, Node, ParSet
from events.par_faults import Flaw, faults_of
from service.imports.document import Line
from service.imports.par_columns import (
    LEVELS,
    NEEDED,
    Columns,
    UnreadParametersError,
    columns_of,
    formula_of,
    is_heading,
    kind_of,
)
from service.imports.reader.columns import numbers_only
from service.imports.refusals import UnreadableFileError
from service.imports.work_catalogue import number_of

SheetFlaw = Flaw | Literal["most_unread", "kind_unread", "parameters_unread"]
COLUMN_OF: Mapping[SheetFlaw, str] = {
    "no_code": "code",
    "same_code": "code",
    "no_name": "name",
    "parent": "parent",
    "cycle": "parent",
    "childless": "code",
    "formula": "kind",
    "kind_unread": "kind",
    "figure": "numerator",
    "stairs": "parameters",
    "parameter": "parameters",
    "parameters_unread": "parameters",
}
UNREAD: dict[Flaw, SheetFlaw] = {  # what is said already when the cell could not be read
    "points": "most_unread",
    "formula": "kind_unread",
}


@dataclass(frozen=True, slots=True)
class ParFault:
    """What is wrong in a cell: sheet and row from 1, the column, its words, with what."""

    page: int
    row: int
    column: str
    flaw: SheetFlaw
    text: str
    other: str = ""


@dataclass(eq=False)
class ParFaultsError(RefusedError):
    """Rows of the sheet cannot stand in a set; nothing is taken in."""

    faults: tuple[ParFault, ...]


@dataclass(eq=False)
class NoParTableError(UnreadableFileError):
    """No table with the columns of a set of criteria; these were not found."""

    lacking: tuple[str, ...]


@dataclass(eq=False)
class TooManyCriteriaError(UnreadableFileError):
    """A set has at most so many rows."""

    most: int


@dataclass(slots=True)
class _Row:
    """A row of the table: where it stands, what its cells say, what could not be read."""

    line: Line
    columns: Columns
    unread: list[SheetFlaw] = field(default_factory=list)

    def said(self, name: str) -> str:
        return self.line.said(self.columns.get(name))

    def fault(self, flaw: SheetFlaw, other: str = "") -> ParFault:
        column = COLUMN_OF.get(flaw, "most")
        return ParFault(
            self.line.page or 1, self.line.number, column, flaw, self.said(column), other
        )

    def node(self) -> Node:
        code = self.said("code").rstrip(".")
        parent = self.said("parent").rstrip(".") or code.rpartition(".")[0]
        return Node(
            code=code,
            level=_level(code),
            name=self.said("name"),
            most=self._most(),
            parent=parent,
            formula=self._formula(),
            rule=self.said("rule"),
            numerator=self.said("numerator"),
            denominator=self.said("denominator"),
            source=self.said("source"),
        )

    def _most(self) -> Decimal:
        found = number_of(self.said("most"))
        if found is None:
            self.unread.append("most_unread")
        return found or Decimal(0)

    def _formula(self) -> Formula | None:
        words = self.said("kind")
        if not words:
            return None
        if not (kind := kind_of(words)):
            self.unread.append("kind_unread")
            return None
        try:
            return formula_of(kind, self.said("parameters"))
        except UnreadParametersError:
            self.unread.append("parameters_unread")
            return None


def read_par_set(lines: Sequence[Line], title: str, year: int) -> ParSet:
    """Make a set of the rows of a spreadsheet.

    Raises:
        NoParTableError: no sheet has the columns of a set.
        TooManyCriteriaError: more than 500 rows.
        ParFaultsError: rows that are wrong, all of them.
    """
    rows = list(_rows(lines))
    if not rows:
        raise NoParTableError(_lacking(lines))
    if len(rows) > MOST_NODES:
        raise TooManyCriteriaError(MOST_NODES)
    found = ParSet(title=title, year=year, nodes=tuple(row.node() for row in rows))
    if faults := sorted(_faults(found, rows), key=lambda one: (one.page, one.row)):
        raise ParFaultsError(tuple(faults))
    return found


def _rows(lines: Sequence[Line]) -> Iterator[_Row]:
    columns: Columns = {}
    for line in lines:
        named = columns_of(line.cells)
        if is_heading(named):
            columns = named
        elif columns and not numbers_only(line.cells):
            row = _Row(line, columns)
            if row.said("code") or row.said("most"):
                yield row


def _faults(found: ParSet, rows: Sequence[_Row]) -> Iterator[ParFault]:
    for row in rows:
        yield from (row.fault(flaw) for flaw in row.unread)
    for fault in faults_of(found):
        row, other = rows[fault.at], fault.other
        said = UNREAD.get(fault.flaw) in row.unread or (
            fault.flaw == "formula" and "parameters_unread" in row.unread
        )
        if fault.flaw == "same_code":
            other = str(rows[int(other)].line.number)
        if not said:
            yield row.fault(fault.flaw, other)


def _level(code: str) -> Level:
    return LEVELS[min(code.count("."), len(LEVELS) - 1)]


def _lacking(lines: Sequence[Line]) -> tuple[str, ...]:
    best = max((columns_of(line.cells) for line in lines[:40]), key=len, default={})
    return tuple(name for name in NEEDED if name not in best)
