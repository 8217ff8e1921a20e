"""Read the legal bases of the preamble, and the documents cited in the body."""

import re
from collections.abc import Iterator
from itertools import pairwise

from service.imports.reader.blocks import Block
from service.imports.reader.citations import Cited, cited
from service.imports.reader.outline import Context
from service.imports.reader.sentences import Piece, segments, strip_end
from service.imports.reading import Citation

_VERB = re.compile(
    r"[-–+•]?\s*(Căn cứ|Thực hiện|Theo|Xét|Triển khai)\b[:\s]*(?:thực hiện\s+)?", re.IGNORECASE
)
_PROPOSED = re.compile(r"[-–+•]?\s*(?:Theo|Xét|Căn cứ)\s+(?:đề nghị|Tờ trình)\b", re.IGNORECASE)
_ENACTING = re.compile(
    r"(?:[,;.]|^)\s*(?=(?:Nay\s+)?(?:UBND|Ủy ban|Uỷ ban|Đảng ủy|Đảng uỷ|Ban |Chi bộ|Huyện ủy|"
    r"Văn phòng|Phòng |"
    r"Chủ tịch|Sở |Trung tâm|Hội )[^;]{0,160}?"
    r"(?:ban hành|xây dựng|đề ra|triển khai|lập|quyết định)[^;]{0,200}?(?:như sau|sau đây|cụ "
    r"thể|$))"
)
_AND = re.compile(r"\s+và\s+(?=[A-ZĐ])")


def enacting_start(block: Block) -> int | None:
    """Return where the enacting clause begins inside a paragraph, if it has one."""
    found = _ENACTING.search(block.text)
    if found is None:
        return None
    return found.end()


def legal_bases(blocks: list[Block]) -> list[Citation]:
    """Return what the preamble cites at top level, with what those subjects cite."""
    bases: list[Citation] = []
    for block in blocks:
        verb = _VERB.match(block.text)
        if (verb is None and not _listed(block)) or _PROPOSED.match(block.text):
            continue
        start = verb.end() if verb else block.body
        stop = enacting_start(block)
        end = stop if stop is not None and stop > start else len(block.text)
        carried = verb is not None and verb[1].lower() in {"thực hiện", "triển khai"}
        for piece in _top_level(block.text, start, end):
            word = "Thực hiện" if carried else "Căn cứ"
            citation = _base(block, piece, word, len(bases) + 1)
            if citation:
                bases.append(citation)
    return bases


def _listed(block: Block) -> bool:
    """Tell whether a bullet begins with the document that it cites."""
    found = cited(block.words) if block.style == "bullet" else []
    return bool(found) and found[0].start == 0


def _top_level(source: str, start: int, end: int) -> Iterator[Piece]:
    for piece in segments(source, start, end):
        found = cited(piece.text)
        cut, top = 0, found[0] if found else None
        for before, after in pairwise(found):
            between = piece.text[before.end : after.start]
            if before is top and _joined(between, after):
                text = re.sub(
                    r"(?:\s|,|và|căn cứ|thực hiện)+$", "", piece.text[cut : after.start]
                )
                yield Piece(text, piece.start + cut, piece.start + cut + len(text))
                cut, top = after.start, after
        yield strip_end(Piece(piece.text[cut:], piece.start + cut, piece.end), " ;,.:")


def _joined(between: str, after: Cited) -> bool:
    """Tell whether what follows is a basis of its own, not part of a subject."""
    if re.fullmatch(r"\s*(?:,|và|,\s*và|;)\s*(?:căn cứ\s+)?", between, re.IGNORECASE):
        return True
    numbered = after.doc_type not in {"Luật", "Bộ luật", "Hiến pháp", "Pháp lệnh"}
    return (
        numbered
        and (between.endswith(" và ") or (between.endswith(", ") and after.date is not None))
        and not re.search(r"thực hiện|triển khai|sửa đổi|bổ sung", between)
    )


def _base(block: Block, piece: Piece, verb: str, number: int) -> Citation | None:
    found = cited(piece.text)
    if not found or found[0].start > 60:
        return None
    first = found[0]
    text = piece.text[first.start :]
    begin = piece.start + first.start
    return Citation(
        id=f"LB{number:02d}",
        text=text,
        place=block.place(begin, piece.end),
        rule="bases.preamble",
        confidence=0.95 if first.date else 0.8,
        doc_type=first.doc_type,
        number=first.number,
        date=first.date,
        issuer=first.issuer,
        issuer_inferred=first.inferred,
        verb=verb,
        subject=_subject(text, first),
        section="preamble",
        nested=tuple(_printed(piece.text, c) for c in found[1:]),
    )


def _subject(text: str, first: Cited) -> str:
    return re.sub(
        r"^\s*(?:số \S+\s*)?\(?(?:năm \d{4}|ngày \d+[^;]*?\d{4})\)?\s*",
        "",
        text[first.end - first.start :],
    ).strip(" ,;.")


def _printed(text: str, one: Cited) -> str:
    return re.sub(r"^.*?(?=\d)", "", text[one.start : one.head_end]) or one.number


def references(blocks: list[Block], contexts: dict[int, Context]) -> list[Citation]:
    """Return what the title, the body and the footnotes cite."""
    found: list[Citation] = []
    for block in blocks:
        if block.kind in {"heading", "letterhead"}:
            continue
        context = contexts.get(block.number)
        for one in cited(block.text):
            found.append(
                Citation(
                    id=f"R{len(found) + 1:02d}",
                    text=block.text[one.start : one.end],
                    place=block.place(one.start, one.end),
                    rule="citations.body",
                    confidence=0.9,
                    doc_type=one.doc_type,
                    number=one.number,
                    date=one.date,
                    issuer=one.issuer,
                    issuer_inferred=one.inferred,
                    subject="",
                    section="footnote"
                    if block.kind == "footnote"
                    else context.path
                    if context
                    else "title",
                )
            )
    return found
