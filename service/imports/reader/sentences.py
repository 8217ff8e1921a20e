"""Cut a paragraph into sentences, minding abbreviations, dates and brackets."""

import re
from itertools import pairwise
from typing import NamedTuple

from service.imports.letters import vietnamese

_STOP = vietnamese(r"(?:[.!?…]+|\./\.)['\"”’)]*(?=\s+[“\"(]?[A-ZÀ-ỸĐ\d≥≤]|[A-ZÀ-ỸĐ][a-zà-ỹđ])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:TT|TP|Tp|TX|PCT|Đ/c|đ/c|v\.v|ThS|TS|GS|BS|KS|Ông|Bà|Mr|St|Q|P|[A-ZĐ]))\.$"
)
_SIGNS = re.compile(r"[;()]")
_MIN = 12


class Piece(NamedTuple):
    """Hold a piece of a paragraph and where it begins and ends."""

    text: str
    start: int
    end: int


def sentences(text: str, start: int = 0) -> list[Piece]:
    """Return the sentences of a text from an offset on."""
    cuts = [start]
    for found in _STOP.finditer(text, start):
        head = text[cuts[-1] : found.end()]
        if _ABBREVIATION.search(head) or _open_bracket(head) or len(head) < _MIN:
            continue
        cuts.append(found.end())
    cuts.append(len(text))
    return [p for a, b in pairwise(cuts) if (p := trim(text, a, b)).text]


def trim(text: str, start: int, end: int) -> Piece:
    """Return a piece without white space at its ends."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return Piece(piece.strip(), start, start + len(piece.strip()))


def segments(text: str, start: int, end: int) -> list[Piece]:
    """Cut a sentence at its semicolons outside brackets."""
    cuts, depth = [start], 0
    for sign in _SIGNS.finditer(text, start, end):
        depth += (sign[0] == "(") - (sign[0] == ")")
        if sign[0] == ";" and depth <= 0:
            cuts.append(sign.end())
    cuts.append(end)
    found = [trim(text, a, b) for a, b in pairwise(cuts)]
    return [strip_end(p) for p in found if p.text.strip(" ;")]


def strip_end(piece: Piece, signs: str = " ;,") -> Piece:
    """Return a piece without closing punctuation."""
    text = piece.text.rstrip(signs)
    return Piece(text, piece.start, piece.start + len(text))


def _open_bracket(text: str) -> bool:
    return text.count("(") > text.count(")") and len(text) - text.rfind("(") < 200
