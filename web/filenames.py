"""Names of uploaded files, made safe to keep and to show."""

import unicodedata
from pathlib import PurePath, PureWindowsPath

LONGEST = 150  # characters; the ending is kept, because it says the kind


def tidy_name(typed: str, *, otherwise: str) -> str:
    """Give the bare name of an uploaded file: composed, printable and not too long."""
    bare = PureWindowsPath(unicodedata.normalize("NFC", typed)).name
    clean = "".join(char for char in bare if char.isprintable()).strip()
    if len(clean) > LONGEST:
        ending = PurePath(clean).suffix[:10]
        clean = clean[: LONGEST - len(ending)] + ending
    return clean or otherwise
