"""Read tables of targets: a row an indicator, a figure for each stage that has a column."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from service.imports.metadata import Period
from service.imports.reader.blocks import Block
from service.imports.reader.clauses import clauses
from service.imports.reader.figure import Figure
from service.imports.reader.figures import figure_alone
from service.imports.reader.phases import phase_in
from service.imports.reader.sentences import Piece
from service.imports.reader.tables import Row, rows_of_tables
from service.imports.reading import Indicator

_WORDS = 4


@dataclass(frozen=True)
class _Told:
    """Hold one figure that a row tells: the words it belongs to, and what they ask for."""

    piece: Piece
    figure: Figure
    stage: tuple[str, str]


def targets_of_tables(
    blocks: Sequence[Block], number: int, period: Period, area: str = "steering"
) -> list[Indicator]:
    """Return the targets in all tables; `area` is that of rows which name none."""
    found: list[Indicator] = []
    for row in _aims(rows_of_tables(blocks)):
        for told in [*_figures(row, period)] or _said(row, period):
            found.append(_target(row, told, number + len(found), area))
    return found


def _aims(rows: Iterator[Row]) -> Iterator[Row]:
    """Yield the rows of targets, and of work the cells that say what it aims at, each once."""
    before = ""
    for row in rows:
        at = row.columns.aim
        said = row.cell(at)
        if row.columns.targets:
            yield row
        elif at is not None and said != before and len(said.split()) >= _WORDS:
            yield replace(row, columns=replace(row.columns, task=at))
        before = said


def _figures(row: Row, period: Period) -> Iterator[_Told]:
    """Yield the figures that stand in a column of their own."""
    for heading, printed in row.staged:
        cell = printed.replace("\n", " ").strip()
        if _before(heading, period):
            continue
        if figure := figure_alone(cell, row.cell(row.columns.measure)):
            words = Piece(row.words, 0, len(row.words))
            yield _Told(words, figure, _stage(_spelled(heading), period))


def _before(heading: str, period: Period) -> bool:
    """Tell whether a column only says what was reached in years before the plan's."""
    years = [int(year) for year in re.findall(r"20\d\d", heading)]
    return bool(years) and max(years) < period.start_year


def _said(row: Row, period: Period) -> Iterator[_Told]:
    """Yield the figures in the sentence itself, where no column has them."""
    for clause in clauses(row.words, 0, len(row.words), counts=True):
        if figure := clause.figure:
            stage = _stage(clause.piece.text, period)
            yield _Told(clause.piece, figure, stage)


def _stage(text: str, period: Period) -> tuple[str, str]:
    phase = phase_in(text, period.start_year, period.end_year)
    return (phase.name, "heading") if phase else (_whole(period), "plan")


def _target(row: Row, told: _Told, number: int, area: str) -> Indicator:
    block, text = row.block, told.piece.text
    start = row.span(row.columns.task)[0]
    phase, source = told.stage
    return Indicator(
        id=f"I{number:03d}",
        text=text,
        place=block.place(start + told.piece.start, start + told.piece.end),
        rule="tables.target",
        confidence=0.85,
        item=f"P{block.number}",
        item_text=row.words,
        item_place=block.place(start, start + len(row.words)),
        section=block.section or "annex",
        kind="quantitative",
        reform_area=row.area(text) or area,
        alt_areas=(),
        phase=phase,
        phase_source=source,
        alt_phases=(),
        comparator=told.figure.comparator,
        alt_comparators=(">=",) if told.figure.comparator == "=" else (),
        value=told.figure.value,
        unit=told.figure.unit or None,
    )


def _spelled(heading: str) -> str:
    """Write a column's bare year or years as a sentence names them."""
    stage = re.search(r"(20\d\d)\s*[-–]\s*(20\d\d)", heading)
    if stage:
        return f"giai đoạn {stage[1]}-{stage[2]}"
    year = re.search(r"20\d\d", heading)
    until = year and re.search(r"đến|hết|cuối", heading, re.IGNORECASE)
    return f"{'đến ' if until else ''}năm {year[0]}" if year else heading


def _whole(period: Period) -> str:
    if period.half:
        return f"{period.start_year}-{period.half}"
    first, last = period.start_year, period.end_year
    return "" if not first else str(first) if first == last else f"{first}-{last}"
