"""The same text on three kinds of paper, and how close a reading comes to a gold one."""

import html
import importlib.util
import io
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import docx
import pytest
from playwright.sync_api import sync_playwright

from service.imports.sources.markup import Marks
from service.launch import browser as finder

SHARED = Path(__file__).parents[3] / "shared"
SAMPLES = Path(__file__).parent / "samples"
PAGE = "@page{size:A4;margin:20mm 15mm 20mm 30mm}"
FOOTER = "<span class='pageNumber' style='font-size:9pt;margin:auto'></span>"
RULES = (
    "table{border-spacing:0}tr{break-inside:avoid}"
    "td{border:1px solid;font-size:10pt;padding:0 5pt}"
)
STYLE = "p{margin:0 0 6pt;text-align:justify;text-indent:1cm}body{font:13pt 'DejaVu Serif'}"


def sample(name: str) -> str:
    """Read one of the plans written for these tests."""
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def seed(number: str) -> Path:
    """Return a real plan, or skip the test where they are not at hand."""
    found = sorted((SHARED / "seeds").glob(f"{number}_*.txt"))
    if not found:
        pytest.skip("the real plans are not on this machine")
    return found[0]


def scorer() -> ModuleType:
    """Load the judge that lies beside the gold extractions."""
    path = SHARED / "gold/score.py"
    spec = importlib.util.spec_from_file_location("gold_score", path)
    if spec is None or spec.loader is None or not path.exists():
        pytest.skip("the gold extractions are not on this machine")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pieces(text: str) -> Iterator[str | list[tuple[str, ...]]]:
    """Give the paragraphs of a text, and its drawn tables as rows of cells."""
    marks = Marks()
    rows: list[tuple[str, ...]] = []
    for raw in text.splitlines():
        for line, cells in marks.lines(raw):
            if len(cells) > 1:
                rows += [] if set("".join(cells)) <= {"-", ":"} else [cells]
            elif line.strip():
                if rows:
                    yield rows
                    rows = []
                yield line.strip()
    if rows:
        yield rows


def as_docx(text: str) -> bytes:
    """Put each line into a paragraph of a Word file, drawn tables into tables."""
    paper = docx.Document()
    for piece in pieces(text):
        if isinstance(piece, str):
            paper.add_paragraph(piece)
            continue
        table = paper.add_table(len(piece), max(map(len, piece)))
        for row, cells in zip(table.rows, piece, strict=True):
            for cell, words in zip(row.cells, cells, strict=False):
                cell.text = words
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def paragraphs(text: str) -> str:
    """Write the lines as HTML paragraphs, drawn tables as ruled ones."""
    return "".join(
        f"<p>{html.escape(piece)}</p>" if isinstance(piece, str) else _ruled(piece)
        for piece in pieces(text)
    )


def _ruled(rows: list[tuple[str, ...]]) -> str:
    cells = ("".join(f"<td>{html.escape(cell)}" for cell in row) for row in rows)
    return f"<table>{''.join(f'<tr>{row}' for row in cells)}</table>"


def print_all(bodies: Sequence[str], header: str = "") -> list[bytes]:
    """Print pieces of HTML to A4 pages, in a thread of its own beside other browser tests."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(_print_all, bodies, header).result()


def _print_all(bodies: Sequence[str], header: str) -> list[bytes]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**finder.options(finder.ensure()))
        page = browser.new_page()
        kept = []
        for body in bodies:
            page.set_content(f"<meta charset='utf-8'><style>{PAGE}{STYLE}{RULES}</style>{body}")
            kept.append(
                page.pdf(
                    prefer_css_page_size=True,
                    display_header_footer=bool(header),
                    header_template=header,
                    footer_template=FOOTER if header else "",
                )
            )
        browser.close()
    return kept
