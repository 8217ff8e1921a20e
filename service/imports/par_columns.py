"""Tell from its heading what stands in which column of a province's set of criteria.

The shape, which `service/evaluation/par/sheet.py` writes: Mã, Thuộc mã, Nội dung, Điểm tối đa,
Công thức, Tham số, Quy tắc chấm, Số liệu, Tổng số, Nguồn số liệu. Mã, Nội dung and Điểm tối đa
are needed; without Thuộc mã a code stands under the one before its last dot.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from events.par_criteria import (
    Deduct,
    Formula,
    Level,
    Linear,
    Manual,
    Scaled,
    Stair,
    Step,
    Survey,
    YesNo,
)
from service.imports.characters import fold
from service.imports.work_catalogue import number_of

Columns = Mapping[str, int]
NAMES: tuple[tuple[str, str], ...] = (
    ("parent", r"^thuoc\b"),
    ("code", r"^(?:ma|stt|tt)\b"),
    ("most", r"diem toi da|diem chuan"),
    ("kind", r"^cong thuc"),
    ("parameters", r"^tham so"),
    ("rule", r"^quy tac|cach cham|cach tinh"),
    ("source", r"^nguon"),
    ("denominator", r"^tong so|^mau so"),
    ("numerator", r"^so lieu|^tu so"),
    ("name", r"^noi dung|^tieu chi|linh vuc"),
)
NEEDED = ("code", "name", "most")
KINDS = {
    "bac thang": "step",
    "ty le": "linear",
    "co khong": "boolean",
    "tru": "deduct",
    "khao sat": "survey",
    "cham tay": "manual",
}
LEVELS: tuple[Level, ...] = ("field", "criterion", "component")
SURVEYS: dict[str, Survey] = {"sipas": "sipas", "pci": "pci"}
MARKS = re.compile(r"[\s.:()/,–-]+")


class UnreadParametersError(ValueError):
    """The parameters of a formula are not what its kind needs."""


def columns_of(cells: Sequence[str]) -> Columns:
    """Name the columns whose titles are known; of two with one meaning, the first."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        plain = MARKS.sub(" ", fold(cell)).strip()
        named = (name for name, words in NAMES if re.search(words, plain))
        if plain and (name := next(named, None)):
            found.setdefault(name, at)
    return found


def is_heading(columns: Columns) -> bool:
    """Tell whether a row names the columns that are needed."""
    return all(name in columns for name in NEEDED)


def kind_of(words: str) -> str:
    """Read the kind of a formula; empty when it is none of the six."""
    return KINDS.get(MARKS.sub(" ", fold(words)).strip(), "")


def formula_of(kind: str, words: str) -> Formula:
    """Read a formula of a kind with its parameters.

    Bậc thang `98: 4; 95: 3,5; 90: 2`; tỷ lệ `floor` or `floor; full` in percent; trừ the points
    lost for each; khảo sát `SIPAS` or `PCI; full`; có/không and chấm tay have none.

    Raises:
        UnreadParametersError: they are not what the kind needs.
    """
    parts = [part.strip() for part in words.split(";") if part.strip()]
    match kind:
        case "step":
            return Step(stairs=tuple(_stair(part) for part in parts))
        case "linear":
            return Linear(floor=_number(parts, 0), full=_number(parts, 1, "100"))
        case "deduct":
            return Deduct(each=_number(parts, 0))
        case "survey":
            survey = SURVEYS.get(parts[0].casefold()) if parts else None
            if survey is None:
                raise UnreadParametersError
            return Scaled(survey=survey, full=_number(parts, 1, "100"))
    return YesNo() if kind == "boolean" else Manual()


def _stair(part: str) -> Stair:
    least, _, points = part.partition(":")
    return Stair(least=_read(least), points=_read(points))


def _number(parts: Sequence[str], at: int, otherwise: str = "") -> Decimal:
    return _read(parts[at] if at < len(parts) else otherwise)


def _read(words: str) -> Decimal:
    found = number_of(words.strip().removesuffix("%").strip())
    if found is None:
        raise UnreadParametersError
    return found
