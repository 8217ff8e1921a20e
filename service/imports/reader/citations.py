"""Find documents that a text cites: type, number, date, issuer."""

import re
from dataclasses import dataclass

from service.imports.letters import vietnamese

_TYPES = (
    r"Nghị quyết liên tịch|Nghị quyết|Nghị định|Quyết định|Chỉ thị|Kết luận|Kế hoạch hành động|"
    r"Kế hoạch|"
    r"Chương trình hành động|Chương trình|Công văn|Công điện|Thông tư liên tịch|Thông tư|Hướng "
    r"dẫn|"
    r"Thông báo|Quy định|Quy chế|Báo cáo|Tờ trình|Đề án|Văn bản|Pháp lệnh|Bộ luật|Luật|Lệnh"
)
_NUMBER = (
    r"\d+(?:\.\d+)?(?:/\d{4})?\s?(?:[/-]\s?[A-ZĐ][\wĐđÀ-ỹ.&]*(?:[/-]\s?[A-ZĐ][\wĐđÀ-ỹ.&]*)*)"
)
_DATE = (
    r"(?:ngày\s+)?(\d{1,2})\s*(?:[/.\-]|\s+tháng\s+)\s*(\d{1,2})\s*(?:[/.\-]|\s+năm\s+)\s*"
    r"(\d{4})"
)
_CITED = re.compile(
    rf"\b(?P<type>{_TYPES})\s+(?:số\s*:?\s*)?(?P<number>{_NUMBER})"
    rf"(?P<dated>\s*,?\s*(?:ngày\s+)?{_DATE})?",
    re.IGNORECASE,
)
_LAW = vietnamese(
    r"\b(?P<type>Luật|Bộ luật|Hiến pháp|Pháp lệnh)\s+(?P<name>(?!số\b)[A-ZĐÀ-Ỹ][^;,.()]*?)"
    r"(?=\s+(?:năm\s+\d{4}|ngày\s+\d|và\s+(?:các|quy|Luật)|số\s+\d|\d{4})|\s+(?:bảo đảm|đảm "
    r"bảo)|[;,.()]|$)"
)
_LAW_DATE = re.compile(rf"\s*,?\s*(?:năm\s+(\d{{4}}))?\s*\(?(?:{_DATE})?")
_LAW_NUMBER = re.compile(r"\s*,?\s*số\s+(\d+/\d{4}/[A-Z]+\d*)")
_OF = re.compile(
    r"\s*,?\s*của\s+(.+?)(?=\s*(?:[,;.()]|\s(?:ban hành|về|Về|v/v|V/v|triển khai|Thực hiện|"
    r"thực "
    r"hiện|phê duyệt|"
    r"quy định|hướng dẫn|sửa đổi|sử đổi|tại|và|đến|theo|thông qua|công bố|giao|đã|tiếp tục|số|"
    r"xác định)\b|$))"
)
_BY_SYMBOL: tuple[tuple[str, str], ...] = (
    (r"-CP\b|/CP\b", "Chính phủ"),
    (r"TTg", "Thủ tướng Chính phủ"),
    (r"QH\d*", "Quốc hội"),
    (r"BNV", "Bộ Nội vụ"),
    (r"BKHCN", "Bộ Khoa học và Công nghệ"),
)


@dataclass(frozen=True)
class Cited:
    """Hold one citation and where it stands in the text."""

    doc_type: str
    number: str
    date: str | None
    issuer: str | None
    inferred: str | None
    start: int
    head_end: int
    end: int


def cited(text: str) -> list[Cited]:
    """Return all citations in the order in which they stand."""
    found = [_numbered(text, m) for m in _CITED.finditer(text)]
    taken = [(c.start, c.end) for c in found]
    found += [
        _law(text, match)
        for match in _LAW.finditer(text)
        if not any(a <= match.start() < b for a, b in taken)
    ]
    return sorted(found, key=lambda c: c.start)


def iso(day: str, month: str, year: str) -> str:
    """Write a printed date as ISO, even if no such day exists."""
    return f"{int(year):04d}-{int(month):02d}-{int(day):02d}"


def _numbered(text: str, match: re.Match[str]) -> Cited:
    number = re.sub(r"\s+", "", match["number"]).rstrip(".")
    day, month, year = match[4], match[5], match[6]
    of = _OF.match(text, match.end())
    issuer = of[1].strip() if of and len(of[1]) < 90 else None
    return Cited(
        doc_type=match["type"][:1].upper() + match["type"][1:],
        number=number,
        date=iso(day, month, year) if day else None,
        issuer=issuer,
        inferred=None if issuer else infer(number),
        start=match.start(),
        head_end=match.end(),
        end=of.end() if of and issuer else match.end(),
    )


def _law(text: str, match: re.Match[str]) -> Cited:
    numbered = _LAW_NUMBER.match(text, match.end())
    dated = _LAW_DATE.match(text, numbered.end() if numbered else match.end())
    date = iso(dated[2], dated[3], dated[4]) if dated and dated[2] else None
    return Cited(
        doc_type=match["type"],
        number=numbered[1] if numbered else match[0].strip(),
        date=date,
        issuer=None,
        inferred=None,
        start=match.start(),
        head_end=match.end(),
        end=match.end(),
    )


def infer(number: str) -> str | None:
    """Return the issuer that the symbol of a number alone tells, if it does."""
    return next((who for pattern, who in _BY_SYMBOL if re.search(pattern, number)), None)
