"""Read plain text: any Unicode encoding, composed or not, any newline."""

import unicodedata
from collections.abc import Iterator

from service.imports.characters import footnote_mark, tidy
from service.imports.document import Document, Line
from service.imports.refusals import GarbledTextError
from service.imports.sources.markup import Marks
from service.imports.sources.table_rows import line_of

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_text(data: bytes) -> Document:
    """Return the lines of a text file, numbered as an editor numbers them."""
    text = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    marks = Marks()
    kept = [
        line
        for number, raw in enumerate(lines, 1)
        if raw.strip()
        for line in _lines(marks, raw, number)
    ]
    traits = () if unicodedata.is_normalized("NFC", text) else ("decomposed",)
    return Document(kind="txt", lines=tuple(kept), traits=traits)


def _lines(marks: Marks, raw: str, number: int) -> Iterator[Line]:
    for text, cells in marks.lines(raw):
        if len(cells) > 1:
            yield line_of(cells, number)
        elif text.strip() or not raw.strip("|<>/ "):
            yield Line(text=tidy(text), number=number, footnote=footnote_mark(text))


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8 or UTF-16, with or without a mark."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    try:
        return data.decode(encoding or _guess(data))
    except UnicodeDecodeError as error:
        raise GarbledTextError(sample=repr(data[:20])) from error


def _guess(data: bytes) -> str:
    head = data[:2000]
    if head[1::2].count(0) > len(head) // 3:
        return "utf-16-le"
    if head[::2].count(0) > len(head) // 3:
        return "utf-16-be"
    return "utf-8"
