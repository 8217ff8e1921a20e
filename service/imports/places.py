"""Say where in the source a record stands, and keep the text by paragraphs."""

import msgspec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Point to source lines (1-based), page, paragraph and the characters within it."""

    first_line: int
    last_line: int
    paragraph: int
    start: int
    end: int
    page: int | None = None


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one paragraph of the document, joined over lines and pages.

    `kind` is heading, bullet, body, letterhead, signature, recipient, footnote, note or other.
    """

    number: int
    text: str
    kind: str
    first_line: int
    last_line: int
    section: str = ""
    page: int | None = None


class Noise(msgspec.Struct, frozen=True, kw_only=True):
    """Keep one line that was left out of the text, with the reason (page number, link)."""

    line: int
    text: str
    why: str


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Carry what every proposed record has: source wording, place, rule, confidence 0..1."""

    id: str
    text: str
    place: Place
    rule: str
    confidence: float
