"""Cells of the workbook: texts as texts, figures as figures, formulas without a kept result.

A formula's result is left out, so that every program reckons it when the file is opened.
"""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from service.papers.page import UNWRITABLE

FONT = {"font_name": "Times New Roman", "font_size": 12}
A4 = 9  # the paper's number in Excel
Value = str | int | Decimal | Fraction | None


class Page:
    """One sheet of the book, written row by row."""

    def __init__(self, book: Workbook, name: str, widths: Sequence[int]) -> None:
        self.sheet: Worksheet = book.add_worksheet(name)
        self.sheet.set_landscape()
        self.sheet.set_paper(A4)
        self.sheet.fit_to_pages(1, 0)
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        edged = FONT | {"border": 1, "valign": "top", "text_wrap": True}
        self.plain: Format = book.add_format(edged)
        self.bold: Format = book.add_format(edged | {"bold": True})
        self.heading: Format = book.add_format(FONT | {"bold": True, "font_size": 14})

    def title(self, words: str) -> None:
        """Write what the sheet is, in its first row."""
        self.sheet.write_string(0, 0, UNWRITABLE.sub("", words), self.heading)

    def heads(self, row: int, titles: Sequence[str]) -> None:
        """Write the titles of the columns, repeated on every printed page."""
        for column, words in enumerate(titles):
            self.sheet.write_string(row, column, words, self.bold)
        self.sheet.repeat_rows(row)
        self.sheet.freeze_panes(row + 1, 2)

    def row(self, row: int, values: Sequence[Value]) -> None:
        """Write a row; a text that begins with `=` is a formula of ours, never typed text."""
        for column, value in enumerate(values):
            self._write(row, column, value)

    def text(self, row: int, column: int, words: str) -> None:
        """Write what somebody typed: it never becomes a formula."""
        self.sheet.write_string(row, column, UNWRITABLE.sub("", words), self.plain)

    def _write(self, row: int, column: int, value: Value) -> None:
        if value is None:
            self.sheet.write_blank(row, column, None, self.plain)
        elif isinstance(value, str):
            formula = value.startswith("=")
            write = self.sheet.write_formula if formula else self.sheet.write_string
            write(row, column, value, self.plain, *([""] if formula else []))
        elif isinstance(value, Fraction) and value.denominator > 1:
            share = f"={value.numerator}/{value.denominator}"
            self.sheet.write_formula(row, column, share, self.plain, "")
        else:
            self.sheet.write_number(row, column, value, self.plain)


def at(row: int, column: int) -> str:
    """Name a cell, both from 0: `B3`."""
    return str(xl_rowcol_to_cell(row, column))
