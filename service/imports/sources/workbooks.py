"""Open an Excel workbook so that no letters of its texts are lost."""

import re
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
from openpyxl.workbook import Workbook

_TEXTS = "xl/sharedStrings.xml"
_LETTERS = b"x005F_"
_ESCAPE = re.compile(rb"_x005F_(?=x[0-9A-Fa-f]{4}_)")


def opened(data: bytes) -> Workbook:
    """Open a workbook to read the values of its cells row by row.

    The library drops the letters x005F_ wherever they stand; those that escape no other
    underscore are doubled before, so that they are there once afterwards.
    """
    return openpyxl.load_workbook(
        BytesIO(_doubled(data)), read_only=True, data_only=True, keep_links=False
    )


def _doubled(data: bytes) -> bytes:
    with ZipFile(BytesIO(data)) as package:
        if _TEXTS not in package.namelist() or _LETTERS not in package.read(_TEXTS):
            return data
        kept = BytesIO()
        with ZipFile(kept, "w", ZIP_DEFLATED) as copy:
            for entry in package.infolist():
                part = package.read(entry)
                copy.writestr(entry, _kept(part) if entry.filename == _TEXTS else part)
    return kept.getvalue()


def _kept(texts: bytes) -> bytes:
    return _ESCAPE.sub(b"_", texts).replace(_LETTERS, b"x005Fx005F__")
