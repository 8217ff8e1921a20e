"""The weight of what every page loads, and what the stylesheet may lean on."""

import gzip
import re

import pytest

from web.ui.assets import STATIC

KB = 1024


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("sauro.css", 12 * KB),
        ("sauro.js", 4 * KB),
        ("drafts.js", 3 * KB),
        ("uploads.js", 3 * KB),
    ],
)
def test_a_shared_file_stays_within_its_budget(name: str, most: int) -> None:
    assert len(gzip.compress((STATIC / name).read_bytes())) <= most


def test_all_our_scripts_together_stay_within_seven_kilobytes() -> None:
    ours = (gzip.compress(path.read_bytes()) for path in STATIC.glob("*.js"))
    assert sum(map(len, ours)) <= 7 * KB


def test_the_stylesheet_asks_no_one_for_anything() -> None:
    assert not re.findall(r"url\(|@import|@font-face", (STATIC / "sauro.css").read_text())


def test_the_stylesheet_needs_no_nesting_and_no_has() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", (STATIC / "sauro.css").read_text(), flags=re.DOTALL)
    depth, deepest = 0, 0
    for mark in re.findall(r"[{}]", re.sub(r"@page[^\n]*", "", sheet)):
        depth += 1 if mark == "{" else -1
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, 2)
    assert ":has(" not in sheet


def test_every_colour_and_length_that_is_named_is_defined() -> None:
    sheet = (STATIC / "sauro.css").read_text()
    assert set(re.findall(r"var\((--[\w-]+)", sheet)) <= set(re.findall(r"(--[\w-]+):", sheet))
