"""Part the paragraphs of a document: head, preamble, body, foot, annex."""

import re
from dataclasses import dataclass, field

from service.imports.characters import fold
from service.imports.letters import vietnamese
from service.imports.reader.attached import attached_at, issuing_end, only_attachment
from service.imports.reader.blocks import Block
from service.imports.reader.headings import heading_title
from service.imports.reader.roles import role_of

TYPES = (
    "Kế hoạch hành động",
    "Kế hoạch",
    "Chương trình hành động",
    "Chương trình công tác",
    "Chương trình",
    "Phương án",
    "Đề án",
    "Quyết định",
    "Nghị quyết",
    "Hướng dẫn",
    "Chỉ thị",
    "Kết luận",
    "Báo cáo",
    "Thông báo",
    "Tờ trình",
    "Biên bản",
    "Công văn",
    "Giấy mời",
    "Quy chế",
    "Quy định",
    "Công điện",
    "Đơn",
    "Phiếu",
    "Hợp đồng",
)
_TYPE = re.compile(rf"({'|'.join(TYPES)})\b", re.IGNORECASE)
_FOOT = vietnamese(
    r"Nơi nhận\s*:?|(?:T/?M\.?|TUQ\.|TL\.|T/L|KT\.|K/T)\s+[A-ZÀ-ỸĐ][A-ZÀ-ỸĐ\s,]{3,}"
)
_TYPED = 300
_ISSUING = frozenset({"Quyết định", "Nghị quyết"})
_PREAMBLE = re.compile(
    r"[-–+]?\s*(?:Căn cứ|Thực hiện|Theo|Xét|Triển khai|Để|Nhằm|Trên cơ sở|UBND|Ủy ban|Uỷ ban|"
    r"Đảng ủy|Đảng uỷ|Ban |Chi bộ|"
    r"Phòng |Văn phòng)\b"
)
_ANNEX = vietnamese(
    r"(?:(?:PHỤ LỤC|Phụ lục)(?:\s+(?:[IVX]+|\d+|số\s*:?\s*\d+))?|"
    r"(?:BIỂU|Biểu)(?: MẪU| mẫu)?(?:\s+(?:SỐ|số))?\s*:?\s*(?:\d+|[IVX]+))"
    r"\s*[:.]?(?:\s+[A-ZÀ-ỸĐ(].*)?$"
)
_MOTTO = re.compile(
    r"cong hoa xa hoi|doc lap\s*-?\s*tu do|dang cong san|^-+$|^so\b.*-|ngay .*thang"
)


@dataclass
class Parts:
    """Hold the paragraphs of each part of the document, and the type line."""

    head: list[Block] = field(default_factory=list)
    type_line: Block | None = None
    title: list[Block] = field(default_factory=list)
    preamble: list[Block] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    foot: list[Block] = field(default_factory=list)
    annex: list[Block] = field(default_factory=list)
    doc_type: str = ""
    attached: bool = False


def part(blocks: list[Block]) -> Parts:
    """Cut the document at its type line, first heading, foot and annex."""
    texts = [b for b in blocks if b.kind != "footnote"]
    type_at = _type_at(texts)
    parts = Parts(head=texts[: max(type_at, 0)])
    if type_at >= 0:
        parts.type_line = texts[type_at]
        parts.doc_type = _type_of(texts[type_at].text)
    plan_at = attached_at(texts, type_at) if parts.doc_type in _ISSUING else None
    if plan_at is None:
        _single(parts, texts, type_at)
    else:
        _with_plan(parts, texts, type_at, plan_at)
    _mark(parts)
    return parts


def _single(parts: Parts, texts: list[Block], type_at: int) -> None:
    foot_at = _foot_at(texts, type_at)
    annex_at = _annex_at(texts, foot_at)
    body_at = _body_at(texts, type_at + 1, foot_at)
    front = texts[type_at + 1 : body_at]
    parts.title, parts.preamble = _front(front)
    if type_at < 0:
        parts.head, parts.title = parts.title, []
    parts.body, parts.foot = texts[body_at:foot_at], texts[foot_at:annex_at]
    parts.annex = texts[annex_at:]


