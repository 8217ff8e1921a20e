"""Read the duties to inspect, supervise and follow up inspections."""

import re
from collections import deque
from collections.abc import Iterator
from itertools import takewhile

import msgspec

from service.imports.reader.assignments import subject_units
from service.imports.reader.blocks import Block
from service.imports.reader.outline import Context
from service.imports.reader.sentences import Piece, segments, sentences, trim
from service.imports.reading import Assignment, Indicator, Inspection

_VERB = r"(?:kiểm tra|giám sát|thanh tra|phản biện|kiểm toán)"
_CHECK = re.compile(
    rf"\b(?:tự\s+)?{_VERB}\b|\bkiểm soát chặt chẽ hoạt động\b|"
    r"\bđôn đốc\b(?=.*(?:kiến nghị|kết luận) (?:sau|của) )|"
    r"\btheo dõi\s*,\s*đôn đốc\b|\bđôn đốc\s*,\s*theo dõi\b|\bchủ trì\s*,?\s*đôn đốc\b",
    re.IGNORECASE,
)
_PASSING = re.compile(  # words in which nobody is charged with an inspection
    r"(?:\b(?:để|nhằm|tham gia|phục vụ)\b[^;]{0,40}?|"
    r"\b(?:kết quả|báo cáo|biên bản|kết luận|qua|hoạt động|gửi|Ủy ban|Đoàn|Tổ|Ban|Trung tâm)\s+"
    r"(?:công tác\s+)?)"
    r"\b(?:kiểm tra|giám sát|thanh tra)\b|"
    r"\bgiám sát (?:hành trình|thông minh|tự động|trực tuyến)\b|"
    r"\b(?:hệ thống|camera|thiết bị)\s+(?:kiểm tra|giám sát|thanh tra)\b|"
    r"\btrong kiểm tra\b|\bđược kiểm tra (?:thể thức|trước|chéo)\b",
    re.IGNORECASE,
)
_LEAD_IN = re.compile(
    r"(?:(?:thường xuyên|tăng cường|tiếp tục|định kỳ|chủ động|tổ chức|thực hiện|phối hợp)\s+)*"
    r"(?:(?:công tác\s+|việc\s+)?(?:hướng dẫn|theo dõi|đôn đốc|chỉ đạo|kiểm tra|giám sát|"
    rf"thanh tra|tự kiểm tra)\s*(?:,|và)?\s*)*(?={_VERB})",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r",\s+(?=(?:tổng hợp|thực hiện|báo cáo|tham mưu|đề xuất|kịp thời|bảo đảm|đảm bảo|"
    r"chịu trách nhiệm|xây dựng|xử lý|trình|tuyên truyền|tiếp nhận|"
    r"(?<!đột xuất, )định kỳ|định kỳ (?:\w+ ){0,2}(?:báo cáo|tổng hợp))\b)",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            "follow_up",
            r"kiến nghị sau (?:thanh tra|kiểm tra)|sau thanh tra|khắc phục .* kết luận",
        ),
        (
            "social_oversight",
            (
                r"phản biện|giám sát (?:của|hoạt động)|mặt trận|giám sát thi hành|"
                r"người dân[^.;]*giám sát"
            ),
        ),
        ("unannounced", r"đột xuất"),
        ("internal", r"kiểm tra nội bộ|tự kiểm tra"),
        ("party_inspection", r"ủy ban kiểm tra|tổ chức đảng|đảng viên|chi bộ"),
        ("risk_based", r"rủi ro|dư luận"),
    )
)
_CHARGED = re.compile(r"\b(?:chủ trì|phối hợp|được giao)\b.{12,}", re.IGNORECASE)
_FREQUENCY = re.compile(
    r"(?:(?:tối thiểu|ít nhất)(?: được)?\s+\d+\s+(?:lần|cuộc|đợt)\s*/\s*"
    r"(?:giai đoạn|năm|quý|tháng)|"
    r"mỗi (?:năm|quý|tháng)[^.;,]{0,30}?(?:lần|cuộc|đợt))",
    re.IGNORECASE,
)
_SHORT = 5


def inspections_in(
    block: Block, context: Context, number: int, by: str | None
) -> list[Inspection]:
    """Return the inspection duties of one paragraph; what stands side by side is one duty."""
    start = block.text.find(":") + 1 if block.kind == "run_in" else block.body
    pieces = (
        piece
        for sentence in sentences(block.text, start)
        for piece in _merged(block.text, sentence)
    )
    return [
        _inspection(block, context, piece, (number + n, by)) for n, piece in enumerate(pieces)
    ]


def _merged(text: str, sentence: Piece) -> Iterator[Piece]:
    """Yield the clauses of a sentence that inspect, neighbours of one kind joined."""
    run: Piece | None = None
    for piece in segments(text, sentence.start, sentence.end):
        clause = _clause(text, piece)
        if clause is None:
            if run:
                yield run
            run = None
        elif run and piece.start - run.end <= _SHORT and _kind(run.text) == _kind(clause.text):
            run = trim(text, run.start, clause.end)
        else:
            if run:
                yield run
            run = clause
    if run and len(run.text.split()) >= _SHORT:
        yield run


def _clause(text: str, piece: Piece) -> Piece | None:
    """Return the part of a clause that inspects: from its verbs to the next other duty."""
    clean = _PASSING.sub(lambda m: " " * len(m[0]), piece.text)
    found = _CHECK.search(clean)
    if found is None:
        return None
    after = _ENDS.search(piece.text, found.end())
    end = after.start() if after else len(piece.text)
    start = _after_subject(piece.text[:end], found.start())
    if _CHARGED.search(clean, 0, found.start()):
        leads = [m.start() for m in _LEAD_IN.finditer(clean, 0, found.end()) if m[0]]
        start = min([*leads, found.start()])
    if len(piece.text[start:end].split()) < _SHORT:
        start = 0
    if len(piece.text[:end].split()) < _SHORT:
        end = len(piece.text)
    return trim(text, piece.start + start, piece.start + end)


def _after_subject(text: str, check: int) -> int:
    """Return where the verbs begin, when a unit is named before them at some length."""
    units, verb = subject_units(text)
    named = units and verb <= check and len(text[verb:].split()) > _SHORT
    return verb if named else 0


def _kind(text: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "general")


def _inspection(
    block: Block, context: Context, piece: Piece, rest: tuple[int, str | None]
) -> Inspection:
    often = _FREQUENCY.search(piece.text)
    return Inspection(
        id=f"IN{rest[0]:02d}",
        text=piece.text,
        place=block.place(piece.start, piece.end),
        rule="inspecting.verb",
        confidence=0.7,
        kind=_kind(piece.text),
        subject=piece.text[:120],
        by=rest[1],
        frequency=often[0] if often else None,
        reform_area=context.area,
    )


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
            return msgspec.structs.replace(
                inspection,
                kind="coverage",
                coverage=f"{one.value:g}%",
                comparator=one.comparator,
                phase=one.phase,
            )
    return inspection


def inspector(assignments: list[Assignment], block: Block) -> str | None:
    """Return the unit that owes the duties of the paragraph that was read last."""
    here = takewhile(lambda a: a.place.paragraph == block.number, reversed(assignments))
    first = deque(here, maxlen=1)
    return "; ".join(first[0].units) if first else None
