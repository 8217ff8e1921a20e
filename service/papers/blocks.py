"""The blocks of an official paper: who issues it, the nation's name, who signs.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II: cells 1, 2, 4, 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document
from docx.table import _Cell

from service.papers import looks
from service.papers.page import UPRIGHT, put, rule_below
from service.papers.tables import blocks
from service.papers.widths import PART, rule

NATION = "Cộng hòa xã hội chủ nghĩa Việt Nam"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
ISSUER_WIDTH, MOTTO_WIDTH = 65, UPRIGHT - 65  # millimetres
MOTTO_RULE = 56  # millimetres: the motto's own width
FROM_TWO_DIGITS = 3  # months 1 and 2 take a leading nought, the others none


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: above it the day, below it a word on how, and the name when it is known."""

    day: str
    titles: Sequence[str]
    name: str = ""


def letterhead(paper: Document, parent: str, issuer: str) -> None:
    """Put the issuer at the left and the nation's name at the right of the first line."""
    left, right = blocks(paper, (ISSUER_WIDTH, MOTTO_WIDTH)).rows[0].cells
    if parent:
        put(left, parent, looks.PARENT)
    put(left, issuer, looks.ISSUER)
    rule_below(left, rule(issuer, looks.ISSUER, PART, ISSUER_WIDTH), ISSUER_WIDTH)
    put(right, NATION, looks.NATION)
    put(right, MOTTO, looks.MOTTO)
    rule_below(right, MOTTO_RULE, MOTTO_WIDTH)


def signatures(paper: Document, left: Signature, right: Signature) -> None:
    """Put two who sign side by side."""
    half = UPRIGHT // 2
    for cell, one in zip(
        blocks(paper, (half, UPRIGHT - half)).rows[0].cells, (left, right), strict=True
    ):
        _sign(cell, one)


def place_and_day(place: str, day: date | None) -> str:
    """Write the line over a signature; without a day, dots to be filled in by hand."""
    if day is None:
        return f"{place or '.....'}, ngày .... tháng .... năm ......"
    month = f"{day.month:02}" if day.month < FROM_TWO_DIGITS else f"{day.month}"
    return f"{place}, ngày {day.day:02} tháng {month} năm {day.year}"


def _sign(cell: _Cell, one: Signature) -> None:
    put(cell, one.day, looks.PLACE_AND_DAY)
    for title in one.titles:
        put(cell, title, looks.POST)
    put(cell, "(Ký tên, ghi rõ họ tên)", looks.SIGN_HERE)
    for _ in range(3):
        put(cell, "", looks.NAME)
    put(cell, one.name, looks.NAME)
