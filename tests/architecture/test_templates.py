"""Promises about templates: used, working without script, fit for a strict content policy."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import INSIDE, PYTHON, ROOT, TEMPLATES, name_of, tags

WRITES = ("hx-post", "hx-put", "hx-patch", "hx-delete")
each_template = pytest.mark.parametrize("template", TEMPLATES, ids=name_of)


def called(template: Path) -> str:
    """Name a template as `render_template` does."""
    return str(template).rpartition("/templates/")[2]


@each_template
def test_every_template_is_used(template: Path) -> None:
    others = [p for p in INSIDE if p.suffix in {".py", ".html"} and p != template]
    assert any(f'"{called(template)}"' in p.read_text() for p in others)


@each_template
def test_a_form_that_htmx_shortens_works_without_it(template: Path) -> None:
    for name, attributes in tags(template.read_text()):
        if any(write in attributes for write in WRITES):
            assert name == "form"
            assert attributes.get("method") == "post"
            assert "action" in attributes


@each_template
def test_a_link_that_htmx_shortens_works_without_it(template: Path) -> None:
    for name, attributes in tags(template.read_text()):
        if "hx-get" in attributes and name in {"a", "form"}:
            assert {"a": "href", "form": "action"}[name] in attributes


@each_template
def test_no_style_or_script_stands_in_a_page(template: Path) -> None:
    for name, attributes in tags(template.read_text()):
        assert name != "style"
        assert name != "script" or "src" in attributes
        assert not [key for key in attributes if key == "style" or re.match(r"on[a-z]+$", key)]
        assert not [key for key in attributes if key.startswith("hx-on")]


@each_template
def test_a_page_asks_no_other_site_for_anything(template: Path) -> None:
    for _, attributes in tags(template.read_text()):
        sources = [attributes.get(key, "") for key in ("src", "srcset", "hx-get", "hx-post")]
        assert not [address for address in sources if "//" in address]


def test_only_shared_parts_may_leave_text_unescaped() -> None:
    elsewhere = [p for p in [*TEMPLATES, *PYTHON] if ROOT / "web/ui" not in p.parents]
    written = [p for p in elsewhere if ROOT / "tests" not in p.parents]
    unescaped = re.compile(r"\|\s*safe\b|\bMarkup\(|autoescape")
    assert not [name_of(p) for p in written if unescaped.search(p.read_text())]


def test_the_eyes_of_these_promises_are_open() -> None:
    found = tags(
        '<form class="{{ a > b }}" hx-post=x {% if y %}onclick="{{ f("z") }}"{% endif %}>'
    )
    assert [name for name, _ in found] == ["form"]
    assert {"class", "hx-post", "onclick"} <= set(found[0][1])
