"""Tell from what stands in the cells which columns name targets and which hold figures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from service.imports.characters import fold
from service.imports.reader.columns import Columns, columns_named
from service.imports.reader.figures import figure_alone
from service.imports.reader.names import canonical, unit_like

Cells = Sequence[Sequence[str]]

_ASKED = re.compile(
    r"chi tieu|muc tieu|ke hoach|phan dau|20\d\d|giai doan|gia tri|(?:can|phai|muc) dat|"
    r"yeu cau|^ca nam"
)
_PAST = re.compile(r"thuc hien nam|ket qua nam|hien trang|hien co|uoc|ghi chu|so voi|so lieu")
_NAMES = re.compile(r"chi tieu|chi so|tieu chi|muc tieu|noi dung|linh vuc")
_WORK = re.compile(r"nhiem vu|cong viec|hoat dong|giai phap")
_OTHER = re.compile(  # tables of money, of people, of points and of times
    r"kinh phi|nguon von|du toan|so tien|thanh tien|don gia|dinh muc|muc chi\b(?! tieu)|"
    r"ngan sach|tong cong|(?:trieu|ty|nghin) dong|^(?:thang|quy|ngay|tuan)\b|"
    r"ho (?:va )?ten|nam sinh|dien thoai|thang diem|so diem|"
    r"diem (?:toi da|chuan|tu|cham|thuong)"
)
_STAGE = re.compile(
    r"(?:(?:den|het|cuoi|trong|ke hoach|muc tieu|phan dau|thuc hien|nam|giai doan)\s+)*"
    r"20\d\d(?:\s*[-–]\s*20\d\d)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST, _WORDS = 70, 3


def with_figures(columns: Columns, below: Cells) -> Columns:
    """Return the columns of a table of targets with those that hold its figures."""
    heads = _heads(columns.headings)
    held = _held(heads, below)
    known = {columns.task, columns.order, columns.measure, columns.lead}
    asked = tuple(
        i
        for i, head in enumerate(heads)
        if (i not in known or i in held) and _ASKED.search(head) and not _PAST.search(head)
    )
    money = any(_OTHER.search(head) for head in heads)
    figures = asked if money or not held or set(asked) & set(held) else held
    figures = tuple(i for i in figures if not _of_unit(columns.headings[i])) or figures
    task = _longest(heads, below, figures) if columns.task in figures else columns.task
    return replace(columns, task=columns.task if task is None else task, figures=figures)


def targets_shown(headings: Sequence[str], below: Cells) -> Columns | None:
    """Return the columns of a heading whose words do not, but whose figures show targets."""
    heads, at = _heads(headings), columns_named(headings)
    held = _held(heads, below)
    task = _longest(heads, below, held)
    if not held or task is None or at.keys() & {"time", "partners", "funding"}:
        return None
    asked = any(_ASKED.search(heads[i]) for i in held)
    if not asked and ("product" in at or ("lead" in at and "measure" not in at)):
        return None
    if _figured(headings) or any(_OTHER.search(h) for h in heads) or _WORK.search(heads[task]):
        return None
    if not ("measure" in at or _NAMES.search(heads[task])):
        return None
    kept = {n: at[n] for n in ("order", "measure", "lead", "group") if n in at}
    found = Columns(task=task, **kept, targets=True, headings=tuple(headings), figures=())
    return with_figures(found, below)


def stages_below(rows: Cells, at: int) -> tuple[int, int] | None:
    """Return the first column of targets in a row that names them, and how many stages follow.

    The stages stand in the column before it, which may come after the order.
    """
    for first in (1, 2):
        aims = rows[at][first:]
        if not aims or any(len(aim.split()) < _WORDS or _figure(aim) for aim in aims):
            continue
        staged = (_staged(rows[below][first - 1 :]) for below in range(at + 1, len(rows)))
        if taken := sum(takewhile(bool, staged)):
            return first, taken
    return None


def _staged(cells: Sequence[str]) -> bool:
    return bool(
        len(cells) > 1
        and _STAGE.fullmatch(fold(cells[0]).strip())
        and all(map(_figure, cells[1:]))
    )


def past(heading: str) -> bool:
    """Tell whether a heading is of what was reached before, or of a note."""
    return bool(_PAST.search(fold(heading)))


def _of_unit(heading: str) -> bool:
    """Tell whether a column holds the share of a unit, not the figure of all."""
    return unit_like(canonical(heading.rsplit("\n", maxsplit=1)[-1]))


def _heads(headings: Sequence[str]) -> list[str]:
    return [fold(heading.replace("\n", " ")).strip(" .:") for heading in headings]


def _figured(headings: Sequence[str]) -> bool:
    """Tell whether a row holds figures or sentences, as a heading does not."""
    return any(len(h) > _LONGEST or _figure(h) for h in headings)


def _figure(cell: str) -> bool:
    words = cell.replace("\n", " ").strip()
    return not _YEAR.fullmatch(words) and figure_alone(words) is not None


def _column(index: int, below: Cells) -> list[str]:
    rows = [row for row in below if len(set(row)) > 1 and index < len(row)]
    return [row[index] for row in rows if row[index].strip()]


def _held(heads: Sequence[str], below: Cells) -> tuple[int, ...]:
    """Return the columns with a figure in most of their cells."""
    named = columns_named(heads)
    known = {named.get("order"), named.get("measure")}
    return tuple(
        i
        for i, head in enumerate(heads)
        if head and i not in known and not _PAST.search(head) and _most(_column(i, below))
    )


def _most(cells: Sequence[str]) -> bool:
    return bool(cells) and 2 * sum(map(_figure, cells)) >= len(cells)


def _longest(heads: Sequence[str], below: Cells, held: Sequence[int]) -> int | None:
    """Return the column with the longest texts, when they are long enough to name a target."""
    lengths = {i: _words(_column(i, below)) for i in range(len(heads)) if i not in held}
    best = max(lengths, key=lambda i: lengths[i], default=None)
    return best if best is not None and lengths[best] >= _WORDS else None


def _words(cells: Sequence[str]) -> float:
    return sum(len(c.split()) for c in cells) / len(cells) if cells else 0
