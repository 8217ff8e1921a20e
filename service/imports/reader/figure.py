"""One figure of a text: its value, its unit, and the sign that the words around it give."""

import re
from dataclasses import dataclass, replace

_WRITTEN = re.compile(r"(?:một nửa|một phần \w+|hai phần \w+)?\s*\($", re.IGNORECASE)
_BACK = 48
_REDUCE = re.compile(
    r"(?:cắt[, ]*giảm|giảm|cắt|rút ngắn|tiết kiệm|đơn giản hóa|đơn giản hoá|tinh "
    r"giản)(?:\s+(?:được|bình quân|trung bình|từ|thêm))*\s*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:^|[,;:]\s*|\b(?:và|phấn đấu|bảo đảm|đảm bảo)\s+)(?:cắt,? giảm|giảm|rút ngắn|tinh giản)"
    r"(?!.*\b(?:xuống|còn)\b)\s+[^,;:%]{3,90}$",
    re.IGNORECASE,
)
_BETWEEN_WORDS = r"(?:\s+(?:là|đạt|từ|được|có|tại|ở|cho|mức|khoảng|bình quân|trung bình))*"
_CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (sign, re.compile(rf"(?:{words}){_BETWEEN_WORDS}\s*:?\s*$", re.IGNORECASE))
    for sign, words in (
        (
            ">=",
            (
                r"tối thiểu|ít nhất|không (?:để )?(?:dưới|thấp hơn|ít hơn)|"
                r"từ|≥|>=|=>|(?:trên|(?:lớn|cao) hơn) hoặc bằng|"
                r"bằng hoặc (?:trên|lớn hơn|cao hơn)|đạt (?:và|hoặc) vượt"
            ),
        ),
        (
            "<=",
            (
                r"tối đa|không (?:vượt )?quá|không [^,;.:%\d]{2,30} quá|"
                r"không (?:lớn|cao|nhiều) hơn|≤|<=|=<|hơn hoặc bằng|trong vòng|dưới hoặc bằng"
            ),
        ),
        ("<", r"dưới|(?:thấp|ít|nhỏ) hơn|<"),
        (">", r"trên|hơn|vượt|>"),
    )
)
_UP = re.compile(
    r"\s*(?:trở lên|và cao hơn)|"
    r"(?:\s+(?!trình|đại|cao|thạc|tiến|cấp|loại)[^\W\d]+){1,2}\s+trở lên"
)


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


def at_least(figure: Figure) -> Figure:
    """Return a figure as the lower end of what is asked for."""
    return replace(figure, comparator="reduce_by>=" if figure.reduce else ">=")


def figure_at(text: str, match: re.Match[str], start: int, unit: str, low: int) -> Figure:
    """Return the figure that a pattern found, with the sign of the words before it."""
    printed = text[max(low, start - _BACK) : start]
    before = _WRITTEN.sub("", printed)
    sign, cut = "=", len(before)
    for name, pattern in _CUES:
        found = pattern.search(before)
        if found:
            sign, cut = name, found.start()
            break
    cue, lead = start - (len(printed) - cut), before[:cut]
    if _UP.match(text, match.end()):
        sign = ">="
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
