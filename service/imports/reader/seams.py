"""Decide whether a printed line goes on with the paragraph before it, rule after rule."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from service.imports.document import Line
from service.imports.letters import vietnamese
from service.imports.reader.blocks import Block
from service.imports.reader.citations import cited
from service.imports.reader.discipline import Discipline, ended
from service.imports.reader.markers import Marker, marker

LONGEST = 4000
_LONG_ITEM, _LONG_TEXT, _BRACKET, _INDENT = 70, 260, 160, 8.0
_HANGING = re.compile(
    r"(?:,|[-–]|\b(?:của|và|các|những|về|tại|theo|từ|đến|với|cho|do|ngày|tháng|năm|là|hoặc|như|"
    r"(?:quyết|định|thị|luận|hoạch|văn|trình|tư|điện|báo) số|"
    r"trong|trên|bởi|để|nhằm|gồm|một|mọi|tối thiểu|ít nhất|giai đoạn|khoản|điều))$",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG| CÔNG TÁC)?|PHƯƠNG ÁN|ĐỀ ÁN|QUYẾT ĐỊNH|HƯỚNG DẪN|"
    r"NGHỊ QUYẾT|BÁO CÁO|THÔNG BÁO|TỜ TRÌNH|BIÊN BẢN|KẾ HOẠCH HÀNH ĐỘNG|PHỤ LỤC(?: [IVX\d]+)?)"
)
_OPENERS = vietnamese(
    r"Nơi nhận\s*:?|(?:T/?M\.?|KT\.|K/T|TL\.|T/L|TUQ\.|Q\.)\s+[A-ZÀ-ỸĐ]|(?:CHỦ TỊCH|PHÓ CHỦ "
    r"TỊCH|BÍ THƯ|"
    r"PHÓ BÍ THƯ)\b|(?:Căn cứ|Trên đây là|Kính gửi)\b|Số\s*:|[Ll]ưu\s*:"
)
_CITES = re.compile(
    r"(?:Thực hiện|Theo|Xét|Triển khai)\b.*(?:\bsố\b|\d+[/-][A-ZĐ])|(?:UBND|Ủy ban|Đảng ủy)\b"
)
_DUTY = re.compile(
    r"(?:Tham mưu|Chủ trì|Chủ động|Căn cứ|Là cơ quan|Tổ chức|Phối hợp|Thực hiện|Chỉ đạo|Theo "
    r"dõi|Xây dựng|Trên cơ sở|Hướng dẫn|"
    r"Tiếp tục|Tăng cường|Đẩy mạnh|Có trách nhiệm|Rà soát)\b"
)
_PAIR = re.compile(
    r"(?:Văn h[óo][aá]|HĐND|inh tế|uốc phòng|ành chính|[ií]nh trị|ài chính)\n[-–] ?"
    r"(?:[Xx]ã hội|UBND|an ninh|Quản trị|ngân sách)"
)
_OFFICE = re.compile(
    r"(?:Văn phòng|Thường trực|Trung tâm|Chủ tịch|Ủy ban|Đảng ủy)\n"
    r"(?:HĐND|UBND|Hội đồng|Ủy ban|Phục vụ|Dịch vụ|Cung ứng|Mặt trận|Kiểm tra)\b"
)
_NAMED = vietnamese(  # the name of a place, cut from its level
    r"\b(?:tỉnh|thành phố|xã|phường|đặc khu)\n(?:[A-ZĐÀ-Ỹ][\wà-ỹđ'’-]*\s){1,4}"
    r"(?:về|ban hành|năm|giai đoạn|triển khai|thực hiện|và|công bố|phê duyệt|quy định)\b"
)
_DATE = re.compile(r"\d{1,2}[/.]\d{1,2}|\d{4}\b|\d+(?:[/-][\w-]*[A-ZĐ])")


@dataclass(frozen=True)
class Seam:
    """Hold two lines that follow one another, and the paragraph that the first ends."""

    before: Line
    line: Line
    block: Block
    discipline: Discipline

    @property
    def done(self) -> bool:
        """Tell whether the first line ends like a sentence."""
        return ended(self.before.text)

    @property
    def capital(self) -> bool:
        """Tell whether the second line begins with a capital letter."""
        return self.line.text[:1].isupper()


def continues(seam: Seam) -> bool:
    """Return what the first rule says that can tell; without any, a new paragraph begins."""
    answers = (rule(seam) for rule in _RULES)
    return next((answer for answer in answers if answer is not None), False)


def stands_alone(text: str) -> bool:
    """Tell whether a line is the type of the document, such as KẾ HOẠCH."""
    return bool(_ALONE.fullmatch(text))


def _apart(seam: Seam) -> bool | None:
    fixed = seam.before.cells or seam.line.cells or seam.line.opens
    too_long = len(seam.block.text) + len(seam.line.text) > LONGEST
    return False if fixed or too_long or stands_alone(seam.before.text) else None


def _held(seam: Seam) -> bool | None:
    text = seam.block.text
    bracket = text.rfind("(") > text.rfind(")") and len(text) - text.rfind("(") < _BRACKET
    pair = _PAIR.search(f"{seam.before.text}\n{seam.line.text[:12]}")
    return True if bracket or pair else None


def _marked(seam: Seam) -> bool | None:
    if _OPENERS.match(seam.line.text) or stands_alone(seam.line.text):
        return False
    mark = marker(seam.line.text)
    if mark is None or _broken(seam, mark):
        return None
    return False


def _broken(seam: Seam, mark: Marker) -> bool:
    """Tell whether a mark was cut from the line before, as in "chính trị | - xã hội"."""
    if mark.style == "number":
        return bool(_HANGING.search(seam.before.text))
    small = seam.line.text[mark.end :][:1].islower()
    return mark.style == "bullet" and small and not seam.done and _full(seam)


def _full(seam: Seam) -> bool:
    return seam.discipline.full(seam.before, seam.line) and not seam.before.text.endswith(":")


def _heading(seam: Seam) -> bool | None:
    if not _all_capitals(seam.block.text) or len(seam.block.text) > _LONG_TEXT:
        return None
    labelled = seam.block.style in {"roman", "part", "chapter", "section", "capital"}
    return labelled and _all_capitals(seam.line.text)


def _new_part(seam: Seam) -> bool | None:
    """Tell where the preamble follows the title, or duties follow the name of a unit."""
    if seam.done or not seam.capital:
        return None
    if "title" in seam.block.tags:
        opens = bool(_CITES.match(seam.line.text)) and not cited(seam.block.text)
    else:
        opens = (
            bool(seam.block.mark)
            and seam.block.style != "bullet"
            and bool(_DUTY.match(seam.line.text))
        )
    return False if opens else None


def _at_margin(seam: Seam) -> bool | None:
    if not seam.discipline.full(seam.before, seam.line):
        return None
    indented = seam.line.indent > seam.before.indent + _INDENT
    return not (seam.capital and ((seam.done and indented) or _below_heading(seam)))


def _below_heading(seam: Seam) -> bool:
    """Tell whether a numbered line of its own is followed by an indented paragraph."""
    left = seam.discipline.left
    alone = seam.block.style in {"roman", "number", "dotted"} and len(seam.block.starts) == 1
    level = abs(seam.line.indent - seam.before.indent) < _INDENT
    return alone and level and left is not None and seam.line.indent > left + _INDENT


def _small_letter(seam: Seam) -> bool | None:
    if seam.line.text[:1].islower():
        return not seam.done or seam.before.text.endswith(";")
    return False if seam.done else None


def _unfinished(seam: Seam) -> bool | None:
    """Tell whether a bullet or a sentence was cut before a capital letter or a figure."""
    both = f"{seam.before.text}\n{seam.line.text[:60]}"
    if (
        _OFFICE.search(both)
        or _NAMED.search(both)
        or _HANGING.search(seam.before.text)
        or _DATE.match(seam.line.text)
    ):
        return True
    limit = _LONG_ITEM if seam.block.style in {"bullet", "letter", "bracket"} else _LONG_TEXT
    text = seam.line.text
    opens = text.endswith(":") or _all_capitals(text) or _CITES.match(text)
    return len(seam.block.text) > limit and not opens


def _all_capitals(text: str) -> bool:
    return text.upper() == text and any(c.isalpha() for c in text)


_RULES: tuple[Callable[[Seam], bool | None], ...] = (
    _apart,
    _held,
    _marked,
    _heading,
    _new_part,
    _at_margin,
    _small_letter,
    _unfinished,
)
