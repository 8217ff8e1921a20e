"""Read a PDF with a text layer, line by line with its position."""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from service.imports.document import Document, Line
from service.imports.letters import vietnamese
from service.imports.places import Noise
from service.imports.refusals import (
    BombError,
    BrokenFileError,
    EncryptedFileError,
    MacroFileError,
    ScanWithoutTextError,
)
from service.imports.sources.grids import grids_of, inside, rows_of_grid
from service.imports.sources.rows import Char, Row, columns, rows_of

PAGES = 400
_CHARS = 40
_EDGE = 0.09
_REPEATS = 3
_SMALL = 0.88
_NOTE = vietnamese(r"\d{1,2}\s*[A-ZÀ-ỸĐ]")


def read_pdf(data: bytes) -> Document:
    """Return the lines of a PDF, without headers, footers and page numbers."""
    _openable(data)
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            pages = [_page(page) for page in pdf.pages[:PAGES]]
    except Exception as error:  # a parser of damaged files raises anything
        raise BrokenFileError from error
    if count > PAGES:
        raise BombError(why="pages")
    empty = sum(1 for rows in pages if sum(len(r.text) for r in rows) < _CHARS)
    if empty * 2 > len(pages) or not pages:
        raise ScanWithoutTextError(pages=len(pages))
    return _document(pages)


def _openable(data: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if locked else len(reader.pages)
        acts = not locked and _acts(reader)
    except (
        PyPdfError,
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        RecursionError,
    ) as error:
        raise BrokenFileError from error
    if locked:
        raise EncryptedFileError
    if not pages:
        raise BrokenFileError
    if acts:
        raise MacroFileError


def _acts(reader: PdfReader) -> bool:
    """Tell whether opening the file would run a script or a program."""
    root = reader.root_object
    names = root.get("/Names")
    named = names.get_object() if names is not None else {}
    action = root.get("/OpenAction")
    opened = action.get_object() if action is not None else None
    starts = isinstance(opened, dict) and opened.get("/S") in {"/JavaScript", "/Launch"}
    return starts or (isinstance(named, dict) and "/JavaScript" in named)


def _page(page: Page) -> list[Row]:
    height = float(page.height)
    tables = grids_of(page)
    rows = rows_of(c for c in _chars(page.layout, height) if not inside(c, tables))
    rows += [row for table in tables for row in rows_of_grid(table)]
    rows.sort(key=lambda r: r.top)
    for row in rows:
        row.edge = row.top < height * _EDGE or row.bottom > height * (1 - _EDGE)
    page.close()
    return rows


def _chars(container: Iterable[Any], height: float) -> Iterator[Char]:
    """Yield the letters of a page layout; quicker than the dictionaries of `page.chars`."""
    for item in container:
        if hasattr(item, "fontname"):
            yield {
                "text": item.get_text(),
                "x0": item.x0,
                "x1": item.x1,
                "top": height - item.y1,
                "bottom": height - item.y0,
                "size": item.size,
            }
        elif hasattr(item, "__iter__"):
            yield from _chars(item, height)


def _document(pages: list[list[Row]]) -> Document:
    counts = Counter(
        _shape(r, page) for page, rows in enumerate(pages, 1) for r in rows if r.edge
    )
    repeated = {s for s, n in counts.items() if n >= _REPEATS and n * 2 > len(pages) - 1}
    body = _body_size(pages)
    lines: list[Line] = []
    noise: list[Noise] = []
    for number, row in _numbered(pages):
        page, one = row
        if one.edge and (
            _shape(one, page) in repeated or re.fullmatch(r"[-–\s]*\d{1,3}[-–\s]*", one.text)
        ):
            noise.append(
                Noise(
                    line=number,
                    text=one.text,
                    why="page_number" if one.text.strip("-– ").isdigit() else "header",
                )
            )
        else:
            lines.append(
                Line(
                    text=one.text,
                    number=number,
                    page=page,
                    extent=one.right,
                    lead=one.lead,
                    indent=one.left,
                    cells=one.cells,
                    footnote=one.noted or _note(one, body),
                )
            )
    return Document(kind="pdf", lines=tuple(lines), left_out=tuple(noise))


def _note(row: Row, body: float) -> bool:
    small = row.size < body * _SMALL and row.low
    return small and bool(_NOTE.match(row.text))


def _numbered(pages: list[list[Row]]) -> Iterator[tuple[int, tuple[int, Row]]]:
    number = 0
    for page, rows in enumerate(pages, 1):
        middle = rows[len(rows) // 2].top if rows else 0.0
        for row in columns(rows):
            number += 1
            row.low = row.top > middle
            yield number, (page, row)


def _body_size(pages: list[list[Row]]) -> float:
    sizes = Counter(
        round(r.size * 2) / 2
        for rows in pages
        for r in rows
        for _ in range(len(r.text) // 20 + 1)
    )
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _shape(row: Row, page: int) -> str:
    return re.sub(rf"\b{page}\b", "#", row.text)
