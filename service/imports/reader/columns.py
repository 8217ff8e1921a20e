"""Tell from the words of a table's heading what stands in which column."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from service.imports.characters import fold

_NAMED_TARGETS = (
    r"^(?:(?:ten|noi dung|cac|linh vuc|tieu chi)[ ,/]+)*(?:chi tieu|chi so)"
    r"(?!.*\b(?:giao|nam|ke hoach|dang ky|phan dau)\b)"
)
_NAMES: tuple[tuple[str, str], ...] = (  # what stands first is surer
    ("measure", r"^(?:don vi tinh|dvt|don vi do)"),
    ("start", r"bat dau|khoi dong"),
    ("funding", r"kinh phi|nguon von|du toan"),
    (
        "follower",
        r"theo doi|don doc|giam sat|^cap trinh$|(?:lanh dao|cap uy).*(?:phu trach|chi dao)",
    ),
    ("partners", r"phoi hop|phong chuyen mon|(?:co quan|don vi).*lien quan"),
    ("lead", r"chu tri|dau moi"),
    ("time", r"^(?!san pham|ket qua|muc do|ty le).*(?:hoan thanh|ket thuc|thoi han)"),
    ("product", r"san pham|dau ra|^sp$"),
    ("indicator", _NAMED_TARGETS),
    ("group", r"nhiem vu chung|^nhom\b"),
    (
        "task",
        r"nhiem vu cu the|cong viec cu the|noi dung cong viec|ten nhiem vu|noi dung,? nhiem vu",
    ),
    (
        "lead",
        (
            r"(?:don vi|co quan|bo phan|nguoi|phong|can bo|cong chuc|to chuc|ca nhan)"
            r"[^|]{0,20} (?:thuc hien|tham muu|chuan bi|soan thao|duoc giao)"
        ),
    ),
    (
        "time",
        (
            r"thoi gian|tien do|thoi diem|^han\b|deadline|lo trinh|moc"
            r"|^(?:giai doan|nam) thuc hien$"
        ),
    ),
    ("product", r"ket qua|minh chung|hinh thuc van ban"),
    ("indicator", r"^(?:chi tieu|muc tieu)"),
    ("task", r"nhiem vu|cong viec|hoat dong|giai phap|\bviec\b"),
    ("lead", r"phu trach|phan cong|trach nhiem"),
    ("task", r"noi dung|^(?:cac )?cong tac$"),
    (
        "lead",
        (
            r"^(?:co quan|don vi|phong|bo phan)(?:, (?:don vi|phong|bo phan))*$|"
            r"^(?:giao )?thuc hien$"
        ),
    ),
    ("group", r"linh vuc|nhom"),
    ("order", r"^(?:s\.?t\.?t|t\.?t|so tt|so thu tu|ma)\.?$"),
)
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _NAMES)
_SURE = _NAMES.index(("indicator", _NAMED_TARGETS))
_LONGEST, _LEAST, _DEEPEST = 70, 2, 3
_NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-zA-Z])\)?(?:\s*=.*)?")


@dataclass(frozen=True)
class Columns:
    """Say in which column each thing stands; without a task column it is a table of targets.

    The rows of a heading stay lines of it.
    """

    task: int
    lead: int | None = None
    partners: int | None = None
    time: int | None = None
    product: int | None = None
    group: int | None = None
    order: int | None = None
    measure: int | None = None
    aim: int | None = None
    targets: bool = False
    headings: tuple[str, ...] = ()
    figures: tuple[int, ...] = ()

    @property
    def width(self) -> int:
        """Return how many columns the table has."""
        return len(self.headings)


def columns_of(cells: Sequence[str]) -> Columns | None:
    """Return the columns when a row is the heading of a table of tasks or of targets."""
    ranked = _ranked(cells)
    at = {name: index for name, (_rank, index) in ranked.items()}
    measured = "measure" in at and not at.keys() & {"time", "product", "partners"}
    asked = "indicator" in at and "task" not in at
    targets = (asked or measured) and len(cells) > _LEAST
    if targets and "indicator" in at and ("task" not in at or ranked["indicator"][0] == _SURE):
        at["task"] = at["indicator"]
    elif not targets and "indicator" in at:
        at["aim"] = at["indicator"]
    working = at.keys() & {"lead", "time", "product", "partners", "measure"}
    if "task" not in at or not (working or targets):
        return None
    kept = {n: i for n, i in at.items() if n in Columns.__dataclass_fields__}
    return Columns(**kept, targets=targets, headings=tuple(cells), figures=())


def columns_named(cells: Sequence[str]) -> dict[str, int]:
    """Return in which column each thing stands that a row of headings names."""
    return {name: index for name, (_rank, index) in _ranked(cells).items()}


def _ranked(cells: Sequence[str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(cells):
        named = _named(cell)
        if named and found.get(named[0], (len(_NAMES), 0))[0] > named[1]:
            found[named[0]] = (named[1], index)
    return found


@lru_cache(maxsize=1024)  # most cells are looked at as a heading more than once
def _named(cell: str) -> tuple[str, int] | None:
    plain = fold(cell.replace("\n", " ")).strip(" .:")
    ranked = enumerate(_COMPILED) if len(plain) <= _LONGEST else ()
    return next(((name, rank) for rank, (name, p) in ranked if p.search(plain)), None)


def heading_at(rows: Sequence[tuple[str, ...]], at: int) -> tuple[Columns, int] | None:
    """Return the columns of a heading that begins at a row, and how many rows it takes.

    A heading may take three rows, and a row of column numbers (1)(2)(3) may follow it; what
    counts is a row, and begins none.
    """
    cells = [cell.replace("\n", " ") for cell in rows[at]]
    columns, taken = columns_of(cells), 1
    if columns is None and _NUMBERED.fullmatch(cells[0]):
        return None
    for deep, row in enumerate(rows[at + 1 : at + _DEEPEST], 2):
        cells, below = _level(cells, row)
        if len({*cells} - {""}) <= _LEAST or not _goes_on(cells, below):
            break
        whole = _together(cells, below)
        if (both := columns_of(whole)) and (
            columns is None
            or _parts(cells, below)
            or len(columns_named(whole)) > len(columns_named(cells))
        ):
            columns, taken = both, deep
        cells = whole
    if columns is None:
        return None
    if at + taken < len(rows) and numbers_only(rows[at + taken]):
        taken += 1
    return columns, taken


def numbers_only(cells: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns."""
    filled = [c for c in cells if c]
    return len(filled) > _LEAST and all(_NUMBERED.fullmatch(c) for c in filled)


