"""Read how a deadline is printed and say what it means; the first form that fits decides."""

import re
from collections.abc import Callable

import msgspec

from service.imports.deadlines import Deadline, cycles_in
from service.imports.reader import stretches
from service.imports.reader.stretches import LAST_DAYS, neat

_TWO_DATES, _YEARS = 6, range(2000, 2101)
_DAY = r"(\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(\d{1,2})"
_NAMED = (
    r"(?P<day>\d{1,2})\s*(?:[/.-]|\s+tháng\s+)\s*(?P<month>\d{1,2})\s*(?:[/.-]|\s+năm\s+)\s*"
    r"(?P<year>\d{4})"
)
_FULL = _DAY + r"\s*(?:[/.-]|\s+năm\s+)\s*(\d{4})"
_BY = (
    r"(?P<by>trước|chậm nhất(?: là| vào)?|không quá|hoàn thành trong|xong trước|"
    r"muộn nhất(?: là)?|đến hết|đến|hết|vào)"
)
_HOUR = r"(?:\s*(?P<hour>\d{1,2})\s*(?:giờ|h|g)\s*(?P<minute>\d{1,2})?(?:\s*phút)?\s*,?)?"
_YEARLY = r"(?:hằng|hàng|mỗi) năm"
_LIST = re.compile(
    r"(?:định kỳ\s*)?\(?\s*(?:(?:(?:hằng|hàng|mỗi)\s+)?(?:tuần|tháng|quý(?:\s+(?:IV|I{1,3}|"
    r"[1-4])\b)?|0?6 tháng|sáu tháng|0?9 tháng|năm)"
    r"\b(?!\s*(?:\d|/|đầu|cuối))\s*(?:,|và|hoặc|;|\.|\)|$|(?=\s))\s*)+\)?",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"(?:,\s*|\s*hoặc\s+)?(?:đột xuất(?: theo yêu cầu| khi có yêu cầu)?|khi có yêu cầu|theo "
    r"yêu "
    r"cầu(?: đột xuất)?)",
    re.IGNORECASE,
)


_HINT = re.compile(
    r"\d|quý|tháng|tuần|năm|định kỳ|thường xuyên|liên tục|yêu cầu|đột xuất", re.IGNORECASE
)


def read_deadline(text: str) -> Deadline | None:
    """Return the deadline a sentence names, with a request clause joined to it."""
    if not _HINT.search(text):
        return None
    for pattern, build in _RULES:
        for found in pattern.finditer(text):
            made = build(found)
            if made:
                return _with_request(text, found, made)
    asked = _REQUEST.search(text)
    if asked and re.search(r"đột xuất|khi có yêu cầu", asked[0], re.IGNORECASE):
        return Deadline(
            kind="on_request", printed=neat(asked[0]), normalised="on request", on_request=True
        )
    return None


def _with_request(text: str, found: re.Match[str], made: Deadline) -> Deadline:
    asked = _REQUEST.match(text, found.end())
    if asked is None or made.on_request:
        return made
    return msgspec.structs.replace(
        made,
        printed=neat(text[found.start() : asked.end()]),
        on_request=True,
        normalised=made.normalised + "; on request",
    )


def _valid(day: int, month: int) -> bool:
    return month in LAST_DAYS and 1 <= day <= LAST_DAYS[month]


def _relative(m: re.Match[str]) -> Deadline:
    days = f"{int(m['days'])} {'working ' if m['working'] else ''}days"
    return Deadline(
        kind="relative",
        printed=neat(m[0]),
        days=int(m["days"]),
        working=bool(m["working"]),
        counted_from=m["origin"].strip(),
        normalised=f"within {days} of {'receipt' if 'nhận' in m['origin'] else 'issue'}",
    )


def _yearly_day(m: re.Match[str]) -> Deadline | None:
    day, month = int(m[2]), int(m[3])
    if not _valid(day, month):
        return None
    before = m["by"] is not None and "trước" in m["by"].lower()
    word = "before" if before else "by"
    return Deadline(
        kind="recurring",
        printed=neat(m.string[m.start("by") if m["by"] else m.start() : m.end()]),
        normalised=f"{word} {month:02d}-{day:02d} yearly",
        cycles=("yearly",),
        due_day=day,
        due_month=month,
        before=before,
    )


def _date(m: re.Match[str]) -> Deadline | None:
    day, month, year = int(m["day"]), int(m["month"]), int(m["year"])
    if not _valid(day, month) or year not in _YEARS:
        return None
    before = "trước" in m["by"].lower()
    hour = f"{int(m['hour']):02d}:{int(m['minute'] or 0):02d}" if m["hour"] else None
    iso = f"{year}-{month:02d}-{day:02d}"
    word = "before" if before else "no later than"
    return Deadline(
        kind="date",
        printed=neat(m[0]),
        day=iso,
        before=before,
        hour=hour,
        normalised=" ".join(p for p in (word, iso, hour) if p),
    )


def _span(m: re.Match[str]) -> Deadline | None:
    groups = [int(g) for g in m.groups() if g]
    if len(groups) != _TWO_DATES or not (_valid(*groups[:2]) and _valid(*groups[3:5])):
        return None
    a, b = (f"{g[2]}-{g[1]:02d}-{g[0]:02d}" for g in (groups[:3], groups[3:]))
    return Deadline(kind="period", printed=neat(m[0]), day=a, until=b, normalised=f"{a} to {b}")


def _monthly_day(m: re.Match[str]) -> Deadline:
    cycle = "quarterly" if m["unit"].lower() == "quý" else "monthly"
    before = "trước" in m[0].lower()
    return Deadline(
        kind="recurring",
        printed=neat(m[0]),
        cycles=(cycle,),
        due_day=int(m["day"]),
        before=before,
        normalised=f"{'before' if before else 'by'} day {int(m['day'])} {cycle}",
    )


