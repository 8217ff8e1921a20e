"""Read duties to inspect and follow up, and the way on which difficulties are told."""

import re

from service.imports.reader.blocks import Block
from service.imports.reader.outline import Context
from service.imports.reader.sentences import segments, sentences
from service.imports.reading import Assignment, Escalation, Indicator, Inspection

_CHECK = re.compile(
    r"\bkiểm tra\b|\bgiám sát\b|\bthanh tra\b|\bphản biện\b|\bkiểm soát chặt chẽ hoạt động\b|"
    r"\bđôn đốc\b",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, str], ...] = (
    ("follow_up", r"kiến nghị sau (?:thanh tra|kiểm tra)|sau thanh tra|khắc phục .* kết luận"),
    (
        "social_oversight",
        (
            r"phản biện|giám sát (?:của|hoạt động)|mặt trận|giám sát thi hành|người "
            r"dân[^.;]*giám "
            r"sát"
        ),
    ),
    ("unannounced", r"đột xuất"),
    ("internal", r"kiểm tra nội bộ|tự kiểm tra"),
    ("party_inspection", r"ủy ban kiểm tra|tổ chức đảng|đảng viên|chi bộ"),
    ("risk_based", r"rủi ro|dư luận"),
)
_FREQUENCY = re.compile(
    r"(?:tối thiểu|ít nhất)(?: được)?\s+(\d+)\s+(?:lần|cuộc|đợt)\s*/\s*(giai đoạn|năm|quý|"
    r"tháng)",
    re.IGNORECASE,
)
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


def inspections_in(
    block: Block, context: Context, number: int, by: str | None
) -> list[Inspection]:
    """Return the inspection duties of one paragraph, cut at semicolons."""
    found: list[Inspection] = []
    for sentence in sentences(block.text, block.body):
        for piece in segments(block.text, sentence.start, sentence.end):
            if not _CHECK.search(piece.text) or len(piece.text.split()) < 5:
                continue
            kind = next(
                (k for k, p in _KINDS if re.search(p, piece.text, re.IGNORECASE)), "general"
            )
            often = _FREQUENCY.search(piece.text)
            found.append(
                Inspection(
                    id=f"IN{number + len(found):02d}",
                    text=piece.text,
                    place=block.place(piece.start, piece.end),
                    rule="oversight.verb",
                    confidence=0.7,
                    kind=kind,
                    subject=piece.text[:120],
                    by=by,
                    frequency=often[0] if often else None,
                    reform_area=context.area,
                )
            )
    return found


def coverage(inspection: Inspection, indicators: list[Indicator]) -> Inspection:
    """Return an inspection with the share to be inspected, when a target says it."""
    for one in indicators:
        same = one.place.paragraph == inspection.place.paragraph
        if (
            same
            and one.place.start < inspection.place.end
            and inspection.place.start < one.place.end
            and re.search(r"được\s+(?:\w+\s+)?kiểm tra", one.text)
            and one.unit == "%"
        ):
            return Inspection(
                **{
                    f: getattr(inspection, f)
                    for f in inspection.__struct_fields__
                    if f not in {"kind", "coverage", "comparator", "phase"}
                },
                kind="coverage",
                coverage=f"{one.value:g}%",
                comparator=one.comparator,
                phase=one.phase,
            )
    return inspection


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
        rule="oversight.trouble",
        confidence=0.85,
        by=_capital(by[1]) if by else "Các cơ quan, đơn vị",
        to=to[1].strip() if to else "",
        via=via[1].strip() if via else None,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def inspector(assignments: list[Assignment], block: Block) -> str | None:
    """Return the unit that owes the duties of a paragraph."""
    return next(
        ("; ".join(a.units) for a in assignments if a.place.paragraph == block.number), None
    )
