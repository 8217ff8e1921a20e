"""Promises about source files that no single test of a feature can keep."""

import re
import unicodedata
from pathlib import Path

from events.registry import CLASSES, MODULES, OLDER, event_classes
from tests.architecture.sources import INSIDE, OUTSIDE, PYTHON, ROOT, TEMPLATES, name_of

EMPTY_WORDS = {"utils", "util", "helpers", "common", "base", "misc", "manager"}
LONGEST = {".py": 300, ".html": 120}
ALONE = {"verify_bundle.py": 470}  # handed to inspectors as one file
LONGEST_CONFTEST = 100


def lines(source: Path) -> int:
    return len(source.read_text().splitlines())


def longest(source: Path) -> int:
    usual = LONGEST_CONFTEST if source.name == "conftest.py" else LONGEST[source.suffix]
    return ALONE.get(source.name, usual)


def test_vietnamese_is_composed() -> None:
    texts = [*INSIDE, *OUTSIDE]
    assert not [p for p in texts if not unicodedata.is_normalized("NFC", p.read_text())]


def test_a_file_is_short() -> None:
    assert not [p for p in [*PYTHON, *TEMPLATES] if lines(p) > longest(p)]


def test_a_name_says_what_is_inside() -> None:
    assert not [p for p in map(name_of, INSIDE) if EMPTY_WORDS & {*re.split(r"[/.]", p)}]


def test_a_package_exports_nothing_of_its_own() -> None:
    assert not [p for p in PYTHON if p.name == "__init__.py" and p.read_text().strip()]


def test_every_folder_of_python_is_a_package() -> None:
    folders = {p.parent for p in PYTHON}
    assert not [f for f in folders if not (f / "__init__.py").exists()]


def test_every_event_has_a_name_we_promised_to_keep() -> None:
    promised = (ROOT / "events/catalogue.txt").read_text().split()
    assert promised == sorted(CLASSES.keys() | OLDER.keys())


def test_no_two_events_share_a_name() -> None:
    names = [kind.TOPIC for module in MODULES for kind in event_classes(module)]
    assert len(names) == len(set(names))


def test_a_stored_name_says_where_the_event_is_defined() -> None:
    misplaced = [
        name
        for name, kind in CLASSES.items()
        if name != f"{kind.__module__.split('.')[1]}.{kind.__name__}"
    ]
    assert not misplaced
