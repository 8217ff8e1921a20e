"""Find the figures that make a clause a measurable target."""

import re
from dataclasses import replace

from service.imports.reader.counting import JOINED, counted, spans
from service.imports.reader.figure import Figure, at_least, figure_at

_PERCENT = re.compile(r"(?<![\d.,/])(?<!\d[-–])(\d{1,3}(?:[.,]\d+)?)\s*(?:%|phần trăm)")
_ALONE = re.compile(
    r"(?:(?:phấn đấu|đạt|tối thiểu|ít nhất|tối đa|không|quá|dưới|thấp hơn|vượt|từ|trên|giảm|"
    r"tăng|còn|mức|khoảng)\s+|[≥≤<>=]+\s*)*"
    r"(\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)(?P<more>\s*(?:-|–|đến|tới)\s*\d+(?:[.,]\d+)?)?"
    r"\s*(?P<unit>%|(?!trở lên)[^\W\d]+)?(?P<up>\s*trở lên)?",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\(\s*(?:(?:chỉ tiêu|kế hoạch|mục tiêu|ước)\s+)?năm 20\d\d\s*"
    r"(?:(?::|là|mới|chỉ|ước|đạt)\s*)*$",
    re.IGNORECASE,
)
_WAS = re.compile(r"so với\s+(?:(?:mức|tỷ lệ|kết quả|con số)\s+)?$", re.IGNORECASE)
_NONE = re.compile(r"\bkhông (?:có|còn|để|xảy ra|phát sinh)\b[^,;.:]*$", re.IGNORECASE)
_SUCH = re.compile(  # of work: whom it concerns, by what they have reached
    r"\bcó (?:tỷ lệ|tỉ lệ|mức|kết quả|chỉ số|chỉ tiêu|số)\b[^,;.:%]*\b(?:từ|trên|dưới)\s+$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\(\s*(?:phấn đấu|hiện|quy định|thực hiện|kết quả|cùng kỳ|năm trước|đầu năm|giảm|tăng|"
    r"so với)[^()%]{0,40}$",
    re.IGNORECASE,
)
_EACH = re.compile(r"(?:^|[,;.]\s+|\b(?:bình quân|mỗi|cho)\s+)$", re.IGNORECASE)
_MEANT = re.compile(  # a figure that only says of which things the one before it speaks
    r"\b(?:thời hạn|quy mô|độ tuổi|đối với)\b[^,;.]*$"
)
_SUBJECT = re.compile(r"[^,;.()\d:]{0,30}:\s*[^,;.()\d:]{0,12}")  # a figure before a colon
_TO = re.compile(
    r"[^,;.()\d]{0,30}(?:năm 20\d\d\s+)?\b(?:(?<!trở )lên|xuống|còn)\b[^,;.()\d]{0,25}"
)
_BACK, _SHORT, _PART = 48, 8, 160


def figures(text: str, start: int, end: int, *, counts: bool) -> list[Figure]:
    """Return the figures of a piece; counts of things and ranks only where asked for."""
    found = [
        figure_at(text, m, m.start(1), "%", start) for m in _PERCENT.finditer(text, start, end)
    ]
    found += [span for span in spans(text, start, end) if span.unit == "%"]
    if counts:
        found += counted(text, start, end, found)
    merged: list[Figure] = []
    for figure in sorted(found, key=lambda f: f.start):
        said = merged and figure.start < merged[-1].end
        if said or _aside(text, start, figure, work=not counts):
            continue
        between = text[merged[-1].end : figure.start] if merged else ""
        if merged and re.fullmatch(r"\s*(?:-|–|đến|tới)\s*", between):
            merged[-1] = at_least(merged[-1])
        elif merged and figure.unit != "%" and _MEANT.search(between):
            continue
        elif merged and (
            _SUBJECT.fullmatch(between) or _for_each(text, start, merged[-1], between)
        ):
            merged[-1] = figure
        elif merged and _TO.fullmatch(between):
            merged[-1] = replace(figure, cue=merged[-1].cue)
        else:
            merged.append(figure)
    return merged


def _for_each(text: str, start: int, one: Figure, between: str) -> bool:
    """Tell whether the figure before only says that the next one holds for each."""
    each = one.value == 1 and _EACH.search(text, max(start, one.start - _BACK), one.start)
    return bool(each and not JOINED.search(between))


def figure_alone(text: str, measure: str = "") -> Figure | None:
    """Return the figure of a cell that holds little else, in its unit or the measure."""
    if found := _ALONE.fullmatch(text):
        figure = figure_at(text, found, found.start(1), found["unit"] or measure, 0)
        least = found["more"] or found["up"]
        return at_least(figure) if least else figure
    if len(text.split()) > _SHORT:
        return None
    read = figures(text, 0, len(text), counts=True)
    alone = len(read) == 1 or (read and text[read[0].end :].lstrip().startswith("("))
    return read[0] if alone else None


def _aside(text: str, start: int, figure: Figure, *, work: bool) -> bool:
    """Tell whether a figure only says how it is or was, or of what the sentence speaks."""
    alone = text[figure.end : figure.end + 1] == ")"
    was = alone and _BEFORE.search(text, start, figure.start)
    low = max(start, figure.start - _PART)
    asides = [_NOW, _WAS, *([_SUCH] if work else []), *([_NONE] if figure.unit != "%" else [])]
    return bool(was or any(p.search(text, low, figure.start) for p in asides))
