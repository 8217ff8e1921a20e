"""Read the marks that stand below units and parts of the year: who works on a row, and when."""

import re
from collections.abc import Iterator, Sequence

from service.imports.reader.names import canonical, unit_like

_MARK = re.compile(r"[xv✓✔√+•●■*]|ct?|ph?|chủ trì|phối hợp", re.IGNORECASE)
_HELPS = re.compile(r"ph?|phối hợp", re.IGNORECASE)
_WHEN = re.compile(
    r"(?:.*\b(?P<of>quý|tháng)\b.*?|.*?\b)(?P<part>20\d\d|(?<=\s)(?:IV|I{1,3}|\d{1,2}))",
    re.IGNORECASE,
)


def marked(cell: str) -> bool:
    """Tell whether a cell holds nothing but a mark."""
    return bool(_MARK.fullmatch(cell))


def marked_units(headings: Sequence[str], cells: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return which of the units that head columns lead a row, and which help."""
    units = [
        (name, _HELPS.fullmatch(mark))
        for heading, mark in _marked(headings, cells)
        if unit_like(name := canonical(heading.split("\n")[-1]))
    ]
    return [n for n, helps in units if not helps], [n for n, helps in units if helps]


def marked_time(headings: Sequence[str], cells: Sequence[str]) -> str:
    """Return the first and the last part of the year that is marked: "quý I - quý II"."""
    found = [_when(heading) for heading, _mark in _marked(headings, cells)]
    parts = [part for part in found if part]
    return " - ".join(dict.fromkeys([parts[0], parts[-1]])) if parts else ""


def _when(heading: str) -> str:
    named = _WHEN.fullmatch(heading.replace("\n", " ").strip(" ."))
    return f"{named['of'] or ''} {named['part']}".strip() if named else ""


def _marked(headings: Sequence[str], cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((h, c) for h, c in zip(headings, cells, strict=False) if marked(c))
