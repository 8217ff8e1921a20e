"""The same plan on three kinds of paper: text, Word, PDF with a text layer."""

import html
import io
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser

SEEDS = Path(__file__).parents[3] / "shared/seeds"


def seed(start: str) -> str:
    """Read one of the real plans; where they are not at hand, the test is skipped."""
    found = sorted(SEEDS.glob(f"{start}_*.txt"))
    if not found:
        pytest.skip("the real plans are not on this machine")
    return found[0].read_text(encoding="utf-8")


def as_docx(text: str) -> bytes:
    """Put each line into a paragraph of a Word file."""
    paper = docx.Document()
    for line in text.splitlines():
        if line.strip():
            paper.add_paragraph(line)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def as_pdf(text: str, browser: Browser) -> bytes:
    """Print the lines to A4 pages with a text layer."""
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    page = browser.new_page()
    page.set_content(f"<meta charset='utf-8'><body style='font: 13pt serif'>{lines}")
    printed = page.pdf(format="A4", margin={"top": "20mm", "bottom": "20mm", "left": "30mm"})
    page.close()
    return printed


def sample(name: str) -> str:
    """Read one of the plans that we wrote ourselves."""
    path = Path(__file__).parents[1] / "imports/samples" / f"{name}.txt"
    return path.read_text(encoding="utf-8")
