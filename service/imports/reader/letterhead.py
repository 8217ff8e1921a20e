"""Read the head of a document: number, place and date, title, who issued it."""

import re
from collections import Counter

from service.imports.characters import fold
from service.imports.letters import vietnamese
from service.imports.metadata import Fact, Issuer, Number, PrintedDate
from service.imports.reader.blocks import Block
from service.imports.reader.parts import Parts

_NUMBER = vietnamese(
    r"Số\s*:?\s*(?P<no>\d+(?:\.\d+)?)?\s*[.…_]*\s*(?P<sep>[-/–]?)\s*(?P<symbol>[A-ZĐ][\wĐđ]*(?:\s?[-/–]\s?[A-ZĐÀ-Ỹ][\wĐđÀ-ỹ]*)*)"
)
_DATE = re.compile(
    r"(?:ngày|,)\s*(?:(?P<day>\d{1,2})|[.…_/\s]*)\s*tháng\s*(?:(?P<month>\d{1,2})|"
    r"[.…_/\s]*)\s*năm\s*(?P<year>\d{4})?",
    re.IGNORECASE,
)
_PLACE = vietnamese(r"(?P<place>[A-ZĐÀ-Ỹ][^\d,;:/]{1,40}?)\s*,\s*(?=ngày)")
_NAME = r"(?:\s+(?:[A-ZĐÀ-Ỹ][\wà-ỹđ'’-]*|\d+)){1,5}"
_LEVEL = r"(?:xã|phường|đặc khu|thị trấn|huyện|thành phố|tỉnh|thị xã)"
_STATE = vietnamese(rf"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+({_LEVEL}{_NAME})")
_PARTY = vietnamese(
    rf"((?:Đảng ủy|Đảng uỷ|Đảng bộ|Chi bộ|Ban Thường vụ Đảng ủy|Ban Chấp hành Đảng "
    rf"bộ)(?:\s+(?:{_LEVEL}|bộ phận|cơ sở|Văn phòng|Ủy ban nhân dân|"
    rf"UBND|các cơ quan)|{_NAME})+)"
)
_ENACTS = re.compile(  # not who issued a document that is cited
    r"(?<![-/\w])(?<!của )(?<!Chủ tịch )"
    r"((?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|Đảng ủy|Đảng uỷ|Ban Thường vụ|Ban Chấp hành|Chi "
    r"bộ|Chi ủy|Hội đồng nhân dân|HĐND|"
    r"Phòng|Văn phòng|Trung tâm|Sở|Ban Chỉ đạo)[^,;:.()\d]{0,90}?)\s*(?:\([^)]*\)\s*)?"
    r"(?:ban hành|xây dựng|đề ra|triển khai|lập|quyết định)\b"
)
_PROVINCE = vietnamese(
    r"\b(?:tỉnh|Tỉnh|TỈNH|thành phố|Thành phố|Thành ủy|Tỉnh "
    r"ủy)((?:\s+[A-ZĐÀ-Ỹ][a-zà-ỹđ]+){1,3}|"
    r"(?:\s+[A-ZĐÀ-Ỹ]{2,}){1,3})"
)
_ATTACHED = re.compile(r"\s*\((?:ban hành\s+)?kèm theo\s[^()]*\)\s*$", re.IGNORECASE)
_SIGN = vietnamese(r"[-–/\d]|^[A-ZĐÀ-Ỹ]{2,}$")
_WORD = vietnamese(r"\s+(?=[A-ZĐÀ-Ỹ][a-zà-ỹđ])")
_STATE_HEAD = vietnamese(
    r"(?:ỦY|UỶ) BAN NHÂN DÂN\s+((?:XÃ|PHƯỜNG|ĐẶC KHU|TỈNH|THÀNH PHỐ)"
    r"\s+[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ'\s]*)(?![a-zà-ỹđ])"
)
_PARTY_HEAD = vietnamese(
    r"((?:BAN (?:CHẤP HÀNH|THƯỜNG VỤ) )?(?:ĐẢNG (?:ỦY|UỶ|BỘ)|CHI (?:BỘ|ỦY))"
    r"(?:(?!\s(?:ĐẢNG|CHI|BAN (?:CHẤP|THƯỜNG)) ?[A-ZÀ-Ỹ]|\s[A-ZĐÀ-Ỹ][a-zà-ỹđ])[A-ZĐÀ-Ỹ\s-])*)"
)


