"""Read one file in this process; hostile input belongs in `sandbox`."""

from collections.abc import Callable

import msgspec

from service.imports.document import Document, Line
from service.imports.guard import check
from service.imports.legibility import require_legible
from service.imports.own_annex import own_annex
from service.imports.reader.compose import read_document
from service.imports.reading import Reading
from service.imports.refusals import NotASheetError
from service.imports.sources.commas import read_commas
from service.imports.sources.pdf import read_pdf
from service.imports.sources.sheet import read_sheet
from service.imports.sources.text import read_text
from service.imports.sources.word import read_word

_SOURCES: dict[str, Callable[[bytes], Document]] = {
    "docx": read_word,
    "xlsx": read_sheet,
    "csv": read_commas,
    "pdf": read_pdf,
    "txt": read_text,
}


def read_plan(data: bytes, name: str) -> Reading:
    """Return what a file says, or refuse it with a reason from `refusals`."""
    kind = check(data, name)
    document = _SOURCES[kind](data)
    require_legible(document)
    return msgspec.structs.replace(read_document(document), own=own_annex(data, kind))


def read_rows(data: bytes, name: str) -> tuple[Line, ...]:
    """Return the rows of a table as they stand, or refuse the file.

    Raises:
        NotASheetError: the file is readable, and no spreadsheet.
    """
    kind = check(data, name)
    if kind not in {"xlsx", "csv"}:
        raise NotASheetError(found=kind)
    return _SOURCES[kind](data).lines
