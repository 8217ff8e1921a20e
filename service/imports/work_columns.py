"""Tell from the heading of a work catalogue's table what stands in which column.

The shapes met: Nghĩa Lâm's (STT, Mã CV, Phòng, Nhiệm vụ, Công việc chi tiết, Sản phẩm đầu ra,
Nhóm, Khung điểm, Điểm chấm, Hệ số quy đổi, Ghi chú) and Gia Lai's (TT, Mã, Nhiệm vụ, Sản phẩm
đầu ra, Phân nhóm, Khung điểm tối đa, Chấm điểm, Hệ số quy đổi, Diễn giải).
"""

import re
from collections.abc import Mapping, Sequence

from service.imports.characters import fold
from service.imports.reader.columns import numbers_only

Columns = Mapping[str, int]
NAMES: tuple[tuple[str, str], ...] = (  # the surer words first; each name is given once
    ("order", r"^(?:s ?t ?t|t ?t|so thu tu)$"),
    ("code", r"^ma\b"),
    ("coefficient", r"he so"),
    ("frame", r"khung diem|diem toi da"),
    ("points", r"diem cham|cham diem|^diem$|so diem|diem quy doi"),
    ("group", r"^(?:phan )?nhom\b|muc do phuc tap"),
    ("product", r"san pham|dau ra|ket qua"),
    ("work", r"chi tiet|cu the"),
    ("task", r"nhiem vu|cong viec|noi dung|linh vuc"),
    ("room", r"^(?:phong|don vi|bo phan)\b"),
    ("note", r"ghi chu|dien giai|giai thich"),
)
NEEDED = ("code", "product", "group", "points")
HEAD_ROWS = 40  # the heading is sought so far down
LONGEST = 70  # characters of a column's title
MARKS = re.compile(r"[\s.:()/,–-]+")


def heading_at(rows: Sequence[Sequence[str]], at: int) -> tuple[Columns, int] | None:
    """Return the columns of a heading that begins at a row, and how many rows it takes.

    A heading may take two rows, and a row of column numbers may follow it.
    """
    alone, taken = columns_of(rows[at]), 1
    if at + 1 < len(rows):
        both = columns_of(_together(rows[at], rows[at + 1]))
        if len(both) > len(alone) and not _whole(alone):
            alone, taken = both, 2
    if not _whole(alone):
        return None
    if at + taken < len(rows) and numbers_only(rows[at + taken]):
        taken += 1
    return alone, taken


def columns_of(cells: Sequence[str]) -> Columns:
    """Name the columns whose titles are known; of two with one meaning, the first."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        plain = MARKS.sub(" ", fold(cell)).strip()
        named = (name for name, words in NAMES if re.search(words, plain))
        if plain and len(plain) <= LONGEST and (name := next(named, None)):
            found.setdefault(name, at)
    return found


def lacking(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Name the columns that are lacking in the row that looks most like a heading."""
    best = max((columns_of(row) for row in rows[:HEAD_ROWS]), key=len, default={})
    return tuple(name for name in NEEDED if name not in best)


def _whole(columns: Columns) -> bool:
    return all(name in columns for name in NEEDED) and bool(columns.keys() & {"task", "work"})


def _together(above: Sequence[str], below: Sequence[str]) -> list[str]:
    """Put a heading of two rows together: what stands below is the nearer name."""
    width = max(len(above), len(below))
    over, under = ([*row, *[""] * (width - len(row))] for row in (above, below))
    return [two or one for one, two in zip(over, under, strict=True)]
