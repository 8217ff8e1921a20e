"""Resolve the automatic numbers of Word, which are not in the text of a paragraph."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_BULLETS = {"\uf0b7": "•", "\uf02d": "-", "\uf0a7": "▪", "\uf0d8": "➢", "o": "•"}


@dataclass(frozen=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass
class Numbering:
    """Count the numbered paragraphs of a document in the order they are met."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    counters: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    shared: dict[str, str] = field(default_factory=dict)

    def label(self, number_id: str, depth: int) -> str:
        """Return the printed label of the next paragraph of a list, or nothing."""
        levels = self.levels.get(number_id, {})
        level = levels.get(depth)
        if level is None or level.format == "none":
            return ""
        if level.format == "bullet":
            return _BULLETS.get(level.text, level.text) or "-"
        counts = self.counters[self.shared.get(number_id, number_id)]
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        text = level.text
        for at in range(depth + 1):
            one = levels.get(at)
            if one:
                text = text.replace(
                    f"%{at + 1}", written(counts.get(at, one.start), one.format)
                )
        return text


def written(number: int, form: str) -> str:
    """Write a number in one of Word's formats."""
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(number)
        return roman.upper() if form == "upperRoman" else roman
    if form in {"upperLetter", "lowerLetter"}:
        letter = chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _roman(number: int) -> str:
    parts = []
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        parts.append(sign * times)
    return "".join(parts)


def numbering_of(document: WordDocument) -> Numbering:
    """Read the list definitions of a Word document."""
    found = Numbering()
    part = next(
        (
            r.target_part
            for r in document.part.rels.values()
            if not r.is_external and r.reltype.endswith("/numbering")
        ),
        None,
    )
    root: Any = getattr(part, "element", None)
    if root is None:
        return found
    abstract = {
        a.get(qn("w:abstractNumId")): _levels(a) for a in root.findall(qn("w:abstractNum"))
    }
    for num in root.findall(qn("w:num")):
        base = num.find(qn("w:abstractNumId"))
        if base is not None:
            key = base.get(qn("w:val"))
            number_id = num.get(qn("w:numId"))
            found.levels[number_id] = abstract.get(key, {}) | _overrides(
                num, abstract.get(key, {})
            )
            restarted = num.find(qn("w:lvlOverride")) is not None
            found.shared[number_id] = number_id if restarted else f"abstract {key}"
    return found


def _levels(element: Any) -> dict[int, _Level]:
    return {int(lvl.get(qn("w:ilvl"))): _level(lvl) for lvl in element.findall(qn("w:lvl"))}


def _level(lvl: Any) -> _Level:
    def value(tag: str, default: str) -> str:
        child = lvl.find(qn(tag))
        return default if child is None else str(child.get(qn("w:val"), default))

    return _Level(
        value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1"))
    )


def _overrides(num: Any, base: dict[int, _Level]) -> dict[int, _Level]:
    changed: dict[int, _Level] = {}
    for override in num.findall(qn("w:lvlOverride")):
        depth = int(override.get(qn("w:ilvl")))
        start = override.find(qn("w:startOverride"))
        old = base.get(depth)
        if start is not None and old:
            changed[depth] = _Level(old.format, old.text, int(start.get(qn("w:val"))))
    return changed
