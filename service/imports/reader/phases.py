"""Read the stage of a plan that a heading, a lead-in or a sentence names."""

import re
from dataclasses import dataclass

_RANGE = r"(?:giai đoạn|thời kỳ|thời kì)(?:\s+năm)?\s+(20\d\d)\s*[-–—]\s*(20\d\d)"
_STAGE = re.compile(_RANGE, re.IGNORECASE)
_UNTIL = re.compile(
    r"(?:đến|tới)\s+(?:hết\s+|cuối\s+)*năm\s+(20\d\d)|"
    r"(?:đến|tới|hết|trước)\s+(?:ngày\s+)?31\s*(?:/|tháng)\s*12\s*(?:/|năm)\s*(20\d\d)|"
    r"(?:hết|cuối|kết thúc)\s+năm\s+(20\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:trong\s+|ngay\s+)?năm\s+(20\d\d)", re.IGNORECASE)
_HALF = re.compile(r"6\s+tháng\s+(đầu|cuối)\s+năm(?:\s+(20\d\d))?", re.IGNORECASE)
_FOREIGN = re.compile(
    r"so với(?:(?!\b(?:vào|đến|trong|tới)\s+(?:(?:hết|cuối)\s+)?(?:năm|giai đoạn))"
    r"[^,;.])*|(?:tầm nhìn|định hướng)\s+(?:đến\s+)?(?:năm\s+)?20\d\d|"
    r"(?:Đề án|Chương trình|Nghị quyết|Quyết định|Kết luận|Chỉ thị|Nghị định|Luật|Chiến lược|"
    r"Kế "
    r"hoạch)"
    r"\s+[^;.]*?(?:giai đoạn\s+20\d\d\s*[-–]\s*20\d\d|(?<!trong )(?<!đến )(?<!hết )(?<!cuối "
    r")năm\s+20\d\d)(?:,?\s*(?:tầm nhìn|định hướng)[^;.,]*)?"
    r"|ngày\s+(?!31\s+tháng\s+12\s)\d+\s+tháng\s+\d+\s+năm\s+20\d\d"
)
_LEAD = re.compile(
    r"(?:(?:mục tiêu|chỉ tiêu|phấn đấu|trong|các chỉ tiêu|cụ thể|một số chỉ tiêu)\s*,?\s*)*"
    r"(?:(?:giai đoạn|thời kỳ)\s+20\d\d\s*[-–—]\s*20\d\d|(?:(?:đến|tới|hết|cuối|"
    r"trong)\s+)*năm\s+20\d\d"
    r"|6 tháng (?:đầu|cuối) năm(?: 20\d\d)?)"
    r"(?:\s*[:.;]?|\s*,?\s*(?:phấn đấu|đạt|tập trung|các chỉ tiêu|như sau|cụ thể|hoàn thành|"
    r"mục "
    r"tiêu)[^:]{0,60}:)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Phase:
    """Hold a stage in its short form: 2026-2027, by 2030, 2026, 2025-H2."""

    name: str
    printed: str


def phase_in(text: str, first: int, last: int) -> Phase | None:
    """Return the stage named in a text, if it lies within the plan's years (0: any)."""
    clean = _FOREIGN.sub(lambda m: " " * len(m[0]), text)
    for pattern, name in ((_HALF, _half), (_STAGE, _stage), (_UNTIL, _until), (_YEAR, _year)):
        for found in pattern.finditer(clean):
            phase = name(found, last)
            if phase and _inside(phase, first, last):
                return Phase(phase, found[0].strip())
    return None


def lead_in(text: str) -> bool:
    """Tell whether a paragraph only names a stage for the list that follows it."""
    return bool(_LEAD.fullmatch(text.strip())) and len(text) < 120


def _stage(found: re.Match[str], _last: int) -> str:
    return f"{found[1]}-{found[2]}"


def _until(found: re.Match[str], _last: int) -> str:
    return f"by {found[1] or found[2] or found[3]}"


def _year(found: re.Match[str], _last: int) -> str:
    return found[1]


def _half(found: re.Match[str], last: int) -> str | None:
    year = found[2] or (str(last) if last else None)
    return f"{year}-{'H1' if found[1].lower() == 'đầu' else 'H2'}" if year else None


def _inside(phase: str, first: int, last: int) -> bool:
    years = [int(y) for y in re.findall(r"20\d\d", phase)]
    return not first or all(first <= y <= last for y in years)
