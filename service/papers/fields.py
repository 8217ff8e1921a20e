"""The fields of a template, `{{ten_truong}}`: how they are found and filled.

A field of several lines stands alone in its paragraph, which is repeated for each line.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from docx.oxml.ns import qn

from service.papers.page import UNWRITABLE

Value = str | Sequence[str]
FIELD = re.compile(r"\{\{([^{}]*)\}\}")


def fill(root: Any, values: Mapping[str, Value]) -> None:
    """Put values into the fields of a part; a field without a value becomes nothing."""
    for line in list(root.iter(qn("w:p"))):
        text = text_of(line)
        only = FIELD.fullmatch(text.strip())
        value = values.get(only[1].strip(), "") if only else ""
        if only and not isinstance(value, str):
            _repeat(line, value)
        elif FIELD.search(text):
            write(line, values)


def text_of(line: Any) -> str:
    """Give the text of a paragraph, without that of boxes which hang on it."""
    return "".join(piece.text or "" for piece in _pieces(line))


def _pieces(line: Any) -> list[Any]:
    """Give a paragraph's own pieces of text."""
    return [piece for piece in line.iter(qn("w:t")) if _paragraph_of(piece) is line]


def _paragraph_of(piece: Any) -> Any:
    return next(piece.iterancestors(qn("w:p")))


def _repeat(line: Any, values: Sequence[str]) -> None:
    """Write each value into a paragraph of its own that looks as this one."""
    for value in values[:-1]:
        copy = deepcopy(line)
        line.addprevious(copy)
        _say(copy, value)
    _say(line, values[-1] if values else "")


def _say(line: Any, text: str) -> None:
    first, *others = _pieces(line)
    _set(first, text)
    for piece in others:
        _set(piece, "")


def write(line: Any, values: Mapping[str, Value]) -> None:
    """Put each value where its field begins, in the letters of that place."""
    while (match := FIELD.search(text_of(line))) is not None:
        value = values.get(match[1].strip(), "")
        said = value if isinstance(value, str) else "; ".join(value)
        start, end, at = match.start(), match.end(), 0
        for piece in _pieces(line):
            text = piece.text or ""
            left, right = max(start - at, 0), min(end - at, len(text))
            if left < len(text) and right > 0:
                put = _calm(said) if start >= at else ""
                _set(piece, text[:left] + put + text[right:])
            at += len(text)


def _calm(text: str) -> str:
    """Keep a value from looking like a field itself."""
    return text.replace("{{", "{ {").replace("}}", "} }")


def _set(piece: Any, text: str) -> None:
    piece.text = UNWRITABLE.sub("", text)
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
