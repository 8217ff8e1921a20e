"""Tell lines that are not part of the text: page numbers, link targets, ruled lines."""

import re

_URL = re.compile(r"(?:https?://|www\.)\S+$", re.IGNORECASE)
_PAGE = re.compile(
    r"(?:[-–—]\s*)?(?:trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–—])?", re.IGNORECASE
)
_RULE = re.compile(r"[\W_]*")
_SIGNED = re.compile(r"(?:ký bởi|người ký|signed by|signature not verified)\b.*", re.IGNORECASE)


def why_noise(text: str) -> str | None:
    """Return why a tidied line is no text, or None when it is text."""
    for why, pattern in (
        ("rule", _RULE),
        ("page_number", _PAGE),
        ("url", _URL),
        ("signature_stamp", _SIGNED),
    ):
        if pattern.fullmatch(text):
            return why
    return None
