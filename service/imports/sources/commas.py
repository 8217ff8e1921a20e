"""Read a table saved as text: comma, semicolon or tab between the cells."""

import csv
import io
from collections import Counter

from service.imports.document import Document
from service.imports.reader.columns import columns_of
from service.imports.refusals import BombError, BrokenFileError, EmptyFileError
from service.imports.sources.table_rows import CELLS, COLUMNS, ROWS, line_of
from service.imports.sources.text import decode

_SIGNS = ("\t", ";", ",", "|")
_SAMPLE, _HEAD = 40, 100_000


def read_commas(data: bytes) -> Document:
    """Return the rows of a CSV file in any of the usual encodings."""
    text = decode(data).replace("\0", "")
    told = text[:4].lower() == "sep=" and len(text) > len("sep=")
    sign = text[len("sep=")] if told else _sign(text)
    body = text.partition("\n")[2] if told else text
    try:
        found = list(csv.reader(io.StringIO(body, newline=""), delimiter=sign))
    except csv.Error as error:
        raise BrokenFileError from error
    numbered = enumerate(found, 1 + told)
    rows = [(number, row) for number, row in numbered if any(map(str.strip, row))]
    if not rows:
        raise EmptyFileError
    if len(rows) > ROWS or sum(len(row) for _n, row in rows) > CELLS:
        raise BombError(why="cells")
    lines = tuple(line_of(_within(row), number) for number, row in rows)
    return Document(kind="csv", lines=lines)


def _within(row: list[str]) -> list[str]:
    """Keep the words beyond the last column in that column, so that none is lost."""
    return [*row[: COLUMNS - 1], " ".join(row[COLUMNS - 1 :])] if len(row) > COLUMNS else row


def _sign(text: str) -> str:
    """Return the sign under which a row is the heading of a table, or most rows have cells."""
    head = text[:_HEAD].splitlines()
    lines = [line for line in head if line.strip()][:_SAMPLE]

    def sense(sign: str) -> tuple[bool, int, int]:
        rows = list(csv.reader(lines, delimiter=sign))
        widths = Counter(len(row) for row in rows if len(row) > 1)
        often = max(widths.values(), default=0)
        return any(columns_of(row) for row in rows), widths.total(), often

    return max(_SIGNS, key=sense)
