"""Read the sheets of a workbook that was written here, cell for cell."""

from collections.abc import Iterator
from datetime import date

from service.imports.parsers import Grid
from service.imports.sources.workbooks import opened
from service.plans.annex.columns import WORK_TITLES

MOST_ROWS = 20_000


def grids(data: bytes) -> Iterator[Grid]:
    """Give the rows of each sheet, as wide as the widest of our tables."""
    for sheet in opened(data).worksheets:
        rows = sheet.iter_rows(max_row=MOST_ROWS, max_col=len(WORK_TITLES), values_only=True)
        yield (tuple(map(_shown, row)) for row in rows)


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return f"{value:%d/%m/%Y}"
        case float():
            return f"{value:.10g}".replace(".", ",")
    return str(value)
