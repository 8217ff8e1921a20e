"""Decide what a file is by its content, and refuse what must not be opened."""

import re
from typing import Literal

import filetype

from service.imports.packages import check_package
from service.imports.refusals import (
    EmptyFileError,
    EncryptedFileError,
    FileTooLargeError,
    MacroFileError,
    OldSheetFileError,
    OldWordFileError,
    UnknownKindError,
    WrongExtensionError,
)

Kind = Literal["docx", "xlsx", "pdf", "txt", "csv"]
LIMIT = 25 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLES = frozenset({"csv", "tsv"})
_OLD_SHEET = "Workbook".encode("utf-16-le")
_ACTIVE = re.compile(rb"/(?:JavaScript|JS|Launch|RichMedia)\b")
_ENCRYPTED_OLE = "EncryptedPackage".encode("utf-16-le")
_CONTROL_SHARE = 0.02


def check(data: bytes, name: str) -> Kind:
    """Return the kind of a file, or refuse it; reads nothing beyond what that takes."""
    if not data.strip(b"\0 \t\r\n\f"):
        raise EmptyFileError
    if len(data) > LIMIT:
        raise FileTooLargeError(size=len(data), limit=LIMIT)
    kind = _by_content(data, name)
    claimed = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if claimed in {"docm", "dotm", "xlsm", "xltm"}:
        raise MacroFileError
    if kind == "txt" and claimed in _TABLES:
        return "csv"
    if claimed != kind and not (kind == "txt" and claimed in {"", "text", "md"}):
        raise WrongExtensionError(claimed=claimed, found=kind)
    if kind == "pdf" and _ACTIVE.search(_outside_streams(data)):
        raise MacroFileError
    return kind


def _outside_streams(data: bytes) -> bytes:
    """Return a PDF without its packed streams, in which any bytes may stand."""
    kept, at = [], 0
    while (start := data.find(b"stream", at)) >= 0:
        kept.append(data[at:start])
        end = data.find(b"endstream", start)
        if end < 0:
            return b"".join(kept)
        at = end + len(b"endstream")
    return b"".join([*kept, data[at:]])


def _by_content(data: bytes, name: str) -> Kind:
    if data.startswith(_OLE):
        if _ENCRYPTED_OLE in data:
            raise EncryptedFileError
        raise OldSheetFileError if _OLD_SHEET in data else OldWordFileError
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return check_package(data, name)
    if filetype.guess(data[:8192]) is not None or not _is_text(data):
        raise UnknownKindError(name=name)
    return "txt"


def _is_text(data: bytes) -> bool:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return True
    head = data[:65536]
    if head[1::2].count(0) > len(head) * 0.3 or head[::2].count(0) > len(head) * 0.3:
        return True
    odd = sum(head.count(c) for c in range(32) if c not in {9, 10, 12, 13})
    return odd <= len(head) * _CONTROL_SHARE and not head.lstrip()[:5].lower().startswith(
        (b"{\\rtf", b"<html", b"<!doc")
    )
