"""Vietnamese names: sorted by given name, found without marks.

No database here has a Vietnamese collation, so the order is made once, as a key in a column
with the "C" collation: letters a ă â b c d đ e ê …, then tones, as dictionaries have it.
"""

import re
import unicodedata

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
WORD = re.compile(r"[a-z0-9]+")
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def sort_key(name: str) -> str:
    """Give the key that puts people in the order of given, middle, family name."""
    words = unicodedata.normalize("NFC", name).lower().split()
    ordered = words[-1:] + words[:-1]
    return " ".join(map(_letters, ordered)) + "\x01" + " ".join(map(_tones, ordered))


def folded(text: str) -> str:
    """Take the marks off, for a search that does not care: `Đặng` gives `dang`."""
    bare = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(char for char in bare if not unicodedata.combining(char))


def plain_words(text: str) -> list[str]:
    """Give the words of a text as searches compare them: small, without marks and signs."""
    return WORD.findall(folded(text))


def kept_words(*texts: str) -> str:
    """Fold texts once for searches: words between single spaces, one at each end too."""
    return f" {' '.join(plain_words(' '.join(texts)))} "


def _toneless(word: str) -> str:
    split = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", "".join(c for c in split if c not in TONES))


def _letters(word: str) -> str:
    return "".join(chr(0x30 + LETTERS.index(c)) if c in LETTERS else c for c in _toneless(word))


def _tones(word: str) -> str:
    split = unicodedata.normalize("NFD", word)
    return "".join(str(TONES[c]) for c in split if c in TONES) or "0"
