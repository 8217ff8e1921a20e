"""Read on which way difficulties are told."""

import re

from service.imports.reader.blocks import Block
from service.imports.reader.sentences import sentences
from service.imports.reading import Escalation

_TROUBLE = re.compile(r"(?:có|phát sinh|gặp)[^.]{0,30}(?:khó khăn|vướng mắc)", re.IGNORECASE)
_TOLD = re.compile(r"phản ánh|báo cáo|đề xuất|kiến nghị|thông tin", re.IGNORECASE)
_WHEN = re.compile(r"trong quá trình|quá trình|nếu\b", re.IGNORECASE)
_VIA = re.compile(r"\((?:qua|thông qua)\s+([^()]+)\)")
_TO = re.compile(
    r"(?:về|gửi|với|báo cáo)\s+((?:UBND|Ủy ban nhân dân|Đảng ủy|Ban Thường vụ|Phòng|Văn phòng|"
    r"Ban)[^,;.()]*?)(?=\s*(?:\(|để|xem xét|chỉ đạo|tổng hợp|[,;.]|$))"
)
_BY = re.compile(
    r"(các (?:cơ quan, đơn vị|phòng, ban|cán bộ, công chức|đơn vị|chi bộ|cơ "
    r"quan)[^,;.]{0,30}?)\s+(?:kịp thời|phản ánh|báo cáo|thông tin|chủ động|đề xuất)",
    re.IGNORECASE,
)


def escalation_in(block: Block, number: int) -> Escalation | None:
    """Return who tells whom about difficulties, when a paragraph says so."""
    for piece in sentences(block.text, block.body):
        trouble = _TROUBLE.search(piece.text)
        if trouble and _TOLD.search(piece.text, trouble.end()):
            when = _WHEN.search(piece.text, 0, trouble.start())
            start = when.start() if when else trouble.start()
            return _escalation(
                block, piece.text[start:].strip(" ./"), piece.start + start, number
            )
    return None


def _escalation(block: Block, text: str, start: int, number: int) -> Escalation:
    via, to, by = _VIA.search(text), _TO.search(text), _BY.search(text)
    return Escalation(
        id=f"ES{number:02d}",
        text=text,
        place=block.place(start, start + len(text)),
        rule="escalating.trouble",
        confidence=0.85,
        by=_capital(by[1]) if by else "Các cơ quan, đơn vị",
        to=to[1].strip() if to else "",
        via=via[1].strip() if via else None,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
