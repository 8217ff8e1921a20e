"""Tell readable Vietnamese from a broken text layer, so that nonsense is not imported."""

import re

from service.imports.document import Document
from service.imports.refusals import EmptyFileError, GarbledTextError

_WORD = re.compile(r"\S+")
_ODD = re.compile(
    "[\u00a1-\u00b6\u00b8-\u00bf\u00d7\u00f7\u00c4-\u00c7\u00cb\u00ce-\u00cf\u00d1\u00d6-\u00d8\u00db-\u00dc\u00de-\u00df"
    "\u00e4-\u00e7\u00eb\u00ee-\u00ef\u00f1\u00f6-\u00f8\u00fb-\u00fc\u00fe-\u00ff\ufffd\ue000-\uf8ff]"
)
_CID = re.compile(r"\(cid:\d+\)")
_MIXED = re.compile(r"[^\W\d_]\d+[^\W\d_]|[^\W\d_][$#@^~|\\{}<>]+[^\W\d_]")
_LETTER = re.compile(r"[^\W\d_]")
_SHARE = 0.10
_FEW = 20


def require_legible(document: Document) -> None:
    """Refuse a document whose words are mostly not words."""
    words = [w for line in document.lines for w in _WORD.findall(line.text)]
    if not words:
        raise EmptyFileError
    text = " ".join(words)
    cids = len(_CID.findall(text))
    lettered = [w for w in words if _LETTER.search(w)]
    odd = sum(
        1
        for w in lettered
        if _ODD.search(w) or (_MIXED.search(w) and "/" not in w and "-" not in w)
    )
    if len(words) >= _FEW and (
        odd > len(lettered) * _SHARE
        or cids > len(words) * _SHARE
        or len(lettered) * 4 < len(words)
    ):
        raise GarbledTextError(sample=text[:60])
