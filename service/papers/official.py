"""What an official paper says besides its text: who issues it, to whom it goes, who signs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document

from service.papers.looks import Look

ABBREVIATIONS = {  # Decree 30/2020/NĐ-CP, Phụ lục III; the Party writes these alike
    "Báo cáo": "BC",
    "Biên bản": "BB",
    "Chương trình": "CTr",
    "Kế hoạch": "KH",
    "Kết luận": "KL",
    "Nghị quyết": "NQ",
    "Quyết định": "QĐ",
    "Thông báo": "TB",
    "Tờ trình": "TTr",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands over the text.

    `number` is empty while none was given, and room is left; `symbol` is what follows it:
    "BC-UBND"; without one a Party paper bears no number. `place` may be empty, for minutes,
    which say place and day in their text.
    """

    issuer: str
    kind: str
    subject: str
    symbol: str
    parent: str = ""
    number: str = ""
    place: str = ""
    day: date | None = None
    to: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs, and in whose name.

    `collective` decides together ("Ủy ban nhân dân", "Ban Thường vụ"), `deputy_of` is the post
    that a deputy signs for, `order_of` the post by whose order somebody signs.
    """

    post: str
    name: str = ""
    collective: str = ""
    deputy_of: str = ""
    order_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How one family of papers looks, and how it writes numbers and ends."""

    over: Callable[[Document, Head], None]
    signing: Callable[[Signer], list[str]]
    number_of: Callable[[Head], str]
    ground: Look
    section: Look
    article: Look
    clause: Look
    body: Look
    addressee: Look
    recipients: Look
    recipient: Look
    authority: Look
    post: Look
    name: Look
    annex: Look
    annex_name: Look
    annex_of: Look
    section_number: str = "{}. "
    ground_mark: str = ""
    end: str = "./."
    after_number: str = ""
    submitting: str = "Kính gửi"
