"""Read one file in this process; hostile input belongs in `sandbox`."""

import msgspec

from service.imports.document import Line
from service.imports.guard import check
from service.imports.legibility import require_legible
from service.imports.own_annex import own_annex
from service.imports.parsers import reader_of
from service.imports.reader.compose import read_document
from service.imports.reading import Reading
from service.imports.refusals import NotASheetError


def read_plan(data: bytes, name: str) -> Reading:
    """Return what a file says, or refuse it with a reason from `refusals`."""
    kind = check(data, name)
    document = reader_of(kind)(data)
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
    return reader_of(kind)(data).lines
