"""Cut a sentence into clauses so that each measurable clause holds one figure."""

import re
from dataclasses import dataclass
from itertools import pairwise

from service.imports.reader.counting import OPENERS
from service.imports.reader.figure import Figure
from service.imports.reader.figures import figures
from service.imports.reader.sentences import Piece, segments, strip_end, trim

_PREDICATE = re.compile(
    r"\b(?:được|có|đạt|là|thực hiện|đáp ứng|tham gia|ban hành|cung cấp|sử dụng|hoàn thành|"
    r"triển "
    r"khai|phải|đảm bảo|bảo đảm|không|"
    r"tổ chức|kết nối|công khai|thuộc|xử lý|nộp|đánh giá|cập nhật|xây dựng|so với|theo|biết|"
    r"chỉ|chấp hành|hài lòng|áp dụng|giải quyết|số hóa|ký|nhận|dùng|trả|chuyển)\b",
    re.IGNORECASE,
)
_ASSURE = re.compile(
    r"(?:,|\bvà)\s+(?=(?:bảo đảm|đảm bảo|phấn đấu|trong (?:số )?đó|đạt)\b[^,;]{0,25}$)",
    re.IGNORECASE,
)
_WHEN = re.compile(r"[^,;]*\b20\d\d[^,;]{0,15}")
_JOINT = re.compile(
    r"(?:,\s*(?:trong (?:số )?đó,?|đồng thời|và)?|\s+và|\s+trong (?:số )?đó,?|"
    r"[,;:]?\s*(?<!\btự )(?:đảm bảo|bảo đảm))\s+(?=\S)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"^(?:trong (?:số )?đó\s*[,:]?|đồng thời\s*,?|và|ngoài ra,?|cụ thể\s*[,:]?|mục tiêu là|"
    r"với|cùng với)\s+",
    re.IGNORECASE,
)
_ALSO = re.compile(r",?\s+đồng thời\s+|,\s+(?=phấn đấu\s|xếp loại\s+[“\"]?[A-ZĐ])")
_TAIL = re.compile(
    r"\s*(?:\((?P<bracket>[^()]*(?:\([^()]*\)[^()]*)*)\)|,?\s+(?P<by>(?:theo|trên cơ sở|"
    r"do)\s.+))\s*$"
)
_NONE = re.compile(r"không (?:có|còn|để|xảy ra|phát sinh)\b", re.IGNORECASE)
_OPENING = re.compile(  # what may stand before a figure that opens its clause
    r"(?:(?:phấn đấu|bảo đảm|đảm bảo|duy trì|hằng năm|hàng năm|đến|hết|trong|cuối|năm 20\d\d|"
    r"có|đạt|giảm|tăng)[\s,:]*)*",
    re.IGNORECASE,
)
_ENDED = re.compile(  # what may follow the figure that a clause ends with
    r"(?:\s*\([^()]*\)|\s+(?:[^\W\d]+\s+)?trở lên)?(?=\s*(?:[,;.]|(?:và|đồng thời)\b|$))"
)
_SUBJECT = re.compile(rf"(?:{OPENERS}|nhất là|trên|tối thiểu|ít nhất|từ|\d)\b", re.IGNORECASE)
_CLAUSE_WORDS, _NEAR, _LATE = 5, 3, 20


@dataclass(frozen=True)
class Clause:
    """Hold one clause, its figure if it has one, and a trailing qualifier cut off."""

    piece: Piece
    figure: Figure | None
    qualifier: str | None = None


def clauses(text: str, start: int, end: int, *, counts: bool) -> list[Clause]:
    """Return the clauses of one sentence in order."""
    found: list[Clause] = []
    for piece in _merged(text, segments(text, start, end), counts=counts):
        found.extend(_split(text, piece, counts=counts))
    return found


def _merged(text: str, pieces: list[Piece], *, counts: bool) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if (
            merged
            and not figures(text, piece.start, piece.end, counts=counts)
            and not _NONE.match(piece.text)
            and _dangling(text, merged[-1], counts=counts)
        ):
            merged[-1] = trim(text, merged[-1].start, piece.end)
        else:
            merged.append(piece)
    return merged


def _dangling(text: str, piece: Piece, *, counts: bool) -> bool:
    found = figures(text, piece.start, piece.end, counts=counts)
    if len(found) != 1 or not _OPENING.fullmatch(text, piece.start, found[0].cue):
        return False
    return not _PREDICATE.search(text, found[0].end, piece.end)


def _split(text: str, piece: Piece, *, counts: bool) -> list[Clause]:
    found = figures(text, piece.start, piece.end, counts=counts)
    if not found:
        return [Clause(piece, None)]
    found = [found[0], *(b for a, b in pairwise(found) if not _measures(text, a, b))]
    starts = [_first_start(text, piece, found[0])]
    starts.extend(_next_start(text, a, b) for a, b in pairwise(found))
    ends = [*starts[1:], piece.end]
    result: list[Clause] = []
    if starts[0] > piece.start:
        result.append(Clause(strip_end(trim(text, piece.start, starts[0])), None))
    for figure, a, b in zip(found, starts, ends, strict=True):
        result.extend(_finish(text, a, b, figure))
    return result


def _first_start(text: str, piece: Piece, figure: Figure) -> int:
    before = text[piece.start : figure.start]
    cut = _ASSURE.search(before)
    if cut and (_WHEN.fullmatch(before, 0, cut.start()) or _ENDED.match(text, figure.end)):
        return piece.start
    if cut and len(before[: cut.start()].split()) >= _CLAUSE_WORDS:
        return piece.start + cut.end()
    return piece.start


def _next_start(text: str, before: Figure, figure: Figure) -> int:
    joints = list(_JOINT.finditer(text, before.end, figure.cue + 1))
    joints = [j for j in joints if not _inside_bracket(text, before.end, j.start())]
    if not joints:
        return figure.cue
    if before.unit == "%" and _ENDED.match(text, before.end, joints[0].start() + 1):
        return joints[0].end()
    strong = [
        j for j in joints if re.search(r"trong (?:số )?đó|đảm bảo|bảo đảm|đồng thời", j[0])
    ]
    if strong:
        return strong[0].end() if "trong" in strong[0][0] else strong[-1].end()
    subject = [j for j in joints if _SUBJECT.match(text, j.end())]
    return (subject or joints)[-1].end()


def _measures(text: str, before: Figure, figure: Figure) -> bool:
    """Tell whether a figure only says how much of something the one before it counts."""
    between = text[before.end : figure.cue]
    return len(between.split()) > _NEAR and not re.search(
        r"[,;:()]|\b(?:và|đạt|đến)\b", between
    )


def _inside_bracket(text: str, low: int, at: int) -> bool:
    return text.count("(", low, at) > text.count(")", low, at)


def _finish(text: str, start: int, end: int, figure: Figure) -> list[Clause]:
    piece = strip_end(trim(text, start, end), " ;,.:")
    link = _LINK.match(piece.text)
    if link and piece.start + link.end() <= figure.cue:
        piece = Piece(piece.text[link.end() :], piece.start + link.end(), piece.end)
    piece = _without_and(piece)
    rest: list[Clause] = []
    also = _ALSO.search(text, figure.end, piece.end)
    if also and _stands(text[also.end() : piece.end]):
        rest = [Clause(strip_end(trim(text, also.end(), piece.end)), None)]
        piece = strip_end(trim(text, piece.start, also.start()))
    tail = _TAIL.search(text[: piece.end], figure.end)
    if tail and _cuts_tail(piece, figure, tail):
        words = tail["bracket"] or tail["by"]
        cut = strip_end(trim(text, piece.start, tail.start()))
        return [Clause(cut, figure, words), *rest]
    return [Clause(piece, figure), *rest]


def _stands(text: str) -> bool:
    """Tell whether what follows a target makes sense alone."""
    return len(text.split()) >= _CLAUSE_WORDS or text.startswith("xếp loại")


def _cuts_tail(piece: Piece, figure: Figure, tail: re.Match[str]) -> bool:
    long = len((tail["bracket"] or tail["by"]).split()) >= _CLAUSE_WORDS
    if tail["bracket"] is not None:
        return long
    return long and tail.start() - figure.end < _NEAR and figure.start - piece.start > _LATE


def _without_and(piece: Piece) -> Piece:
    text = re.sub(r"[\s,;]+(?:(?:và|đồng thời|trong (?:số )?đó)[\s,;]*)?$", "", piece.text)
    return Piece(text, piece.start, piece.start + len(text))
