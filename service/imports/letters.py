"""Compile regular expressions that know Vietnamese capitals from small letters.

In Unicode the two are interleaved, so a range such as À-Ỹ would match both.
"""

import re
import unicodedata

CAPITALS = (
    "".join(
        c
        for c in map(chr, range(0xC0, 0x1EFA))
        if c.isupper() and unicodedata.normalize("NFD", c)[0] in "AEIOUYaeiouy"
    )
    + "Đ"
)
SMALL = CAPITALS.lower()


def vietnamese(source: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a source in which À-Ỹ stands for the capitals and à-ỹ for the small letters."""
    return re.compile(source.replace("À-Ỹ", CAPITALS).replace("à-ỹ", SMALL), flags)
