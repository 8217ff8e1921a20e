"""Find what is counted, and ranks: figures that are no percentages."""

import re
from bisect import bisect

from service.imports.reader.figure import Figure, at_least, figure_at

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
_BEST = re.compile(r"[^,;.]{0,12}trở lên|[^;.\d]{0,40}(?:dẫn đầu|đứng đầu|cao nhất)")
JOINED = re.compile(r"[,;:]\s|\b(?:và|đồng thời|trong (?:số )?đó)\b")
OPENERS = (  # what a part of a sentence that asks for something begins with
    r"phấn đấu|tỷ lệ|tỉ lệ|mức|số|chỉ số|điểm|thời gian|riêng|có|mỗi|hằng|hàng|tổ chức|"
    r"xây dựng|thành lập|duy trì|khống chế|nâng|rút ngắn|giảm|tăng|đến|hết|trong năm|cả năm|"
    r"bình quân|hoàn thành|cải thiện|lắp đặt|(?-i:[A-ZĐ]{3,})"
)
_OPENED = re.compile(
    rf"(?P<joint>^|[,;:]|\bvà\b)[\s,;:]*(?P<subject>(?:{OPENERS})\b[^;%]*)?$|"
    r"\b(?:đồng thời|trong (?:số )?đó)\b(?P<beside>[^;%]*)$",
    re.IGNORECASE,
)
_LASTING = frozenset({"phút", "giờ", "ngày", "tuần", "tháng", "lần", "lượt"})
_PART = 160


def spans(text: str, start: int, end: int) -> list[Figure]:
    """Return the figures printed as a span, each as its lower end: that is asked for."""
    return [
        at_least(figure_at(text, m, m.start(1), m[2] or m[3].lower(), start))
        for m in _BETWEEN.finditer(text, start, end)
    ]


def counted(text: str, start: int, end: int, percents: list[Figure]) -> list[Figure]:
    """Return the counts and ranks of a piece that are targets beside its percentages."""
    beside = sorted(percents, key=lambda f: f.start)
    return [c for c in _counts(text, start, end) if _apart(text, start, c, beside)]


def _counts(text: str, start: int, end: int) -> list[Figure]:
    found = spans(text, start, end)
    found += [
        figure_at(text, m, m.start(1), m[2].lower(), start)
        for pattern in (_OF_ALL, _COUNT, _MONEY, _AT_LEAST, _SO_MANY)
        for m in pattern.finditer(text, start, end)
    ]
    if found:
        more = _BESIDE.finditer(text, min(f.end for f in found), end)
        found += [figure_at(text, m, m.start(1), m[2].lower(), start) for m in more]
    found += [_rank(text, m) for m in _RANK.finditer(text, start, end)]
    if not found and (m := _PADDED.search(text, start, end)):
        found = [figure_at(text, m, m.start(1), m[2].lower(), start)]
    return found


def _apart(text: str, start: int, count: Figure, percents: list[Figure]) -> bool:
    """Tell whether a count beside percentages opens a part of the sentence as a target does."""
    if not percents:
        return True
    at = bisect(percents, count.start, key=lambda f: f.start)
    low = max([start, count.cue - _PART, *(p.end for p in percents[:at][-1:])])
    free = all(JOINED.search(text, count.end, p.cue) for p in percents[at : at + 1])
    opened = _OPENED.search(text[low : count.cue])
    if not (opened and free):
        return False
    if opened["subject"] or opened["beside"] is not None:
        return True
    listed = opened["joint"] == "và" and count.cue == count.start
    return not (listed or count.unit in _LASTING)


def _rank(text: str, match: re.Match[str]) -> Figure:
    """Return a rank; among the first so many means that rank or a better one."""
    group = match["cue"].lower() in {"top", "tốp", "nhóm"}
    sign = "<=" if group or _BEST.match(text, match.end()) else "="
    at = match.start("value")
    value = float(match["value"])
    return Figure(at, match.end(), match.start(), value, "hạng", sign, reduce=False)
