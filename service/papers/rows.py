"""Rows of a table that repeat: a row that names columns of a list is written for each item.

`{{viec.ten}}` stands in such a row. A row above it that names `{{viec.nhom}}` alone is written
where the group changes.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from service.papers.fields import FIELD, Value, text_of, write

ROW, LINE, GROUP = qn("w:tr"), qn("w:p"), ".nhom"


def row_of(line: Any) -> Any | None:
    """Give the row in which a paragraph stands."""
    return next(line.iterancestors(ROW), None)


def columns(row: Any) -> list[str]:
    """List the columns that a row names itself, without tables inside it."""
    found = (
        match[1].strip() for line in _lines(row) for match in FIELD.finditer(text_of(line))
    )
    return [name for name in found if "." in name]


def list_of(name: str) -> str:
    """Name the list to which a column belongs."""
    return name.partition(".")[0]


def expand(root: Any, values: Mapping[str, Value]) -> None:
    """Write every repeating row of a part for each item of its list."""
    repeating = [row for row in root.iter(ROW) if columns(row)]
    for row in [row for row in repeating if not _heads(row)]:
        above = row.getprevious()
        _repeat(row, above if above is not None and _heads(above) else None, values)


def _heads(row: Any) -> bool:
    """Tell whether a row names the group of the list that repeats below it, and no more."""
    below = row.getnext()
    if row.tag != ROW or below is None or below.tag != ROW:
        return False
    mine, theirs = {*columns(row)}, {*columns(below)}
    return mine == {list_of(next(iter(theirs), "")) + GROUP} and theirs != mine


def _repeat(row: Any, head: Any | None, values: Mapping[str, Value]) -> None:
    group = list_of(columns(row)[0]) + GROUP
    items, before = _items(list_of(group), values), None
    for item in items:
        if head is not None and item[group] != before:
            _place(head, row, values, item)
            before = item[group]
        _place(row, row, values, item)
    for over in filter(lambda one: one is not None, (head, row)):
        if len(over.getparent().findall(ROW)) > 1:  # a table keeps a row
            over.getparent().remove(over)


def _items(name: str, values: Mapping[str, Value]) -> list[dict[str, str]]:
    mine = {one: column for one, column in values.items() if one.startswith(f"{name}.")}
    return [dict(zip(mine, item, strict=True)) for item in zip(*mine.values(), strict=True)]


def _place(row: Any, before: Any, values: Mapping[str, Value], item: dict[str, str]) -> None:
    copy = deepcopy(row)
    before.addprevious(copy)
    for line in _lines(copy):
        write(line, {**values, **item})


def _lines(row: Any) -> list[Any]:
    return [line for line in row.iter(LINE) if row_of(line) is row]
