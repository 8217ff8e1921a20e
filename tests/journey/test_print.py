"""Every kind of page on paper: A4, a header, page numbers, and nothing that can be pressed."""

import io
import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from pypdf import PdfReader

from service.demo.people import PASSWORD, STAGES, SUOI_NGAN
from tests.browser import DESK, Window, window
from tests.journey.walking import Kind

pytestmark = pytest.mark.browser
A4 = (595, 842)  # points
MOST_PAPER = 25  # pages
MARGINS = (20, 20, 20, 30)  # millimetres: top, right, bottom, left
CONTROLS = """() => [...document.querySelectorAll(
  "button, input, select, textarea, summary, nav, .button, .tabs, .pager, .menu")]
  .filter(e => e.checkVisibility()).map(e => e.outerHTML.slice(0, 90))"""
CLERK = (SUOI_NGAN.code, "ha")
NAMES = {stage.code: stage.name for stage in STAGES}


def read(text: str) -> str:
    """Read a printed page without its spaces, every letter in one piece.

    A letter that the page's font lacks is drawn by another font, as old Liberation fonts lack
    most of the Vietnamese ones: it then stands apart from its neighbours, or its marks from it.
    """
    return unicodedata.normalize("NFC", "".join(text.split()))


@pytest.fixture(scope="module")
def seats(
    kinds: list[Kind], chromium: Browser, address: str
) -> Iterator[dict[tuple[str, str], Window]]:
    """A desk for each who sees something."""
    found = {}
    for code, login in sorted({CLERK, *((kind.code, kind.login) for kind in kinds)}):
        found[code, login] = window(chromium, f"{address}/x/{code}", DESK)
        found[code, login].sign_in(login, PASSWORD)
    yield found
    for seat in found.values():
        seat.page.context.close()


def test_every_kind_of_page_is_fit_for_paper(
    kinds: list[Kind], seats: dict[tuple[str, str], Window], address: str
) -> None:
    for kind in kinds:
        page = seats[kind.code, kind.login].page
        page.goto(address + kind.path)
        page.emulate_media(media="print")
        assert not page.evaluate(CONTROLS), kind
        paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        page.emulate_media(media="screen")
        sizes = {(round(p.mediabox.width), round(p.mediabox.height)) for p in paper.pages}
        assert sizes == {A4}, kind
        assert 1 <= len(paper.pages) <= MOST_PAPER, (kind, len(paper.pages))
        first, *rest = [read(sheet.extract_text()) for sheet in paper.pages]
        assert first.startswith(read(NAMES[kind.code] + " ·")), (kind, first[:80])
        assert re.search(r"(inngày|dữliệutại)\d\d/\d\d/\d{4}", first[:300]), kind
        assert all(f"{n}/{len(paper.pages)}" in s[:20] for n, s in enumerate(rest, 2)), kind
        assert urlsplit(kind.path).path not in first, kind


def test_the_margins_are_those_of_official_papers(
    seats: dict[tuple[str, str], Window],
) -> None:
    seat = next(iter(seats.values()))
    seat.go("nhiem-vu")
    rules = seat.page.evaluate(
        """() => [...document.styleSheets].flatMap(s => [...s.cssRules])
        .filter(r => r.constructor.name == "CSSPageRule" && !r.selectorText)
        .map(r => [r.style.margin, r.style.size])"""
    )
    assert rules == [[" ".join(f"{n}mm" for n in MARGINS), "a4"]]
    seat.page.emulate_media(media="print")
    size = seat.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    seat.page.emulate_media(media="screen")
    assert round(size * 72 / 96, 1) == 13.0


def test_a_long_table_repeats_its_head_and_splits_no_row(
    seats: dict[tuple[str, str], Window],
) -> None:
    seat = seats[CLERK]
    seat.go("nhiem-vu")
    shown = " ".join(seat.page.locator("tbody .code").all_inner_texts())
    codes = re.findall(r"NV-\d{4}-\d+", shown)
    paper = PdfReader(io.BytesIO(seat.page.pdf(prefer_css_page_size=True)))
    texts = [read(sheet.extract_text()) for sheet in paper.pages]
    with_rows = [text for text in texts if any(code in text for code in codes)]
    assert len(with_rows) > 1
    assert all("Thờihạn" in text and "Trạngthái" in text for text in with_rows)
    seat.page.emulate_media(media="print")
    breaks = "[...document.querySelectorAll('tr')].map(r => getComputedStyle(r).breakInside)"
    assert set(seat.page.evaluate(breaks)) == {"avoid"}
    seat.page.emulate_media(media="screen")