def _level(above: Sequence[str], row: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return two rows of a heading as wide as the wider one, the lower one without breaks."""
    below = [cell.replace("\n", " ") for cell in row]
    width = max(len(above), len(below))
    return [*above, *[""] * (width - len(above))], [*below, *[""] * (width - len(below))]


def _parts(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row gives several names to what one cell of a heading covers."""
    named = [(a, b) for a, b in zip(above, below, strict=True) if b and a != b]
    return len({b for _a, b in named}) > len({a for a, _b in named} - {""}) > 0


def _goes_on(above: Sequence[str], below: Sequence[str]) -> bool:
    """Tell whether a row only parts the cells of the heading above it."""
    beside = zip(above, ("", *above), (*above[1:], ""), strict=False)
    shared = [not cell or cell in {left, right} for cell, left, right in beside]
    fits = sum(b in {"", a} or two for a, b, two in zip(above, below, shared, strict=True))
    return all(len(c) <= _LONGEST for c in below) and fits * 2 >= len(above)


def _together(above: Sequence[str], below: Sequence[str]) -> list[str]:
    carried, whole = "", []
    for over, under in zip(above, below, strict=True):
        carried = over or (carried if under else "")
        whole.append(under if carried == under else f"{carried}\n{under}".strip())
    return whole
