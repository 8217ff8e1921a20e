"""Spreadsheets that nobody should open: made here, never kept."""

from typing import Any

from tests.imports import workbooks
from tests.imports.hostile import with_part

_SHEET = "xl/worksheets/sheet1.xml"
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plain() -> bytes:
    """A small honest workbook."""
    return workbooks.annex()


def sheet(body: str, prologue: str = "") -> bytes:
    """A workbook whose sheet has this body."""
    root = f'<worksheet xmlns="{_SPACE}">{body}</worksheet>'
    return with_part(_SHEET, f'<?xml version="1.0"?>{prologue}{root}'.encode(), honest=plain())


def many_cells() -> bytes:
    """More than 100,000 filled cells."""
    cells = "".join(f'<c r="{c}{{0}}"><v>1</v></c>' for c in "ABCDEFGHIJ")
    rows = "".join(f'<row r="{n}">{cells.format(n)}</row>' for n in range(1, 10_200))
    return sheet(f"<sheetData>{rows}</sheetData>")


def far_row() -> bytes:
    """One cell in the last row and column that Excel has."""
    cell = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return sheet(f'<dimension ref="A1:XFD1048576"/><sheetData>{cell}</sheetData>')


def endless_merge() -> bytes:
    """A merged cell over the whole sheet, below an honest heading."""
    heading = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{words}</t></is></c>'
        for column, words in zip("ABC", ("STT", "Nhiệm vụ", "Chủ trì"), strict=True)
    )
    merges = '<mergeCell ref="A1:XFD1048576"/>' * 200
    return sheet(
        f'<sheetData><row r="1">{heading}</row></sheetData><mergeCells>{merges}</mergeCells>'
    )


def entities() -> bytes:
    """A sheet whose XML declares entities."""
    prologue = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    return sheet('<sheetData><row r="1"><c r="A1"><v>&a;</v></c></row></sheetData>', prologue)


def macro() -> bytes:
    """A workbook with a macro, renamed to .xlsx."""
    return with_part("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macro", honest=plain())


def zip_bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to 300 MB."""
    return with_part("xl/media/big.bin", bytes(300 * 1024 * 1024), honest=plain())


def linked() -> bytes:
    """A workbook with formulas that call out, and links to other machines."""

    def fill(_book: Any, paper: Any) -> None:
        workbooks.rows(paper, (("STT", "Nhiệm vụ", "Chủ trì"), (1, "", "Phòng Kinh tế"), (2,)))
        call = '=WEBSERVICE("http://203.0.113.9/")'
        paper.write_formula(1, 1, call, value="Dán sơ đồ đường đi")
        paper.write_url(2, 1, "http://203.0.113.9/a", string="Kê lại bàn tiếp dân")

    return workbooks.workbook(fill)


def row_bomb() -> bytes:
    """A text table of 30,000 rows."""
    return b"STT;Nhiem vu;Chu tri\n" + b"1;a b c d;x\n" * 30_000


def wide_row() -> bytes:
    """A text table with a row of 200,000 cells."""
    return b"STT;Nhiem vu;Chu tri\n" + b"a;" * 200_000


def open_quote() -> bytes:
    """A text table with a quotation mark that never ends."""
    return 'STT;Nhiệm vụ;Chủ trì\n1;"Dán sơ đồ'.encode() + b";x\n" * 90_000


def old_excel() -> bytes:
    """The head of a workbook of Excel 97."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")
