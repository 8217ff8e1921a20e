"""Bring Vietnamese text to one form: composed letters, plain spaces, no leftover markup."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SUPERSCRIPT = re.compile("(?<![mM])[\u00b9\u00b2\u00b3\u2070\u2074-\u2079\u2080-\u2089]+")
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "\u2010": "-", "\u2011": "-"})
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
)
_EMPHASIS = re.compile(r"(?<!\| )\*|\*(?! \|)")  # a star alone in a cell is a mark
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_NARROW = frozenset("ijlt.,;:!'|()[]/\\-–IJ1")
_WIDE = frozenset("mwMWƠƯ%@…—")


class _Plain(dict[int, str]):
    """Say for every letter met what is left of it without marks."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code)).replace("đ", "d")
        self[code] = "".join(c for c in parts if not unicodedata.combining(c))
        return self[code]


_PLAIN = _Plain()


def compose(text: str) -> str:
    """Return the text in NFC, without invisible signs, with one form of each letter."""
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text).translate(_LOOKALIKES).translate(_LIGATURES)


def tidy(line: str) -> str:
    """Return one line composed, single-spaced and free of markup and footnote marks."""
    text = _SPACES.sub(" ", compose(line)).strip()
    text = re.sub(r"^#{1,6} (?=\S)", "", text)
    if re.match(r"\* \S", text):
        text = "• " + text[2:]
    text = text if text == "*" else _EMPHASIS.sub("", text)
    return _SPACES.sub(" ", _SUPERSCRIPT.sub("", text)).strip()


def footnote_mark(line: str) -> bool:
    """Tell whether a line opens with a superscript number, as footnotes do."""
    return bool(re.match("\\s*[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+\\s*\\S", line))


def fold(text: str) -> str:
    """Return the text lower-case and without marks, for comparing names read by OCR."""
    return text.lower().translate(_PLAIN)


def same_tone(text: str) -> str:
    """Move each tone mark to the end of its syllable: hoá and hóa become equal."""
    return re.sub(r"[^\W\d_]+", lambda m: _tone_last(m[0]), unicodedata.normalize("NFC", text))


def _tone_last(word: str) -> str:
    parts = unicodedata.normalize("NFD", word)
    tone = "".join(c for c in parts if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) + tone


def width(text: str) -> float:
    """Estimate the printed width of a text in ems of a serif face."""
    return sum(
        0.30
        if c in _NARROW
        else 0.25
        if c == " "
        else 0.72
        if c in _WIDE or c.isupper()
        else 0.47
        for c in text
    )
