"""Put the letters of a page together to rows, and two columns after one another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from service.imports.characters import footnote_mark, tidy

_LINE = 0.45
_GAP = 0.18
_COLUMN = 2.2
_RAISED = 0.78

Char = dict[str, Any]


@dataclass
class Row:
    """Hold one printed row: its text and where it stands, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    lead: float
    edge: bool = False
    low: bool = False
    noted: bool = False
    split: float = 0.0
    parts: list["Row"] = field(default_factory=list)
    cells: tuple[str, ...] = ()


def rows_of(chars: Iterable[Char]) -> list[Row]:
    """Group letters by baseline, top to bottom."""
    groups: list[list[Char]] = []
    level = -1e9
    for char in sorted(chars, key=lambda c: (round(c["bottom"], 1), c["x0"])):
        if not groups or char["bottom"] - level > max(char["size"], 4.0) * _LINE:
            groups.append([])
            level = char["bottom"]
        groups[-1].append(char)
    rows = (_row(_lowered(group)) for group in _raised_joined(groups))
    return [r for r in rows if r is not None]


def _raised_joined(groups: list[list[Char]]) -> list[list[Char]]:
    joined: list[list[Char]] = []
    for group in groups:
        if joined and _raised_over(joined[-1], group):
            joined[-1] = joined[-1] + group
        else:
            joined.append(group)
    return joined


def _raised_over(above: list[Char], below: list[Char]) -> bool:
    small = max(c["size"] for c in above) < _RAISED * max(c["size"] for c in below)
    letters = "".join(c["text"] for c in above).strip()
    near = below[0]["bottom"] - above[0]["bottom"] < max(c["size"] for c in below)
    return small and near and letters.isdigit()


def _lowered(group: list[Char]) -> list[Char]:
    body = max(c["size"] for c in group)
    first = min(group, key=lambda c: c["x0"])
    return sorted(
        (
            c
            for c in group
            if c["size"] >= body * _RAISED or not c["text"].isdigit() or c is first
        ),
        key=lambda c: c["x0"],
    )


def _row(chars: list[Char]) -> Row | None:
    inked = [c for c in chars if c["text"].strip()]
    if not inked:
        return None
    size = sorted(c["size"] for c in inked)[len(inked) // 2]
    runs: list[list[Char]] = [[]]
    for before, char in zip([None, *inked], inked, strict=False):
        if before is not None and char["x0"] - before["x1"] > _COLUMN * size:
            runs.append([])
        runs[-1].append(char)
    parts = [_one(run, size) for run in runs]
    whole = _one(inked, size)
    if (
        len(parts) > 1
        and parts[0].text
        and not parts[0].text.strip("-–•+").isdigit()
        and len(parts[0].text) > 2
    ):
        whole.parts, whole.split = parts, parts[1].left
    return whole


def _one(chars: list[Char], size: float) -> Row:
    text, lead = "", 0.0
    for before, char in zip([None, *chars], chars, strict=False):
        if before is not None and char["x0"] - before["x1"] > _GAP * size:
            text += " "
            lead = lead or char["x0"] - chars[0]["x0"]
        text += char["text"]
    return Row(
        text=tidy(text),
        left=chars[0]["x0"],
        right=max(c["x1"] for c in chars),
        top=min(c["top"] for c in chars),
        bottom=max(c["bottom"] for c in chars),
        size=size,
        noted=footnote_mark(text),
        lead=lead or chars[-1]["x1"] - chars[0]["x0"],
    )


def columns(rows: list[Row]) -> list[Row]:
    """Return rows in reading order: a block in two columns left side first."""
    ordered: list[Row] = []
    left: list[Row] = []
    right: list[Row] = []
    split = 0.0
    for row in rows:
        if row.parts:
            left.append(row.parts[0])
            right.extend(row.parts[1:])
            split = min(split, row.split) if split else row.split
        elif (
            split
            and row.left >= split - row.size * 6
            and row.left > row.size * 8
            and _beside(row, right)
        ):
            right.append(row)
        elif split and row.right <= split:
            left.append(row)
        else:
            ordered += [*left, *right, row]
            left, right, split = [], [], 0.0
    return [*ordered, *left, *right]


def _beside(row: Row, right: list[Row]) -> bool:
    return bool(right) and min(r.left for r in right) - row.size * 5 < row.left
