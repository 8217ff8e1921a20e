"""Find the figures that make a clause a measurable target, and read their comparators."""

import re
from bisect import bisect
from dataclasses import dataclass, replace

_PERCENT = re.compile(r"(?<![\d.,/])(?<!\d[-–])(\d{1,3}(?:[.,]\d+)?)\s*(?:%|phần trăm)")
_THINGS = (
    r"(lần|cuộc|đợt|lớp|mô hình|sáng kiến|thủ tục|TTHC|điểm|ngày|giờ|phút|hồ sơ|người|đơn vị|"
    r"đầu mối|đầu việc|thôn|tổ|buổi|hội nghị|tin|bài|khu phố|bản|ấp|xóm|chi bộ|phòng|"
    r"trường hợp|trường|hộ|dự án|"
    r"chuyên mục|dịch vụ|triệu|tỷ|công chức|cán bộ|văn bản|bậc|hạng|công trình|chuyên đề|"
    r"giải pháp|kênh|lượt|doanh nghiệp|hợp tác xã|công dân|tài khoản|nền tảng|ứng dụng|"
    r"quy trình|lĩnh vực|tuần|khối|buôn|làng|khóm|nghị quyết|quyết định|vụ|phiên|"
    r"tháng(?!\s*\d))\b"
)
_COUNT = re.compile(
    r"(?:\b(?:tối thiểu|ít nhất|đạt|trên|hơn|từ|không dưới|tối đa|không quá|dưới|giảm|tăng|"
    r"có|còn|lên|xây dựng|tổ chức|thành lập|mở|duy trì(?:\s+[^\W\d]+){0,4}|"
    r"thu hút|đến|tới|bình quân|gấp|rút ngắn|"
    r"tiết kiệm|trong vòng|thêm|hỗ trợ|đào tạo|áp dụng|triển khai|vượt quá|thấp hơn|"
    r"ít hơn|là|bằng)\s+"
    r"(?:được\s+|từ\s+|trên\s+|còn\s+|có\s+)?|[:≥≤<>]\s*)"
    r"(\d{1,6}(?:[.,]\d+)*)(?!\s*(?:%|/\d|[-–]\s*\d|năm\s+20|tháng năm))\s+" + _THINGS,
    re.IGNORECASE,
)
_ANYTHING = r"\s+(?!(?:tháng|năm|quý|tuổi|km|trang|đến|và|trở|kể|của|phần)\b)([^\W\d_]{2,})"
_AT_LEAST = re.compile(  # so plainly asked for that whatever follows is counted
    r"\b(?:tối thiểu|ít nhất|tối đa|không (?:quá|vượt quá|dưới|ít hơn|thấp hơn))"
    r"(?:\s+(?:là|có|được|từ|đạt))?\s+(\d{1,4})(?!\s*(?:%|[/.,-]\s?\d))" + _ANYTHING,
    re.IGNORECASE,
)
_SO_MANY = re.compile(
    r"\b(?:(?:có|trên|hơn)\s+(?=0)|(?:thêm|hoàn thành|phấn đấu (?:đạt|có)|duy trì|giảm|tăng|"
    r"lắp đặt|tổ chức|xây dựng|thành lập|mỗi năm có)\s+)(\d{1,4})(?!\s*(?:%|[/.,-]\s?\d))"
    + _ANYTHING,
    re.IGNORECASE,
)
_PADDED = re.compile(  # only what is asked for is printed with a nought before it
    r"(?<!của )(?<!tại )(?<!ở )(?<!từ )(?<!trong )(?<!sau )(?<!và )\b(0\d)\s+" + _THINGS,
    re.IGNORECASE,
)
_MONEY = re.compile(r"(?<![\d.,])(\d{1,6}(?:[.,]\d+)*)\s+(tỷ|triệu)\s+đồng", re.IGNORECASE)
_BESIDE = re.compile(r"(?:,|\bvà)\s+(\d{1,4})(?!\s*(?:%|/\d))\s+" + _THINGS, re.IGNORECASE)
_OF_ALL = re.compile(
    r"(?<![\d/.,])(\d{1,6}(?:,\d+)?)\s?/\s?\d{1,6}\s+" + _THINGS, re.IGNORECASE
)
_BETWEEN = re.compile(
    r"(?<![\d.,/])(\d{1,4})\s*(?:-|–|đến|tới)\s*\d{1,4}(?:\s*(%)|\s+" + _THINGS + ")",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"(?P<cue>\bt[oố]p|\bnhóm|"
    r"\b(?:xếp|đứng|vị trí|hạng)(?:\s+(?:vị trí|hạng|ở|trong|số|từ|thứ))*|"
    r"\bnằm trong(?: số)?(?=\s+\d+ [^;.\d]{0,40}(?:dẫn đầu|đứng đầu|cao nhất)))\s+"
    r"(?P<value>\d{1,3})(?!\d|[.,]\d|\s*%|/\d+/)(?:/\d+)?",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:(?:phấn đấu|đạt|tối thiểu|ít nhất|tối đa|không|quá|dưới|thấp hơn|vượt|từ|trên|giảm|"
    r"tăng|còn|mức|khoảng)\s+|[≥≤<>=]+\s*)*"
    r"(\d{1,3}(?:\.\d{3})+|\d+(?:[.,]\d+)?)(?P<more>\s*(?:-|–|đến|tới)\s*\d+(?:[.,]\d+)?)?"
    r"\s*(?P<unit>%|(?!trở lên)[^\W\d]+)?(?P<up>\s*trở lên)?",
    re.IGNORECASE,
)
_BEST = re.compile(r"[^,;.]{0,12}trở lên|[^;.\d]{0,40}(?:dẫn đầu|đứng đầu|cao nhất)")
_BEFORE = re.compile(r"\(\s*năm 20\d\d\s*(?::|là|đạt)*\s*$", re.IGNORECASE)
_WAS = re.compile(r"so với\s+(?:(?:mức|tỷ lệ|kết quả|con số)\s+)?$", re.IGNORECASE)
_SUCH = re.compile(  # of work: whom it concerns, by what they have reached
    r"\bcó (?:tỷ lệ|tỉ lệ|mức|kết quả|chỉ số|số)\b[^,;.:%]*\b(?:từ|trên|dưới)\s+$",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\(\s*(?:hiện|quy định|thực hiện|kết quả|cùng kỳ|năm trước|đầu năm|giảm|tăng|so với)"
    r"[^()%]{0,40}$",
    re.IGNORECASE,
)
_MEANT = re.compile(  # a figure that only says of which things the one before it speaks
    r"\b(?:thời hạn|quy mô|độ tuổi|đối với)\b[^,;.]*$"
)
_SUBJECT = re.compile(r"[^,;.()\d:]{0,30}:\s*[^,;.()\d:]{0,12}")  # a figure before a colon
_TO = re.compile(
    r"[^,;.()\d]{0,30}(?:năm 20\d\d\s+)?\b(?:(?<!trở )lên|xuống|còn)\b[^,;.()\d]{0,25}"
)
_WRITTEN = re.compile(r"(?:một nửa|một phần \w+|hai phần \w+)?\s*\($", re.IGNORECASE)
_BACK, _SHORT, _PART = 48, 8, 160
_JOINED = re.compile(r"[,;:]\s|\b(?:và|đồng thời|trong (?:số )?đó)\b")
OPENERS = (  # what a part of a sentence that asks for something begins with
    r"phấn đấu|tỷ lệ|tỉ lệ|mức|số|chỉ số|điểm|thời gian|riêng|có|mỗi|hằng|hàng|tổ chức|"
    r"xây dựng|thành lập|duy trì|khống chế|nâng|rút ngắn|giảm|tăng|đến|hết|trong năm|cả năm|"
    r"bình quân|hoàn thành|cải thiện|lắp đặt"
)
_OPENED = re.compile(
    rf"(?P<joint>^|[,;:]|\bvà\b)[\s,;:]*(?P<subject>(?:{OPENERS})\b[^;%]*)?$|"
    r"\b(?:đồng thời|trong (?:số )?đó)\b(?P<beside>[^;%]*)$",
    re.IGNORECASE,
)
_LASTING = frozenset({"phút", "giờ", "ngày", "tuần", "tháng", "lần", "lượt"})
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


def figures(text: str, start: int, end: int, *, counts: bool) -> list[Figure]:
    """Return the figures of a piece; counts of things and ranks only where asked for."""
    found = [
        _figure(text, m, m.start(1), "%", start) for m in _PERCENT.finditer(text, start, end)
    ]
    found += [_least(text, m, start) for m in _BETWEEN.finditer(text, start, end) if m[2]]
    if counts:
        percents = sorted(found, key=lambda f: f.start)
        found += [c for c in _counts(text, start, end) if _apart(text, start, c, percents)]
    merged: list[Figure] = []
    for figure in sorted(found, key=lambda f: f.start):
        said = merged and figure.start < merged[-1].end
        if said or _aside(text, start, figure, work=not counts):
            continue
        between = text[merged[-1].end : figure.start] if merged else ""
        if merged and re.fullmatch(r"\s*(?:-|–|đến|tới)\s*", between):
            merged[-1] = _with(merged[-1], "reduce_by>=" if merged[-1].reduce else ">=")
        elif merged and figure.unit != "%" and _MEANT.search(between):
            continue
        elif merged and _SUBJECT.fullmatch(between):
            merged[-1] = figure
        elif merged and _TO.fullmatch(between):
            merged[-1] = replace(figure, cue=merged[-1].cue)
        else:
            merged.append(figure)
    return merged


def figure_alone(text: str, measure: str = "") -> Figure | None:
    """Return the figure of a cell that holds little else, in its unit or the measure."""
    if found := _ALONE.fullmatch(text):
        figure = _figure(text, found, found.start(1), found["unit"] or measure, 0)
        least = found["more"] or found["up"]
        return _with(figure, "reduce_by>=" if figure.reduce else ">=") if least else figure
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
    asides = (_NOW, _WAS, _SUCH) if work else (_NOW, _WAS)
    return bool(was or any(p.search(text, low, figure.start) for p in asides))


def _counts(text: str, start: int, end: int) -> list[Figure]:
    found = [_least(text, m, start) for m in _BETWEEN.finditer(text, start, end)]
    found += [
        _figure(text, m, m.start(1), m[2].lower(), start)
        for pattern in (_OF_ALL, _COUNT, _MONEY, _AT_LEAST, _SO_MANY)
        for m in pattern.finditer(text, start, end)
    ]
    if found:
        more = _BESIDE.finditer(text, min(f.end for f in found), end)
        found += [_figure(text, m, m.start(1), m[2].lower(), start) for m in more]
    found += [_rank(text, m) for m in _RANK.finditer(text, start, end)]
    if not found and (m := _PADDED.search(text, start, end)):
        found = [_figure(text, m, m.start(1), m[2].lower(), start)]
    return found


def _apart(text: str, start: int, count: Figure, percents: list[Figure]) -> bool:
    """Tell whether a count beside percentages opens a part of the sentence as a target does."""
    if not percents:
        return True
    at = bisect(percents, count.start, key=lambda f: f.start)
    low = max([start, count.cue - _PART, *(p.end for p in percents[:at][-1:])])
    free = all(_JOINED.search(text, count.end, p.cue) for p in percents[at : at + 1])
    opened = _OPENED.search(text[low : count.cue])
    if not (opened and free):
        return False
    if opened["subject"] or opened["beside"] is not None:
        return True
    listed = opened["joint"] == "và" and count.cue == count.start
    return not (listed or count.unit in _LASTING)


def _least(text: str, match: re.Match[str], start: int) -> Figure:
    """Return the figure of a printed span: its lower end is what is asked for."""
    figure = _figure(text, match, match.start(1), match[2] or match[3].lower(), start)
    return _with(figure, "reduce_by>=" if figure.reduce else ">=")


def _rank(text: str, match: re.Match[str]) -> Figure:
    """Return a rank; among the first so many means that rank or a better one."""
    group = match["cue"].lower() in {"top", "tốp", "nhóm"}
    sign = "<=" if group or _BEST.match(text, match.end()) else "="
    at = match.start("value")
    value = float(match["value"])
    return Figure(at, match.end(), match.start(), value, "hạng", sign, reduce=False)


def _with(figure: Figure, sign: str) -> Figure:
    return replace(figure, comparator=sign)


def _figure(text: str, match: re.Match[str], start: int, unit: str, low: int) -> Figure:
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
