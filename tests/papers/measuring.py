"""Measures papers: the Word file as it is written, the PDF as it is drawn, in mm and points."""

import io
from dataclasses import dataclass
from functools import cache
from typing import Any

import docx
import pdfplumber
import pypdfium2
import pytest
from docx.document import Document

from service.papers import pdf

MM = 25.4 / 72  # of a point
DARK = 128  # of 255: ink
SCALE = 4  # pixels a point
needs_office = pytest.mark.skipif(not pdf.available(), reason="LibreOffice is not installed")


@dataclass(frozen=True)
class Seen:
    """Letters as they stand: points, bold, italic."""

    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True)
class Line:
    """A line of a page: its letters, where its ink stands in mm from the left and the top.

    Without spaces: a letter that a font lacks is drawn by another one, with a gap before it.
    """

    words: str
    left: float
    right: float
    top: float
    base: float
    seen: Seen
    colours: frozenset[Any]


def lines_of(paper: Document) -> list[Any]:
    """Every paragraph of a Word file in reading order, cells among it."""
    found: list[Any] = []
    for part in paper.iter_inner_content():
        rows = getattr(part, "rows", None)
        cells = [cell for row in rows for cell in row.cells] if rows is not None else []
        found += [line for cell in cells for line in cell.paragraphs] or [part]
    return [line for line in found if hasattr(line, "runs")]


@cache
def in_word(data: bytes) -> dict[str, Seen]:
    """Give the letters of every line of a Word file, by its words."""
    paper = docx.Document(io.BytesIO(data))
    found = {}
    for line in lines_of(paper):
        if line.runs:
            font = line.runs[0].font
            found[line.text] = Seen(font.size.pt, bool(font.bold), bool(font.italic))
    return found


def packed(words: str) -> str:
    """Give words without spaces."""
    return "".join(words.split())


@dataclass(frozen=True)
class Drawn:
    """A page as it is drawn: its size in mm, its lines, its rules (left, right, top)."""

    width: float
    height: float
    lines: list[Line]
    rules: list[tuple[float, float, float]]

    def line(self, words: str) -> Line:
        return next(one for one in self.lines if one.words == packed(words))


@cache
def pages_of(data: bytes) -> list[Drawn]:
    """Draw a Word file and read every page of it."""
    with pdfplumber.open(io.BytesIO(pdf_of(data))) as drawn:
        return [_page(page) for page in drawn.pages]


@cache
def pdf_of(data: bytes) -> bytes:
    return pdf.to_pdf(data)


@cache
def times_metric(data: bytes) -> bool:
    """Tell whether the PDF's letters are Times New Roman's or as wide."""
    with pdfplumber.open(io.BytesIO(pdf_of(data))) as drawn:
        names = {char["fontname"].split("+")[-1] for char in drawn.pages[0].chars}
    return all(name.startswith(("Liberation", "Times", "Tinos")) for name in names)


def ink(data: bytes, page: int) -> tuple[float, float, float, float]:
    """Give the white edges of a page in mm: left, top, right, bottom, as an eye sees them."""
    paper = pypdfium2.PdfDocument(pdf_of(data))
    image = paper[page].render(scale=SCALE).to_pil().convert("L")
    paper.close()
    left, top, right, bottom = image.point(lambda tone: 255 if tone < DARK else 0).getbbox()
    edges = (left, top, image.width - right, image.height - bottom)
    return tuple(edge / SCALE * MM for edge in edges)


def _page(page: Any) -> Drawn:
    rules = [(one["x0"] * MM, one["x1"] * MM, one["top"] * MM) for one in page.lines]
    found = [_line(part) for line in page.extract_text_lines() for part in _parts(line)]
    return Drawn(page.width * MM, page.height * MM, found, rules)


def _parts(line: Any) -> list[list[Any]]:
    """Split a line where cells stand side by side."""
    parts: list[list[Any]] = [[]]
    for char in line["chars"]:
        if parts[-1] and char["x0"] - parts[-1][-1]["x1"] > 2 * char["size"]:
            parts.append([])
        parts[-1].append(char)
    return parts


def _line(chars: list[Any]) -> Line:
    words = packed("".join(char["text"] for char in chars))
    first, inked = chars[0], [char for char in chars if char["text"].strip()]
    name = first["fontname"]
    return Line(
        words,
        inked[0]["x0"] * MM,
        inked[-1]["x1"] * MM,
        min(char["top"] for char in inked) * MM,
        max(char["bottom"] for char in inked) * MM,
        Seen(round(first["size"], 1), "Bold" in name, "Italic" in name),
        frozenset(str(char["non_stroking_color"]) for char in inked),
    )
