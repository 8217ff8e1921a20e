"""Find the figures that make a clause a measurable target, and read their comparators."""

import re
from dataclasses import dataclass

_PERCENT = re.compile(r"(?<![\d.,/])(?<!\d[-–])(\d{1,3}(?:[.,]\d+)?)\s*(?:%|phần trăm)")
_COUNT = re.compile(
    r"(?:\b(?:tối thiểu|ít nhất|đạt|trên|từ|không dưới|tối đa|không quá|dưới|giảm|tăng|có|"
    r"xây dựng|tổ chức|thành lập|mở|duy trì)\s+(?:được\s+|từ\s+|trên\s+|còn\s+)?|:\s*)"
    r"(\d{1,6}(?:[.,]\d+)*)(?!\s*(?:%|/\d|[-–]\s*\d|năm\s+20|tháng năm))\s+"
    r"(lần|cuộc|đợt|lớp|mô hình|sáng kiến|thủ tục|TTHC|điểm|ngày|giờ|phút|hồ sơ|người|đơn vị|"
    r"thôn|tổ|buổi|hội nghị|tin|bài|"
    r"dịch vụ|triệu|tỷ|công chức|cán bộ|văn bản|bậc|hạng|công trình|chuyên đề|giải pháp|kênh)",
    re.IGNORECASE,
)
_BACK = 48
_REDUCE = re.compile(
    r"(?:cắt[, ]*giảm|giảm|cắt|rút ngắn|tiết kiệm|đơn giản hóa|đơn giản hoá|tinh "
    r"giản)(?:\s+(?:được|bình quân|từ|xuống|thêm))*\s*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:^|[,;:]\s*|\b(?:và|phấn đấu|bảo đảm|đảm bảo)\s+)(?:cắt,? giảm|giảm|rút ngắn|tinh giản)"
    r"(?!.*\b(?:xuống|còn)\b)\s+[^,;:%]{3,90}$",
    re.IGNORECASE,
)
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sign, re.compile(rf"(?:{words})\s*$", re.IGNORECASE))
    for sign, words in (
        (
            ">=",
            (
                r"tối thiểu(?: là| đạt| từ| được)?|ít nhất(?: là| đạt)?|không dưới|không thấp "
                r"hơn|"
                r"từ"
            ),
        ),
        ("<", r"dưới|thấp hơn|ít hơn"),
        ("<=", r"tối đa|không quá|không vượt quá"),
        (">", r"trên|hơn|vượt"),
    )
)
_UP = re.compile(r"\s*(?:trở lên|và cao hơn)")


@dataclass(frozen=True)
class Figure:
    """Hold one figure: where it stands, its value, unit and comparator."""

    start: int
    end: int
    cue: int
    value: float
    unit: str
    comparator: str
    reduce: bool


def figures(text: str, start: int, end: int, *, counts: bool) -> list[Figure]:
    """Return the figures of a piece; counts of things only where asked for."""
    found = [
        _figure(text, m, m.start(1), "%", start) for m in _PERCENT.finditer(text, start, end)
    ]
    if counts and not found:
        found = [
            _figure(text, m, m.start(1), m[2].lower(), start)
            for m in _COUNT.finditer(text, start, end)
        ]
    merged: list[Figure] = []
    for figure in sorted(found, key=lambda f: f.start):
        if merged and re.fullmatch(
            r"\s*(?:-|–|đến|tới)\s*", text[merged[-1].end : figure.start]
        ):
            merged[-1] = _with(merged[-1], ">=")
        else:
            merged.append(figure)
    return merged


def _with(figure: Figure, sign: str) -> Figure:
    return Figure(
        figure.start, figure.end, figure.cue, figure.value, figure.unit, sign, figure.reduce
    )


def _figure(text: str, match: re.Match[str], start: int, unit: str, low: int) -> Figure:
    before = text[max(low, start - _BACK) : start]
    sign, cue = "=", start
    for name, pattern in _CUES:
        found = pattern.search(before)
        if found:
            sign, cue = name, start - (len(before) - found.start())
            break
    if _UP.match(text, match.end()):
        sign = ">="
    lead = text[max(low, cue - _BACK) : cue]
    reduced = _REDUCE.search(lead)
    if reduced or _LESS.search(text[low:cue]):
        cue -= len(lead) - reduced.start() if reduced else 0
        sign = "reduce_by>=" if sign in {">=", ">"} else "reduce_by="
    return Figure(
        start, match.end(), cue, _number(match[1]), unit, sign, sign.startswith("reduce")
    )


def _number(printed: str) -> float:
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", printed):
        return float(printed.replace(".", ""))
    return float(printed.replace(",", "."))
