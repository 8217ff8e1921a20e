"""The fields that a template may name, `{{ten_truong}}`, and how they are found and filled.

A field of several lines stands alone in its paragraph, which is repeated for each line.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml.ns import qn

from events.errors import RefusedError
from events.papers import PaperKind
from service.papers.page import UNWRITABLE

Value = str | Sequence[str]
Fault = Literal["unknown", "unclosed", "unopened", "misspelt", "not_alone"]
FIELD = re.compile(r"\{\{([^{}]*)\}\}")
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
SAMPLES: dict[PaperKind, dict[str, Value]] = {
    "minutes": {
        "co_quan": "UBND xã Suối Ngàn",
        "dia_danh": "Suối Ngàn",
        "ky_hieu": "BB-UBND",
        "so_quyet_dinh": "15/QĐ-UBND",
        "ngay_quyet_dinh": "01/09/2026",
        "noi_dung": "Kiểm tra cải cách hành chính",
        "tu_ngay": "07/09/2026",
        "den_ngay": "11/09/2026",
        "doan_kiem_tra": ("Lù Văn Tùng, Chuyên viên", "Giàng Thị Dợ, Chuyên viên"),
        "don_vi": ("Trung tâm Phục vụ hành chính công: Sùng A Đô, Giám đốc",),
        "mau": ("Chọn 2 trên 12 việc, hạt giống 58: NV-2026-001, NV-2026-007",),
        "phat_hien": ("1. Ghi nhận muộn nhiều ngày. Căn cứ: sự kiện số 565.",),
        "giai_trinh": ("1. Bản mất sóng.",),
        "kien_nghi": ("1. Ghi nhận trong ngày, hạn 30/09/2026.",),
        "dau_kiem": ("vi-du/t/1", "1240", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    },
    "report": {
        "co_quan": "UBND xã Suối Ngàn",
        "dia_danh": "Suối Ngàn",
        "ngay": "ngày 15 tháng 9 năm 2026",
        "so_ky_hieu": "05/BC-UBND",
        "ten_bao_cao": "Kết quả cải cách hành chính quý III năm 2026",
        "ky_bao_cao": "Quý III năm 2026",
        "kinh_gui": "Sở Nội vụ tỉnh Lào Cai",
        "noi_dung": ("I. Kết quả", "Đã hoàn thành 12 trên 14 việc.", "II. Khó khăn", "Không."),
        "so_lieu": ("Tỷ lệ hồ sơ trả đúng hạn: 98,5%",),
        "noi_nhan": ("- Như trên;", "- Lưu: VT."),
        "chuc_vu": "Chủ tịch",
        "nguoi_ky": "Tráng A Sử",
        "dau_kiem": ("vi-du/t/1", "1240", "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA="),
    },
}


@dataclass(eq=False)
class TemplateFieldError(RefusedError):
    """A field cannot be filled: which one, where it stands (part, paragraph there), and why."""

    name: str
    part: str
    paragraph: int
    fault: Fault


def named(kind: PaperKind, parts: Mapping[str, Any]) -> Iterator[str]:
    """Give the fields that a template names, by its parts (roots of XML).

    Raises:
        TemplateFieldError: one is unknown for that kind, or broken.
    """
    for part, root in parts.items():
        for number, line in enumerate(root.iter(qn("w:p")), 1):
            text = text_of(line)
            fault = next(_faults(kind, text), None)
            if fault is not None:
                raise TemplateFieldError(fault[0], part, number, fault[1])
            yield from (match[1].strip() for match in FIELD.finditer(text))


def fill(root: Any, values: Mapping[str, Value]) -> None:
    """Put values into the fields of a part; a field without a value becomes nothing."""
    for line in list(root.iter(qn("w:p"))):
        text = text_of(line)
        only = FIELD.fullmatch(text.strip())
        value = values.get(only[1].strip(), "") if only else ""
        if only and not isinstance(value, str):
            _repeat(line, value)
        elif FIELD.search(text):
            _write(line, values)


def text_of(line: Any) -> str:
    """Give the text of a paragraph, without that of boxes which hang on it."""
    return "".join(piece.text or "" for piece in _pieces(line))


def _pieces(line: Any) -> list[Any]:
    """Give a paragraph's own pieces of text."""
    return [piece for piece in line.iter(qn("w:t")) if _paragraph_of(piece) is line]


def _paragraph_of(piece: Any) -> Any:
    return next(piece.iterancestors(qn("w:p")))


def _faults(kind: PaperKind, text: str) -> Iterator[tuple[str, Fault]]:
    for match in FIELD.finditer(text):
        name = match[1].strip()
        if not NAME.fullmatch(name):
            yield name, "misspelt"
        elif name not in SAMPLES[kind]:
            yield name, "unknown"
        elif not isinstance(SAMPLES[kind][name], str) and text.strip() != match[0]:
            yield name, "not_alone"
    rest = FIELD.sub("", text)
    if "{{" in rest:
        yield rest.partition("{{")[2][:40].strip(), "unclosed"
    elif "}}" in rest:
        yield rest.partition("}}")[0][-40:].strip(), "unopened"


def _repeat(line: Any, values: Sequence[str]) -> None:
    """Write each value into a paragraph of its own that looks as this one."""
    for value in values[:-1]:
        copy = deepcopy(line)
        line.addprevious(copy)
        _say(copy, value)
    _say(line, values[-1] if values else "")


def _say(line: Any, text: str) -> None:
    first, *others = _pieces(line)
    _set(first, text)
    for piece in others:
        _set(piece, "")


def _write(line: Any, values: Mapping[str, Value]) -> None:
    """Put each value where its field begins, in the letters of that place."""
    while (match := FIELD.search(text_of(line))) is not None:
        value = values.get(match[1].strip(), "")
        said = value if isinstance(value, str) else "; ".join(value)
        start, end, at = match.start(), match.end(), 0
        for piece in _pieces(line):
            text = piece.text or ""
            left, right = max(start - at, 0), min(end - at, len(text))
            if left < len(text) and right > 0:
                put = _calm(said) if start >= at else ""
                _set(piece, text[:left] + put + text[right:])
            at += len(text)


def _calm(text: str) -> str:
    """Keep a value from looking like a field itself."""
    return text.replace("{{", "{ {").replace("}}", "} }")


def _set(piece: Any, text: str) -> None:
    piece.text = UNWRITABLE.sub("", text)
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
