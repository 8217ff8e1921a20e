"""Bring the rows of every kind of table to one form."""

import re
from collections.abc import Sequence
from itertools import groupby

from service.imports.characters import tidy
from service.imports.document import Line

COLUMNS, ROWS, CELLS = 40, 20_000, 100_000
_CELL = 4_000
_DASHED, _LINE = re.compile(r"\s*[-–+•]\s"), re.compile(r"\n")
_WRAPPED = re.compile(r"\n(?!\s*[-–+•]\s)")


def cell_of(words: str) -> str:
    """Return the words of a cell, each of its lines tidy."""
    return "\n".join(t for line in words.splitlines() if (t := tidy(line)))[:_CELL].rstrip()


def unwrapped(words: str) -> str:
    """Return the words of a printed cell on one line; of a list of dashes one a line."""
    return (_WRAPPED if _DASHED.match(words) else _LINE).sub(" ", words)


def text_of(cells: Sequence[str]) -> str:
    """Return a row as one line, the words of a cell that covers several columns once."""
    return " | ".join(words for words, _same in groupby(cells)).replace("\n", " ")


def line_of(row: Sequence[str], number: int, page: int | None = None) -> Line:
    """Return a row as a line with its cells."""
    cells = tuple(cell_of(words) for words in row)
    while cells and not cells[-1]:
        cells = cells[:-1]
    return Line(text=text_of(cells), number=number, page=page, cells=cells)