def number_in(parts: Parts) -> Number:
    """Return the number and symbol of the document, the number None when blank."""
    for block in parts.head + parts.title:
        found = _NUMBER.search(block.text)
        if found:
            printed = block.text[found.start() : found.end()]
            return Number(
                printed=printed.strip(),
                no=found["no"],
                place=block.place(found.start(), found.end()),
                symbol=re.sub(r"\s+", "", _symbol(found["symbol"])),
            )
    return Number()


def _symbol(text: str) -> str:
    return _WORD.split(text)[0]


def date_in(blocks: list[Block]) -> PrintedDate:
    """Return the printed date; day, month or year are None where left blank."""
    for block in blocks:
        found = _DATE.search(block.text)
        if found:
            return PrintedDate(
                printed=found[0].strip(" ,"),
                year=_int(found["year"]),
                month=_int(found["month"]),
                day=_int(found["day"]),
                place=block.place(found.start(), found.end()),
            )
    return PrintedDate()


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def place_in(blocks: list[Block]) -> Fact:
    """Return the place printed before the date."""
    for block in blocks:
        found = _DATE.search(block.text)
        before = block.text[: found.start() + 4] if found else ""
        places = list(_PLACE.finditer(before)) or list(
            _PLACE.finditer(before.rstrip() + "ngày")
        )
        if found and places:
            place = _after_symbol(places[-1]["place"])
            start = block.text.find(place)
            return Fact(text=place, place=block.place(start, start + len(place)))
    return Fact()


def _after_symbol(text: str) -> str:
    words = text.split()
    while len(words) > 1 and _SIGN.search(words[0]) and not _SIGN.fullmatch(words[1]):
        words = words[1:]
    return " ".join(words).strip(" -–*")


def title_in(parts: Parts) -> Fact:
    """Return the abstract under the type line."""
    blocks = parts.title
    after_type = ""
    if parts.type_line and len(parts.type_line.text) > len(parts.doc_type) + 3:
        after_type = parts.type_line.text[len(parts.doc_type) :].strip(" :.-")
    texts = [
        after_type,
        *(b.text for b in blocks if not _DATE.search(b.text) or len(b.text) > 80),
    ]
    text = _ATTACHED.sub("", " ".join(t for t in texts if t)).strip(" .-")
    if not text:
        return Fact()
    first = blocks[0] if blocks else parts.type_line
    return Fact(text=text, place=first.place(0) if first else None)


def issuer_in(parts: Parts, place: str | None) -> Issuer:
    """Return who issued the document: enacting clause first, then letterhead, then place."""
    head = _letterhead_name(parts.head)
    enacting = _enacting(parts.preamble)
    everything = " ".join(
        b.text for b in parts.preamble + parts.title + parts.body + parts.foot
    )
    party = _is_party(parts, enacting or head)
    name = _full(enacting, place) if enacting else ""
    if head and (not name or len(fold(name).split()) < 4):
        name = head
    if not name:
        name = ("Đảng ủy " if party else "Ủy ban nhân dân xã ") + (place or "")
    where = next(
        (b for b in parts.head + parts.preamble if enacting in b.text or _has_name(b, name)),
        None,
    )
    return Issuer(
        name=name.strip(),
        printed=enacting or head or name.strip(),
        kind=_kind(party, name),
        variants=tuple(_variants(everything, name)),
        province=_province(parts, everything),
        place=where.place(0) if where else None,
    )


