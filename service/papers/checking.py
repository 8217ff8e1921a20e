"""Looks a template's fields through: each is known, well written, and stands where it can."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml.ns import qn

from events.errors import RefusedError
from events.papers import PaperKind
from service.papers.fields import FIELD, text_of
from service.papers.rows import ROW, columns, list_of, row_of
from service.papers.samples import SAMPLES

Fault = Literal[
    "unknown", "unclosed", "unopened", "misspelt", "not_alone", "no_row", "two_lists", "merged"
]
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}(\.[a-z][a-z0-9_]{0,40})?")
TABLE = qn("w:tbl")


@dataclass(eq=False)
class TemplateFieldError(RefusedError):
    """A field cannot be filled: which one, where it stands, and why.

    `paragraph` counts those of its part; in a table `table` and `row` say it better (else 0).
    """

    name: str
    part: str
    paragraph: int
    fault: Fault
    table: int = 0
    row: int = 0


def named(kind: PaperKind, parts: Mapping[str, Any]) -> Iterator[str]:
    """Give the fields that a template names, by its parts (roots of XML).

    Raises:
        TemplateFieldError: one is unknown for that kind, or broken.
    """
    for part, root in parts.items():
        for number, line in enumerate(root.iter(qn("w:p")), 1):
            text = text_of(line)
            fault = next(_faults(kind, text, row_of(line)), None)
            if fault is not None:
                raise TemplateFieldError(fault[0], part, number, fault[1], *_place(line, root))
            yield from (match[1].strip() for match in FIELD.finditer(text))


def _place(line: Any, root: Any) -> tuple[int, int]:
    row = row_of(line)
    if row is None:
        return 0, 0
    table = row.getparent()
    return [*root.iter(TABLE)].index(table) + 1, table.findall(ROW).index(row) + 1


def _faults(kind: PaperKind, text: str, row: Any | None) -> Iterator[tuple[str, Fault]]:
    for match in FIELD.finditer(text):
        name = match[1].strip()
        if not NAME.fullmatch(name):
            yield name, "misspelt"
        elif name not in SAMPLES[kind]:
            yield name, "unknown"
        elif "." in name:
            yield from ((name, fault) for fault in _of_row(row))
        elif not isinstance(SAMPLES[kind][name], str) and text.strip() != match[0]:
            yield name, "not_alone"
    rest = FIELD.sub("", text)
    if "{{" in rest:
        yield rest.partition("{{")[2][:40].strip(), "unclosed"
    elif "}}" in rest:
        yield rest.partition("}}")[0][-40:].strip(), "unopened"


def _of_row(row: Any | None) -> Iterator[Fault]:
    if row is None:
        yield "no_row"
    elif len({*map(list_of, columns(row))}) > 1:
        yield "two_lists"
    elif next(row.iter(qn("w:vMerge")), None) is not None:
        yield "merged"
