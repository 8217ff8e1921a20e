"""Read plain text: any Unicode encoding, composed or not, any newline."""

import unicodedata

from service.imports.characters import footnote_mark, tidy
from service.imports.document import Document, Line
from service.imports.refusals import GarbledTextError

_BARS = 3
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_text(data: bytes) -> Document:
    """Return the lines of a text file, numbered as an editor numbers them."""
    text = decode(data)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    kept = [
        Line(text=clean, number=number, footnote=footnote_mark(raw), cells=_cells(clean))
        for number, raw in enumerate(lines, 1)
        if (clean := tidy(raw)) or raw.strip()
    ]
    traits = () if unicodedata.is_normalized("NFC", text) else ("decomposed",)
    return Document(kind="txt", lines=tuple(kept), traits=traits)


def _cells(line: str) -> tuple[str, ...]:
    """Return the cells of a line drawn as a table row, | one | two | three |."""
    ruled = line.startswith("|") and line.endswith("|") and line.count("|") > _BARS
    return tuple(c.strip() for c in line[1:-1].split("|")) if ruled else ()


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
