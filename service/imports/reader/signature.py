"""Read the foot of a document: signer with capacity, recipients, archive mark."""

import re
from collections.abc import Iterator

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
    r"[A-ZĐÀ-Ỹ][\w'’]*(?:[\s-]+[A-ZĐÀ-Ỹ][\w'’]*){1,5}|(?:[A-ZĐÀ-Ỹ]{2,}\s+){1,4}[A-ZĐÀ-Ỹ]{2,}"
)
_ARCHIVE = re.compile(r"[-–+]?\s*(Lưu\b\s*:?\s*.+)")
_LISTING = re.compile(r"Nơi nhận\s*:?\s*")
_ENTRY = re.compile(r"\s*;\s*[-–]?\s*|\s+[-–]\s+")
_FLAT = re.compile(
    r"\s+(?=(?:KT\.|K/T\.?|TL\.|TUQ\.)\s)|(?<=NHÂN DÂN)\s+(?=(?:PHÓ )?CHỦ TỊCH)|"
    r"(?<=KT. CHỦ TỊCH)\s+(?=PHÓ)|(?:(?<=THƯỜNG VỤ)|(?<=ĐẢNG ỦY))\s+(?=(?:PHÓ )?BÍ THƯ)"
)
_BESIDE = re.compile(  # the signature of a second column behind an entry of the first
    r"(?<=[;.,:)])(?<!KT\.)(?<!TM\.)(?<!TL\.)(?<!TUQ\.)(?<!Q\.)\s+"
    r"(?=(?:T/?M\.?|KT\.|K/T|TL\.|T/L|TUQ\.)\s|(?:PHÓ |QUYỀN )?(?:CHỦ TỊCH|BÍ THƯ|"
    r"TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG|GIÁM ĐỐC)\b)"
)
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
    for block, text in _signs(blocks):
        capacity = _CAPACITY.match(text)
        if capacity:
            first = first or block
            mark = _CHAIN[capacity[1].rstrip(".")]
            chain.append(mark)
            held = mark in {"TM.", "T/M"}
            behalf = text if held else behalf
            acting = acting if held else text[capacity.end() :].strip()
        elif _POST.fullmatch(text):
            first, post = first or block, text
        elif (chain or post) and block.style != "bullet" and _NAME.fullmatch(text):
            named = block
            break
    return Signer(
        name=named.text.strip(" .") if named else None,
        on_behalf_of=behalf or (first.text if first else ""),
        capacity_chain=tuple(chain),
        post=post,
        acting_for=acting,
        place=first.place(0) if first else None,
        name_place=named.place(0) if named else None,
    )


def _signs(blocks: list[Block]) -> Iterator[tuple[Block, str]]:
    """Yield the lines of the signature, also where a column was flattened to one line."""
    for block in blocks:
        whole = block.words if block.style == "bullet" else block.text
        for beside in _BESIDE.split(whole):
            for text in _FLAT.split(beside):
                yield block, text.strip(" .")


def _entries(blocks: list[Block]) -> Iterator[tuple[Block, str]]:
    """Yield the entries of the distribution list, also where it stands on one line."""
    listing = False
    for block in blocks:
        head = _LISTING.match(block.text)
        if head:
            listing = True
            for text in _ENTRY.split(_BESIDE.split(f":{block.text[head.end() :]}")[0][1:]):
                yield block, text
        elif (
            listing and (block.style == "bullet" or block.text.endswith(";"))
        ) or _ARCHIVE.match(block.words):
            yield block, _BESIDE.split(block.words)[0]


def _entry(block: Block) -> bool:
    return block.style == "bullet" or block.text.endswith(";")


def recipients_in(blocks: list[Block]) -> tuple[Fact, ...]:
    """Return to whom the document goes, without the archive mark."""
    found = ((block, text.strip(" ;,.-–")) for block, text in _entries(blocks))
    return tuple(
        Fact(text=text, place=block.place())
        for block, text in found
        if text and not _ARCHIVE.match(text) and not _CAPACITY.match(text)
    )


def archive_in(blocks: list[Block]) -> Fact:
    """Return the archive mark, such as Lưu: VT, VHXH."""
    for block, text in _entries(blocks):
        found = _ARCHIVE.match(text)
        if found:
            return Fact(text=found[1].strip(" .;"), place=block.place())
    return Fact()


def marks(archive: str) -> list[str]:
    """Return the initials in an archive mark."""
    text = re.sub(r"^Lưu\s*:?\s*", "", archive)
    return [m.strip(" .") for m in re.split(r"[,;]", text) if m.strip(" .")]
