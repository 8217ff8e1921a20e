"""Find a plan that is attached to the decision that issues it."""

import re

from service.imports.reader.blocks import Block

_PLAN = re.compile(r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|PHƯƠNG ÁN|ĐỀ ÁN)(?: HÀNH ĐỘNG)?\s*")
_WITH = re.compile(
    r"kèm theo (?:Quyết định|Nghị quyết|Tờ trình|Công văn)|ban hành kèm theo", re.IGNORECASE
)
_ARTICLE = re.compile(r"(?:Điều 1\b|QUYẾT ĐỊNH\s*:|QUYẾT NGHỊ\s*:)")
_NEAR = 6


def attached_at(blocks: list[Block], after: int) -> int | None:
    """Return where the type line of an attached plan stands, behind the issuing document."""
    for index in range(after + 1, len(blocks)):
        if _PLAN.fullmatch(blocks[index].text):
            near = blocks[index + 1 : index + 1 + _NEAR]
            if any(_WITH.search(b.text) for b in near):
                return index
    return None


def issuing_end(blocks: list[Block], start: int) -> int:
    """Return where the articles of the issuing document begin."""
    return next(
        (i for i in range(start, len(blocks)) if _ARTICLE.match(blocks[i].text)), len(blocks)
    )


def only_attachment(block: Block) -> bool:
    """Tell whether a paragraph only says to which document the plan belongs."""
    return block.text.startswith("(") and bool(_WITH.search(block.text))