def _is_party(parts: Parts, name: str) -> bool:
    text = fold(" ".join(b.text for b in parts.head + parts.foot)) + " " + fold(name)
    return bool(
        re.search(
            r"dang cong san|t/m (?:ban|dang|chi)|-\s?kh/(?:du|cb|tu|dub)|^dang uy|\bchi bo\b|"
            r"\bkh/du\b",
            text,
        )
    ) or bool(re.match(r"(?:dang|chi bo|chi uy|ban thuong vu|ban chap hanh)", fold(name)))


def _kind(party: bool, name: str) -> str:  # noqa: FBT001
    if party:
        return "party_committee"
    plain = fold(name)
    for kind, word in (("ward", "phuong"), ("special_zone", "dac khu"), ("province", "tinh")):
        if re.search(rf"nhan dan {word}\b", plain):
            return kind
    return "commune"


def _enacting(blocks: list[Block]) -> str:
    for block in reversed(blocks):
        found = list(_ENACTS.finditer(block.text))
        if found:
            return found[-1][1].strip(" -–")
    return ""


def _full(name: str, place: str | None) -> str:
    name = re.sub(r"^Ban (?:Thường vụ|Chấp hành) Đảng bộ\b", "Đảng ủy", name)
    name = re.sub(r"^(?:Ban Thường vụ|Ban Chấp hành|Thường trực)\s+(?=Đảng|Chi bộ)", "", name)
    name = re.sub(r"^UBND\b", "Ủy ban nhân dân", name)
    name = (
        re.sub(r"^HĐND\b", "Hội đồng nhân dân", name)
        .replace("Uỷ ban", "Ủy ban")
        .replace("Đảng uỷ", "Đảng ủy")
    )
    whose = r"(?:Ủy ban nhân dân|Đảng ủy UBND) (?:xã|phường|đặc khu)"
    if place and re.fullmatch(whose, name):
        name += " " + place
    return name


def _letterhead_name(blocks: list[Block]) -> str:
    text = " ".join(_left(b.text) for b in blocks if not _NUMBER.search(b.text))
    found = _STATE_HEAD.search(text)
    if found:
        level, _, rest = found[1].strip().partition(" ")
        return f"Ủy ban nhân dân {level.lower()} {' '.join(rest.title().split())}"
    party = _PARTY_HEAD.findall(text)
    return _sentence_case(party[-1].strip()) if party else ""


def _left(text: str) -> str:
    return re.sub(
        r"(?:CỘNG HÒA|CỘNG HOÀ) XÃ HỘI.*|Độc lập\s*-.*|ĐẢNG CỘNG SẢN VIỆT NAM", "", text
    ).strip(" *-")


def _sentence_case(text: str) -> str:
    words = text.title().split()
    small = {"Xã", "Phường", "Bộ", "Ủy", "Uỷ", "Tỉnh"}
    return " ".join(w.lower() if w in small and i else w for i, w in enumerate(words))


def _has_name(block: Block, name: str) -> bool:
    tail = fold(name).split("nhan dan ")[-1]
    return tail in fold(block.text)


def _variants(text: str, name: str) -> list[str]:
    pattern = _PARTY if name.startswith(("Đảng", "Chi bộ")) else _STATE
    counts = Counter(re.sub(r"\s+", " ", m[0]) for m in pattern.finditer(text))
    own = fold(name).split()
    return [
        v
        for v, _n in counts.most_common(8)
        if len(set(fold(v).split()) & set(own)) >= 2 and "tinh" not in fold(v)
    ]


def _province(parts: Parts, text: str) -> str:
    counts = Counter(
        m[1].strip().title() for m in _PROVINCE.finditer(text) if m[1].strip()[0].isupper()
    )
    counts.update(m[1].strip().title() for b in parts.head for m in _PROVINCE.finditer(b.text))
    return counts.most_common(1)[0][0] if counts else ""
