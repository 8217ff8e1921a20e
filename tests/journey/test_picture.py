"""The pictures of the documents, made from the demonstration: `SAURO_PICTURE=1` writes them."""

import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Page

from service.demo.people import PASSWORD, SUOI_NGAN
from service.ledgers import Instance
from tests.browser import DESK, PHONE, Window, window

SCREENSHOTS = Path(__file__).parents[2] / "docs/screenshots"
GAP, PAPER, COLOURS = 40, (235, 230, 220), 64
LIGHT, README = 100_000, 300_000  # bytes


def seen(place: Window) -> Image.Image:
    return Image.open(io.BytesIO(place.page.screenshot()))


def first(place: str) -> Callable[[Page], None]:
    """Open the first link of a place."""

    def open_it(page: Page) -> None:
        page.locator(f"{place} a").first.click()
        page.wait_for_load_state("networkidle")

    return open_it


SHOTS: dict[str, tuple[str, dict[str, int], str, str]] = {  # who, on what, where, then what
    "home-phone": ("khai", PHONE, "", ""),
    "task-phone": ("khai", PHONE, "", ".work__title"),
    "home-leader": ("thu", DESK, "", ""),
    "plan": ("ha", DESK, "ke-hoach", "main table"),
    "indicator": ("ha", DESK, "chi-tieu?loc=chua-dat", "main table"),
}


@pytest.fixture(scope="module")
def pictures(
    told: Instance, application: Flask, chromium: Browser, address: str
) -> dict[str, Image.Image]:
    """What is seen on each of the pages."""
    return dict(_taken(chromium, f"{address}/x/{SUOI_NGAN.code}"))


def _taken(chromium: Browser, home: str) -> Iterator[tuple[str, Image.Image]]:
    for name, (login, size, path, place) in SHOTS.items():
        seat = window(chromium, home, size)
        seat.sign_in(login, PASSWORD)
        seat.go(path)
        if place:
            first(place)(seat.page)
        yield name, seen(seat)
        seat.page.close()


def kept(picture: Image.Image, name: str, otherwise: Path) -> Path:
    """Write a picture with few colours: into the documents when that is asked for."""
    place = SCREENSHOTS if os.environ.get("SAURO_PICTURE") else otherwise
    picture.convert("RGB").quantize(COLOURS).save(place / f"{name}.png", optimize=True)
    return place / f"{name}.png"


@pytest.mark.browser
@pytest.mark.parametrize("name", SHOTS)
def test_each_picture_of_the_documents_can_be_made(
    pictures: dict[str, Image.Image], name: str, tmp_path: Path
) -> None:
    assert kept(pictures[name], name, tmp_path).stat().st_size < LIGHT
    assert (SCREENSHOTS / f"{name}.png").exists()


@pytest.mark.browser
def test_the_picture_of_the_readme_can_be_made(
    pictures: dict[str, Image.Image], tmp_path: Path
) -> None:
    wide, narrow = pictures["plan"], pictures["task-phone"]
    size = (wide.width + narrow.width + 3 * GAP, wide.height + 2 * GAP)
    picture = Image.new("RGB", size, PAPER)
    picture.paste(wide, (GAP, GAP))
    picture.paste(narrow, (wide.width + 2 * GAP, GAP + (wide.height - narrow.height) // 2))
    assert kept(picture, "journey", tmp_path).stat().st_size < README
    assert (SCREENSHOTS / "journey.png").exists()
