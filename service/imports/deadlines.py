"""Hold a deadline as printed and as understood, and the cycles a phrase lists."""

import re

import msgspec


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a deadline as printed and as understood.

    `kind` is date, recurring, relative, continuous, stage_end, period, count_per_stage,
    on_request, as_required or periodic. `day` is ISO; `before` means strictly before it.
    `due_day` and `due_month` are the yearly day of a recurring deadline; `working` says that
    `days` are working days. `stage` is the printed stage; `count` is how often in each `per`
    (week, month, quarter, year, period, term).
    """

    kind: str
    printed: str
    normalised: str
    day: str | None = None
    until: str | None = None
    hour: str | None = None
    before: bool = False
    cycles: tuple[str, ...] = ()
    due_day: int | None = None
    due_month: int | None = None
    days: int | None = None
    working: bool = False
    counted_from: str | None = None
    count: int | None = None
    per: str = ""
    stage: str = ""
    on_request: bool = False


CONDITION = re.compile(r"sau khi (có (?:hướng dẫn|chủ trương|văn bản)[^().;]*)")
ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_CYCLES: tuple[tuple[str, str], ...] = (
    (r"quý\s+(IV|I{1,3}|[1-4])\b(?!\s*(?:/|năm)\s*\d)", "Q"),
    (r"(?:(?:hằng|hàng|mỗi)\s+)?quý\b(?!\s+[IV1-4])", "quarterly"),
    (r"(?:0?6|sáu) tháng(?! (?:đầu|cuối) năm)|bán niên", "6 months"),
    (r"(?:0?9|chín) tháng", "9 months"),
    (r"(?:hằng|hàng|mỗi) tháng", "monthly"),
    (r"(?:hằng|hàng|mỗi) tuần", "weekly"),
    (r"(?:hằng|hàng|mỗi) ngày", "daily"),
    (r"(?:(?:hằng|hàng|mỗi)\s+)?năm\b(?!\s*\d)", "yearly"),
)


def condition_in(text: str) -> str:
    """Give what must come first, as printed: "có hướng dẫn của Sở Nội vụ"; mostly nothing."""
    found = CONDITION.search(text)
    return " ".join(found[1].split()).rstrip(",: ") if found else ""


def cycles_in(text: str) -> tuple[str, ...]:
    """Return the reporting cycles that a phrase lists, in printed order."""
    found: list[tuple[int, str]] = []
    for pattern, name in _CYCLES:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            label = f"Q{ROMAN[match[1].upper()]}" if name == "Q" else name
            if not any(a == match.start() for a, _n in found):
                found.append((match.start(), label))
    names = [name for _start, name in sorted(found)]
    bare = re.search(r"(?:hằng|hàng) tháng, năm", text, re.IGNORECASE)
    return ("monthly", "yearly") if bare else tuple(dict.fromkeys(names))
