"""Promises about source files that no single test of a feature can keep."""

import ast
import unicodedata
from pathlib import Path

import pytest

from events.registry import CLASSES, MODULES, OLDER, event_classes
from tests.architecture.sources import INSIDE, OUTSIDE, PYTHON, ROOT, TEMPLATES, name_of

EMPTY_WORDS = {"utils", "util", "helpers", "common", "base", "misc", "manager"}
LONGEST = {".py": 300, ".html": 120}
ALONE = {"verify_bundle.py": 470}  # handed to inspectors as one file
LONGEST_CONFTEST = 100
IMPORTS = (ast.Import, ast.ImportFrom)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
each_python_file = pytest.mark.parametrize("source", PYTHON, ids=name_of)


@pytest.mark.parametrize("source", [*INSIDE, *OUTSIDE], ids=name_of)
def test_vietnamese_is_composed(source: Path) -> None:
    assert unicodedata.is_normalized("NFC", source.read_text())


@pytest.mark.parametrize("source", [*PYTHON, *TEMPLATES], ids=name_of)
def test_a_file_is_short(source: Path) -> None:
    longest = LONGEST_CONFTEST if source.name == "conftest.py" else LONGEST[source.suffix]
    assert len(source.read_text().splitlines()) <= ALONE.get(source.name, longest)


@pytest.mark.parametrize("source", INSIDE, ids=name_of)
def test_a_name_says_what_is_inside(source: Path) -> None:
    names = {source.stem, *source.relative_to(ROOT).parent.parts}
    assert not EMPTY_WORDS & names


@each_python_file
def test_imports_stand_at_the_top(source: Path) -> None:
    tree = ast.parse(source.read_text())
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    assert not [n for f in functions for n in ast.walk(f) if isinstance(n, IMPORTS)]


@each_python_file
def test_no_import_hides_from_the_contracts(source: Path) -> None:
    tree = ast.parse(source.read_text())
    names = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    assert "TYPE_CHECKING" not in names


@pytest.mark.parametrize("source", [p for p in PYTHON if p.name == "__init__.py"], ids=name_of)
def test_a_package_exports_nothing_of_its_own(source: Path) -> None:
    assert source.read_text().strip() == ""


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