def _with_plan(parts: Parts, texts: list[Block], type_at: int, plan_at: int) -> None:
    """Take number, bases and signer from the decision, everything else from its plan."""
    decision, plan = texts[:plan_at], texts[plan_at + 1 :]
    articles_at = issuing_end(decision, type_at + 1)
    _title, parts.preamble = _front(decision[type_at + 1 : articles_at])
    parts.foot = decision[_foot_at(decision, articles_at - 1) :]
    body_at = _body_at(plan, 0, len(plan))
    annex_at = next((i for i in range(body_at, len(plan)) if _annex(plan[i])), len(plan))
    parts.title = [b for b in plan[:body_at] if not only_attachment(b)]
    parts.body, parts.annex = plan[body_at:annex_at], plan[annex_at:]
    parts.attached = True


def _front(front: list[Block]) -> tuple[list[Block], list[Block]]:
    cut = next((i for i, b in enumerate(front) if _opens_preamble(b, i)), len(front))
    return front[:cut], front[cut:]


def _mark(parts: Parts) -> None:
    for kind, group in (
        ("letterhead", parts.head),
        ("title", parts.title),
        ("preamble", parts.preamble),
        ("signature", parts.foot),
        ("annex", parts.annex),
    ):
        for block in group:
            block.kind = kind
    if parts.type_line:
        parts.type_line.kind = "letterhead"


def _type_of(text: str) -> str:
    found = _TYPE.match(text)
    return found[1][:1].upper() + found[1][1:].lower() if found else ""


def _type_at(blocks: list[Block]) -> int:
    for index, block in enumerate(blocks[:25]):
        text = block.text.strip(" :.-")
        if _TYPE.fullmatch(text) and (text.upper() == text or len(text.split()) <= 4):
            return index
    for index, block in enumerate(blocks[:25]):
        found = _TYPE.match(block.text)
        if found and found[1].upper() == found[1] and len(block.text) < _TYPED:
            return index
    return -1


def _foot_at(blocks: list[Block], after: int) -> int:
    start = max(after + 1, 0)
    for index in range(len(blocks) - 1, start, -1):
        if re.match(r"Nơi nhận", blocks[index].text):
            return _with_signature(blocks, index, start)
    return next(
        (
            i
            for i in range(start, len(blocks))
            if _FOOT.match(blocks[i].text) and len(blocks[i].text) < 90
        ),
        len(blocks),
    )


def _with_signature(blocks: list[Block], at: int, start: int) -> int:
    for index in range(max(at - 6, start), at):
        if _FOOT.match(blocks[index].text) and len(blocks[index].text) < 90:
            return index
    return at


def _annex(block: Block) -> bool:
    return bool(_ANNEX.match(block.text)) and len(block.text) < 200


def _annex_at(blocks: list[Block], foot_at: int) -> int:
    """Return where an annex begins: at its name, or at the title of a table behind the foot."""
    for index in range(foot_at, len(blocks)):
        if _annex(blocks[index]):
            return index
        if blocks[index].cells and index > foot_at:
            return _title_at(blocks, index)
    return len(blocks)


def _title_at(blocks: list[Block], at: int) -> int:
    while blocks[at - 1].text.isupper() or blocks[at - 1].text.startswith("("):
        at -= 1
    return at


def _body_at(blocks: list[Block], start: int, stop: int) -> int:
    for index in range(start, stop):
        block = blocks[index]
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        if block.style in {"part", "chapter", "section", "roman", "capital"}:
            return index
        if heading_title(block, after) and (role_of(block.words) or block.style == "number"):
            return index
    return min(start + _last_preamble(blocks[start:stop]), stop)


def _last_preamble(blocks: list[Block]) -> int:
    return next(
        (
            i + 1
            for i, b in enumerate(blocks)
            if re.search(r"như sau\s*:?$|sau đây\s*:?$", b.text)
        ),
        0,
    )


def _opens_preamble(block: Block, index: int) -> bool:
    long = len(block.text) > 60 and block.text[-1:] in ";.:,"
    if index == 0:
        return long and bool(_PREAMBLE.match(block.text))
    return bool(_PREAMBLE.match(block.text)) or (long and not _MOTTO.search(fold(block.text)))
