"""Tell a heading from the paragraphs below it, and general objectives from targets."""

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from service.imports.characters import fold
from service.imports.reader.areas import heading_area
from service.imports.reader.blocks import Block
from service.imports.reader.names import unit_like
from service.imports.reader.roles import role_of

_SHORT, _LONGEST, _LISTED, _LETTERED = 8, 45, 12, 20
_REFORM = re.compile(r"(?:về |công tác )?(?:cải cách|xây dựng|hiện đại|chỉ đạo)", re.IGNORECASE)
_AREA = re.compile(
    r"(?:về |công tác )?(?:cải cách|xây dựng|hiện đại|chỉ đạo|thể chế|"
    r"(?:thủ tục hành chính|tthc)\s*$|tổ chức bộ máy|bộ máy|"
    r"chế độ công vụ|công vụ|tài chính|chính quyền|chuyển đổi số)",
    re.IGNORECASE,
)
_MEASURE = re.compile(  # a figure behind a colon is what is asked for, not a title's text
    r"\s*(?:(?:(?:đến|hết|cuối|trong)\s+)*năm\s+20\d\d,?\s+)?"
    r"(?:(?:đạt|từ|trên|dưới|tối thiểu|tối đa|ít nhất|không quá|không dưới|[≥≤<>=]+)\s*)*"
    r"\d[\d.,]*\s*(?:%|điểm|phút|ngày)",
    re.IGNORECASE,
)
FIELD = re.compile(  # a colon behind the name of a field ends no title
    r"[,(]\s*(?:thời gian|thời hạn|tiến độ|sản phẩm|kết quả|"
    r"(?:đơn vị|cơ quan) (?:chủ trì|phối hợp|thực hiện))\b[^,]*$",
    re.IGNORECASE,
)
LABEL = re.compile(  # what a paragraph says of itself before its words
    r"((?:mục tiêu|chỉ tiêu|nhiệm vụ|giải pháp)(?: cụ thể| phấn đấu)?)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r"\s*\([^()]*(?:phụ lục|kèm theo|biểu)[^()]*\)\.?$", re.IGNORECASE)
_OBJECTIVES = frozenset({"muc tieu", "muc dich, muc tieu", "muc tieu, yeu cau"})
_FIGURE = re.compile(r"\d+ ?%|\b\d{1,3} [^\W\d]")


def heading_title(block: Block, after: Block | None) -> str | None:
    """Return the title when a paragraph is a heading or has one before a colon."""
    if block.cells:
        return None
    if not block.style:
        caps = block.text.upper() == block.text and len(block.text.split()) > 1
        return block.text.strip(" .:") if caps and role_of(block.text) else None
    if block.style == "bullet" or block.style == "article":
        return None
    words = _BRACKETS.sub("", block.words).strip()
    if not words or words.upper() == words:
        return words.strip(" .:;")
    return _run_in(words) or _plain_title(words, block, after)


def _run_in(words: str) -> str | None:
    head, colon, rest = words.partition(":")
    if not colon or not rest.strip() or len(head.split()) > 25 or re.search(r"[.;]", head):
        return None
    if head.count("(") > head.count(")") or FIELD.search(head):
        return None
    if _MEASURE.match(rest) and not (_AREA.match(head) and heading_area(head)):
        return None
    named = unit_like(head) or role_of(head) or (heading_area(head) and len(head.split()) <= 12)
    return head.strip() if named else None


def _plain_title(words: str, block: Block, after: Block | None) -> str | None:
    title = words.rstrip(" :")
    if ";" in title and title[-1] != "." and all(unit_like(p) for p in title.split(";")):
        return title
    if re.search(r"[.;,]$|[.;] \S", title):
        return _stopped(title)
    return None if _is_item(title, block, after) else title


def _stopped(title: str) -> str | None:
    """Return a short title that was printed with a full stop."""
    bare = title.removesuffix(".")
    short = len(bare.split()) <= _SHORT and not re.search(r"[.;,]$|[.;] ", bare)
    named = role_of(bare) or (_REFORM.match(bare) and heading_area(bare))
    return bare if short and bare != title and named else None


def _is_item(title: str, block: Block, after: Block | None) -> bool:
    count = len(title.split())
    if re.match(r"\d+(?:[.,]\d+)?\s*%", title) or count > _LONGEST:
        return True
    alike = after is not None and after.style == block.style
    listed = (
        alike and count > _LISTED and block.style in {"number", "letter", "bracket", "dotted"}
    )
    return listed or (block.style in {"letter", "bracket"} and (alike or count > _LETTERED))


def in_general(blocks: Sequence[Block], at: int, title: str) -> bool:
    """Tell whether objectives below a heading name no figure, and targets come further on."""
    if fold(title).strip() not in _OBJECTIVES:
        return False
    below = [*pairwise(blocks[at + 1 :]), *((last, None) for last in blocks[-1:])]
    said = [b for b, _next in takewhile(lambda two: heading_title(*two) is None, below)]
    rest = blocks[at + 1 + len(said) :]
    plain = bool(said) and not any(_FIGURE.search(block.text) for block in said)
    return plain and any(role_of(b.words) == "indicators" for b in rest if b.mark)
