"""Plans with what must be found marked in their own text, before they were first read.

A file is a head (`name=value` lines up to `---`), then the plan; `{T procedures|…}` marks a
task of an area (`a/b`: either may be defended), `{I >= 95 % procedures 2026|…}` a target,
`{Q area phase|…}` one without figure, `{A role @units #deadline|…}` a duty, `{S label|…}` a
heading, `{R|…}` a report, `{LB type; number; date; issuer|…}` a legal basis, `{N|…}` an
inspection, `{X|…}` a recipient. Marks may nest.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "unseen"
_MARK = re.compile(r"\{(LB|[SITQARNX])(?: ([^|{}]*))?\||\}")
_BULLET = re.compile(
    r"\s*(?:[-+•]\s+|\(?\d{1,2}(?:\.\d{1,2})*[.)-]\s+|[a-zđ]\)\s+|\d\.\d\.?\s+)?"
)


@dataclass
class Marked:
    """A plan as plain text, its head, and its marks by kind."""

    text: str
    head: dict[str, str]
    marks: dict[str, list[dict[str, Any]]] = field(default_factory=dict)


def names() -> list[str]:
    """Give the names of all marked plans."""
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def printed() -> list[str]:
    """Give every other name: a PDF takes ten times as long to read as its text."""
    return names()[::2]


def marked(name: str) -> Marked:
    """Read a marked plan."""
    head, _, body = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").partition("---\n")
    values = dict(line.partition("=")[::2] for line in head.splitlines() if line)
    plain: list[str] = []
    open_marks: list[tuple[str, str, int]] = []
    closed: list[tuple[str, str, int, int]] = []
    at = size = 0
    for found in _MARK.finditer(body):
        plain.append(body[at : found.start()])
        size += found.start() - at
        at = found.end()
        if found[1]:
            open_marks.append((found[1], found[2] or "", size))
        else:
            kind, said, start = open_marks.pop()
            closed.append((kind, said, start, size))
    text = "".join([*plain, body[at:]])
    made = Marked(text, values)
    for kind, said, start, end in sorted(closed, key=lambda one: one[2]):
        made.marks.setdefault(kind, []).append(_entry(text, kind, said, (start, end)))
    return made


def _entry(text: str, kind: str, said: str, span: tuple[int, int]) -> dict[str, Any]:
    start, end = span
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n\n" if "\n" in text[start:end] else "\n", end)
    item = text[line_start : line_end if line_end > 0 else len(text)]
    if "|" in item:
        item = text[start:end]
    words = " ".join(text[start:end].split())
    whole = " ".join(_BULLET.sub("", item, count=1).split())
    return {"text": words, "item": whole} | _SAID[kind](said, words)


def _target(said: str, _words: str) -> dict[str, Any]:
    sign, value, unit, area, phase = re.fullmatch(
        r"(\S+) (\S+) (\S+) (\S+) (.+)", said
    ).groups()  # type: ignore[union-attr]
    return {
        "sign": sign,
        "value": float(value),
        "unit": unit.replace("_", " "),
        "area": area,
        "phase": phase,
    }


def _aim(said: str, _words: str) -> dict[str, Any]:
    area, _, phase = said.partition(" ")
    return {"sign": None, "value": None, "unit": None, "area": area, "phase": phase}


def _duty(said: str, _words: str) -> dict[str, Any]:
    role, units, due = re.fullmatch(r"(\w+) @([^#]+?)(?: #(.+))?", said).groups()  # type: ignore[union-attr]
    return {"role": role, "units": units.split("; "), "due": due}


def _basis(said: str, _words: str) -> dict[str, Any]:
    kind, number, date, issuer = (part.strip() for part in said.split(";"))
    return {"type": kind, "number": number, "date": date or None, "issuer": issuer or None}


_SAID: dict[str, Callable[[str, str], dict[str, Any]]] = {
    "T": lambda said, _words: {"area": said},
    "I": _target,
    "Q": _aim,
    "A": _duty,
    "S": lambda said, words: {"label": said, "title": words.rstrip(" :")},
    "LB": _basis,
    "R": lambda _said, _words: {},
    "N": lambda _said, _words: {},
    "X": lambda _said, _words: {},
}