def _list(m: re.Match[str]) -> Deadline | None:
    cycles = cycles_in(m[0])
    marked = re.search(r"định kỳ|hằng|hàng|mỗi|quý|tháng.*,|\(", m[0], re.IGNORECASE)
    if not cycles or not marked:
        return None
    printed = re.sub(r"\s*(?:,|và|hoặc)$", "", neat(m[0]))
    return Deadline(
        kind="recurring", printed=printed, cycles=cycles, normalised="; ".join(cycles)
    )


def _count(m: re.Match[str]) -> Deadline:
    return Deadline(
        kind="count_per_stage",
        printed=neat(m[0]),
        count=int(m["count"]),
        per=_PER[m["per"].lower()],
        normalised=f">= {int(m['count'])} per {_PER[m['per'].lower()]}",
    )


def _fixed(kind: str, normalised: str) -> Callable[[re.Match[str]], Deadline]:
    return lambda m: Deadline(kind=kind, printed=neat(m[0]), normalised=normalised)


_PER = {
    "giai đoạn": "period",
    "năm": "year",
    "quý": "quarter",
    "tháng": "month",
    "tuần": "week",
    "nhiệm kỳ": "term",
}
_SOURCE: tuple[tuple[str, Callable[[re.Match[str]], Deadline | None]], ...] = (
    (
        (
            r"(?:chậm nhất|trong vòng|trong thời hạn|sau|không quá)\s+(?:là\s+|"
            r"sau\s+)?(?P<days>\d{1,3})\s+ngày(?P<working>\s+làm việc)?,?\s+"
            r"(?:kể\s+)?từ\s+(?P<origin>(?:ngày|khi)\s+(?:nhận(?: được)?|ban hành|ký|có hiệu "
            r"lực)[^,;.]{0,40})"
        ),
        _relative,
    ),
    (rf"(?:{_BY}\s+)?(?:ngày\s+)?{_DAY}\s*,?\s*{_YEARLY}", _yearly_day),
    (rf"{_YEARLY}[^.;]{{0,80}}?\s{_BY}\s+(?:ngày\s+)?{_DAY}(?!\s*[/.-]\s*\d)", _yearly_day),
    (rf"từ\s+(?:ngày\s+)?{_FULL}\s+đến\s+(?:hết\s+)?(?:ngày\s+)?{_FULL}", _span),
    (rf"{_BY}{_HOUR}\s*(?:ngày\s+)?{_NAMED}", _date),
    (rf"^\s*(?P<by>){_HOUR}(?:ngày\s+)?{_NAMED}\.?\s*$", _date),
    (
        (
            r"(?:trước |chậm nhất |vào )?(?:là )?ngày (?P<day>\d{1,2}) (?:(?:hằng|hàng|của|"
            r"mỗi) "
            r")?(?:tháng cuối (?:của )?(?:mỗi )?)?(?P<unit>(?<=cuối )quý|(?<=hằng )tháng|"
            r"(?<=hàng "
            r")tháng|(?<=mỗi )tháng|(?<=mỗi )quý|(?<=của )quý)"
        ),
        _monthly_day,
    ),
    (
        (
            r"(?:tối thiểu|ít nhất)(?: được)?\s+(?P<count>\d{1,3})\s+(?:lần|cuộc|đợt|"
            r"kỳ)\s*(?:/|mỗi|"
            r"một|trong)\s*(?P<per>giai đoạn|năm|quý|tháng|tuần|nhiệm kỳ)"
        ),
        _count,
    ),
    (
        (
            r"(?:(?:trong|hết|trước|cuối) )*quý\s+(?P<quarter>IV|I{1,3}|[1-4])\s*(?:/|"
            r"\s*năm\s*|"
            r"-)\s*(?P<year>20\d\d)"
        ),
        stretches.quarter,
    ),
    (_LIST.pattern, _list),
    (r"tuần (?:thứ )?(?P<week>\d{1,2}) (?:của )?tháng (?P<month>\d{1,2})", stretches.week),
    (
        (
            r"(?:(?:trong|hết|trước|cuối) )*tháng\s+(?P<month>\d{1,2})\s*(?:/|\s*năm\s*|"
            r"-)\s*(?P<year>20\d\d)"
        ),
        stretches.month,
    ),
    (r"6 tháng (?P<half>đầu|cuối) năm (?P<year>20\d\d)", stretches.half),
    (
        (
            r"(?<!tầm nhìn )(?<!định hướng )(?:(?:đến|tới)\s+)?(?:hết|cuối|"
            r"đến)\s+năm\s+(?P<year>20\d\d)"
        ),
        stretches.until,
    ),
    (r"(?:trong |^)năm (?P<year>20\d\d)", stretches.year),
    (
        r"tổng kết.*?(?P<stage>giai đoạn (?P<a>20\d\d)\s*[-–]\s*(?P<b>20\d\d))",
        lambda m: msgspec.structs.replace(stretches.stage(m), printed=m["stage"]),
    ),
    (r"^\s*giai đoạn (?P<a>20\d\d)\s*[-–]\s*(?P<b>20\d\d)\s*\.?$", stretches.stage),
    (r"thường xuyên(?! (?:có|của|xảy))|liên tục", _fixed("continuous", "continuous")),
    (r"định kỳ", _fixed("periodic", "periodic (unspecified)")),
    (r"(?:thời gian|tiến độ) yêu cầu", _fixed("as_required", "as required")),
)
_RULES = tuple((re.compile(pattern, re.IGNORECASE), build) for pattern, build in _SOURCE)
