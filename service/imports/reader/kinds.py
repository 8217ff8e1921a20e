"""Tell a plan from documents of other kinds."""

import re

from service.imports.characters import fold
from service.imports.reader.blocks import Block
from service.imports.reader.parts import Parts
from service.imports.reading import Section

PLANS = frozenset(
    {
        "Kế hoạch",
        "Kế hoạch hành động",
        "Chương trình",
        "Chương trình hành động",
        "Chương trình công tác",
        "Phương án",
        "Đề án",
    }
)
_OTHERS: tuple[tuple[str, str], ...] = (
    ("minutes", r"bien ban"),
    ("speech", r"(?:bai )?(?:phat bieu|dien van|tham luan)|kinh thua"),
    (
        "form",
        r"don (?:xin|de nghi|dang ky)|to khai|phieu |mau so|giay (?:gioi thieu|uy quyen)",
    ),
    ("invitation", r"giay moi"),
    ("review", r"ban (?:tu )?(?:kiem diem|nhan xet|danh gia)|so yeu ly lich|ban cam ket"),
    ("schedule", r"lich (?:cong tac|lam viec|truc|tiep)"),
    ("rules", r"quy che|quy dinh|noi quy"),
    ("list", r"danh sach"),
    ("report", r"bao cao"),
    ("notice", r"thong bao"),
    ("proposal", r"to trinh"),
    ("letter", r"cong van|kinh gui|v/v\b"),
    ("resolution", r"nghi quyet"),
    ("directive", r"chi thi"),
    ("guidance", r"huong dan"),
    ("conclusion", r"ket luan"),
    ("contract", r"hop dong"),
    ("decision", r"quyet dinh"),
)
_LETTER = re.compile(r"kinh gui\b|v/v\b|kinh thua\b|kinh trinh\b")
_BODY, _ROLES, _OPENING = 5, 2, 8


def is_plan(parts: Parts, sections: list[Section]) -> bool:
    """Tell whether a document is a plan, by its type and by what its parts are for."""
    roles = {s.role for s in sections if s.kind in {"heading", "run_in"}}
    working = roles & {"tasks", "indicators", "organisation"}
    if (parts.doc_type in PLANS or parts.attached) and (working or len(parts.body) >= _BODY):
        return True
    return not parts.doc_type and len(working) >= _ROLES and not _addressed(parts)


def _addressed(parts: Parts) -> bool:
    """Tell whether a document without a type is a letter: it says to whom or about what."""
    opening = [*parts.head, *parts.title, *parts.preamble, *parts.body[:_OPENING]]
    return any(_LETTER.match(fold(block.text)) for block in opening)


def looks_like(parts: Parts, blocks: list[Block]) -> str:
    """Return the kind of a document that is no plan, or unknown."""
    first = [b for b in blocks if len(b.text) < 160][:14]
    texts = [
        parts.doc_type,
        *(b.text for b in first if b.text.upper() == b.text),
        *(b.text for b in first),
    ]
    for text in texts:
        plain = fold(text)
        for kind, pattern in _OTHERS:
            if re.match(pattern, plain):
                return kind
    return "unknown"
