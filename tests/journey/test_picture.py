"""The picture in the README: a task on the phone, the plan on the desk."""

import io
import os
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser

from service.demo.people import PASSWORD, SUOI_NGAN
from service.ledgers import Instance
from tests.browser import DESK, PHONE, Window, window

PICTURE = Path(__file__).parents[2] / "docs/screenshots/journey.png"
GAP, PAPER = 40, (235, 230, 220)


def seen(place: Window) -> Image.Image:
    return Image.open(io.BytesIO(place.page.screenshot()))


@pytest.mark.browser
def test_the_picture_of_the_readme_can_be_made(
    told: Instance, application: Flask, chromium: Browser, address: str, tmp_path: Path
) -> None:
    home = f"{address}/x/{SUOI_NGAN.code}"
    desk, phone = window(chromium, home, DESK), window(chromium, home, PHONE)
    desk.sign_in("ha", PASSWORD)
    desk.go("ke-hoach")
    desk.page.locator("main table a").first.click()
    phone.sign_in("khai", PASSWORD)
    phone.page.locator(".work__title a").first.click()
    phone.page.get_by_text("Việc cần làm tiếp").first.wait_for()
    wide, narrow = seen(desk), seen(phone)
    size = (wide.width + narrow.width + 3 * GAP, wide.height + 2 * GAP)
    picture = Image.new("RGB", size, PAPER)
    picture.paste(wide, (GAP, GAP))
    picture.paste(narrow, (wide.width + 2 * GAP, GAP + (wide.height - narrow.height) // 2))
    kept = PICTURE if os.environ.get("SAURO_PICTURE") else tmp_path / PICTURE.name
    kept.parent.mkdir(exist_ok=True)
    picture.quantize(128).save(kept, optimize=True)
    assert kept.stat().st_size < 300_000
    assert PICTURE.exists()
