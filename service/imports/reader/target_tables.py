"""Read tables of targets: a row an indicator, a figure for each stage that has a column."""

import re
from collections.abc import Iterator, Sequence

from service.imports.characters import fold
from service.imports.metadata import Period
from service.imports.reader.areas import subject_area
from service.imports.reader.blocks import Block
from service.imports.reader.phases import phase_in
from service.imports.reader.tables import Row, rows_of_tables
from service.imports.reading import Indicator

_FIGURE = re.compile(
    r"(?P<cue>≥|>=|>|≤|<=|<|tối thiểu|ít nhất|từ|trên|dưới|không quá|đạt|giảm|tăng)?\s*"
    r"(?P<value>\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)\s*(?P<unit>%|[^\W\d]+)?(?:\s*trở lên)?",
    re.IGNORECASE,
)
_SIGNS = {
    "≥": ">=", ">=": ">=", ">": ">", "≤": "<=", "<=": "<=", "<": "<", "tối thiểu": ">=",
    "ít nhất": ">=", "từ": ">=", "trên": ">", "dưới": "<", "không quá": "<=",
    "giảm": "reduce_by=",
}  # fmt: skip
_TARGET = re.compile(r"chi tieu|muc tieu|ke hoach|phan dau|20\d\d|giai doan|gia tri")
_NOT = re.compile(
    r"thuc hien nam|ket qua nam|hien trang|uoc|ghi chu|^(?:ten |noi dung )?chi tieu$"
)
_LEAST = 2


def targets_of_tables(blocks: Sequence[Block], number: int, period: Period) -> list[Indicator]:
    """Return the targets in all tables of targets."""
    found: list[Indicator] = []
    for row in rows_of_tables(blocks):
        if row.columns.targets:
            for column, figure in _figures(row):
                found.append(_target(row, column, figure, (number + len(found), period)))
    return found


def _figures(row: Row) -> Iterator[tuple[str, re.Match[str]]]:
    known = {row.columns.task, row.columns.order, row.columns.measure, row.columns.lead}
    for index, heading in enumerate(row.columns.headings):
        plain = fold(heading)
        if index in known or _NOT.search(plain) or not _TARGET.search(plain):
            continue
        figure = _FIGURE.fullmatch(row.cell(index).replace("\n", " ").strip())
        if figure:
            yield heading, figure


def _target(
    row: Row, heading: str, figure: re.Match[str], rest: tuple[int, Period]
) -> Indicator:
    number, period = rest
    block, text = row.block, row.cell(row.columns.task).replace("\n", " ")
    place = block.place(*row.span(row.columns.task))
    phase = phase_in(_spelled(heading), period.start_year, period.end_year)
    sign = _SIGNS.get((figure["cue"] or "").lower(), "=")
    raised = "trở lên" in figure[0].lower()
    return Indicator(
        id=f"I{number:03d}",
        text=text,
        place=place,
        rule="tables.target",
        confidence=0.85,
        item=f"P{block.number}",
        item_text=text,
        item_place=place,
        section=block.section or "annex",
        kind="quantitative",
        reform_area=row.area(text) or subject_area(text) or "steering",
        alt_areas=(),
        phase=phase.name if phase else _whole(period),
        phase_source="heading" if phase else "plan",
        alt_phases=(),
        comparator=">=" if raised else sign,
        alt_comparators=(">=",) if sign == "=" else (),
        value=_number(figure["value"]),
        unit=figure["unit"] or row.cell(row.columns.measure) or None,
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


def _number(printed: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed):
        return float(printed.replace(".", ""))
    return float(printed.replace(",", "."))
