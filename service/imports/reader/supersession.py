"""Find the earlier plan that this one replaces."""

import re

from service.imports.metadata import Supersedes
from service.imports.reader.blocks import Block
from service.imports.reader.citations import cited

_REPLACES = re.compile(r"(?:thay thế|bãi bỏ|thay cho)\s+(?:cho\s+)?(?=[A-ZĐ])")
_OWN = re.compile(r"(?:Kế hoạch|Chương trình|Đề án|Quyết định|Phương án|Văn bản) này")


def supersession_in(blocks: list[Block]) -> Supersedes | None:
    """Return the replaced document, when a sentence says this plan replaces it."""
    for block in blocks:
        own = _OWN.search(block.text)
        found = _REPLACES.search(block.text, own.end()) if own else None
        if own is None or found is None or found.start() - own.end() > 80:
            continue
        old = next((c for c in cited(block.text) if 0 <= c.start - found.end() < 5), None)
        if old is None:
            continue
        return Supersedes(
            doc_type=old.doc_type,
            number=old.number,
            date=old.date or "",
            issuer=old.issuer or old.inferred or "",
            subject=block.text[old.end :].strip(" ().;,/"),
            text=block.text.strip("() "),
            place=block.place(own.start()),
        )
    return None
