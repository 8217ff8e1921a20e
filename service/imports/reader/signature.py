"""Read the foot of a document: signer with capacity, recipients, archive mark."""

import re

from service.imports.letters import vietnamese
from service.imports.metadata import Fact, Signer
from service.imports.reader.blocks import Block

_CAPACITY = vietnamese(
    r"(?:^|\s)(TM\.?|T/M\.?|KT\.?|K/T\.?|TL\.?|T/L\.?|TUQ\.?|Q\.)\s+(?=[A-ZÀ-ỸĐ])"
)
_POST = vietnamese(
    r"(?:PHÓ |QUYỀN |Q\. ?)?(?:CHỦ TỊCH|BÍ THƯ(?: THƯỜNG TRỰC)?|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|"
    r"GIÁM ĐỐC|TRƯỞNG BAN|CHỦ NHIỆM|TRẠM TRƯỞNG|"
    r"HIỆU TRƯỞNG|VĂN PHÒNG|TRƯỞNG CÔNG AN|CHỈ HUY TRƯỞNG)(?: [A-ZÀ-ỸĐ ,-]+)?"
)
_NAME = vietnamese(
    r"[A-ZĐÀ-Ỹ][a-zà-ỹđ]*(?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]*){1,4}|(?:[A-ZĐÀ-Ỹ]{2,}\s+){1,4}[A-ZĐÀ-Ỹ]{2,}"
)
_ARCHIVE = re.compile(r"[-–+]?\s*(Lưu\b\s*:?\s*.+)")
_CHAIN = {
    "TM": "TM.",
    "T/M": "T/M",
    "KT": "KT.",
    "K/T": "KT.",
    "TL": "TL.",
    "T/L": "TL.",
    "TUQ": "TUQ.",
    "Q": "Q.",
}


def signer_in(blocks: list[Block]) -> Signer:
    """Return who signed; the name is None when it is not printed."""
    chain: list[str] = []
    behalf = acting = post = ""
    first: Block | None = None
    named: Block | None = None
    for block in blocks:
        text = block.words if block.style == "bullet" else block.text
        capacity = _CAPACITY.match(text)
        if capacity:
            first = first or block
            mark = _CHAIN[capacity[1].rstrip(".")]
            chain.append(mark)
            behalf, acting = (
                (text, acting)
                if mark in {"TM.", "T/M"}
                else (behalf, text[capacity.end() :].strip())
            )
        elif _POST.fullmatch(text.strip()):
            first, post = first or block, text.strip()
        elif (chain or post) and block.style != "bullet" and _NAME.fullmatch(text.strip(" .")):
            named = block
    return Signer(
        name=named.text.strip(" .") if named else None,
        on_behalf_of=behalf or (first.text if first else ""),
        capacity_chain=tuple(chain),
        post=post,
        acting_for=acting,
        place=first.place(0) if first else None,
        name_place=named.place(0) if named else None,
    )


def recipients_in(blocks: list[Block]) -> tuple[Fact, ...]:
    """Return to whom the document goes, without the archive mark."""
    found: list[Fact] = []
    listing = False
    for block in blocks:
        if re.match(r"Nơi nhận", block.text):
            listing = True
        elif (
            listing
            and (block.style == "bullet" or block.text.endswith(";"))
            and not _ARCHIVE.match(block.words)
        ):
            text = block.words.strip(" ;,.")
            if text and not _CAPACITY.match(text):
                found.append(Fact(text=text, place=block.place()))
    return tuple(found)


def archive_in(blocks: list[Block]) -> Fact:
    """Return the archive mark, such as Lưu: VT, VHXH."""
    for block in blocks:
        found = _ARCHIVE.match(block.words)
        if found:
            return Fact(text=found[1].strip(" .;"), place=block.place())
    return Fact()


def marks(archive: str) -> list[str]:
    """Return the initials in an archive mark."""
    text = re.sub(r"^Lưu\s*:?\s*", "", archive)
    return [m.strip(" .") for m in re.split(r"[,;]", text) if m.strip(" .")]
