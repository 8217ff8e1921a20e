"""Promises about templates: used, working without script, fit for a strict content policy."""

import re
from pathlib import Path

from tests.architecture.sources import INSIDE, PYTHON, ROOT, TEMPLATES, name_of, tags

WRITES = ("hx-post", "hx-put", "hx-patch", "hx-delete")
ASKS = {"src", "srcset", "hx-get", "hx-post"}
LEADS = {"a": "href", "form": "action"}
NAMED = re.compile(r'"([^"\n]+\.html)"')
TAGS = [(name_of(p), *tag) for p in TEMPLATES for tag in tags(p.read_text())]


def called(template: Path) -> str:
    """Name a template as `render_template` does."""
    return str(template).rpartition("/templates/")[2]


def test_every_template_is_used() -> None:
    sources = [p for p in INSIDE if p.suffix in {".py", ".html"}]
    named = {(called(p), name) for p in sources for name in NAMED.findall(p.read_text())}
    used = {name for by, name in named if by != name}
    assert not [p for p in TEMPLATES if called(p) not in used]


def test_a_form_that_htmx_shortens_works_without_it() -> None:
    shortened = [tag for tag in TAGS if any(write in tag[2] for write in WRITES)]
    assert not [
        (template, name)
        for template, name, attributes in shortened
        if name != "form" or attributes.get("method") != "post" or "action" not in attributes
    ]


def test_a_link_that_htmx_shortens_works_without_it() -> None:
    assert not [
        (template, attributes)
        for template, name, attributes in TAGS
        if "hx-get" in attributes and name in LEADS and LEADS[name] not in attributes
    ]


def test_no_style_or_script_stands_in_a_page() -> None:
    inline = re.compile(r"style|on[a-z]+|hx-on.*")
    assert not [
        (template, name)
        for template, name, attributes in TAGS
        if name == "style"
        or (name == "script" and "src" not in attributes)
        or any(map(inline.fullmatch, attributes))
    ]


def test_a_page_asks_no_other_site_for_anything() -> None:
    assert not [
        (template, attributes[key])
        for template, _, attributes in TAGS
        for key in ASKS & attributes.keys()
        if "//" in attributes[key]
    ]


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
