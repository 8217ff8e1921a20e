"""Look into an Office package before anything parses it: sizes, macros, entities, links."""

import io
import re
import zipfile
from typing import Literal

from service.imports.refusals import (
    BombError,
    BrokenFileError,
    EncryptedFileError,
    ForbiddenMarkupError,
    MacroFileError,
    UnknownKindError,
)

Office = Literal["docx", "xlsx"]
_MAIN: dict[str, Office] = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
ENTRIES = 4_000
UNPACKED = 200 * 1024 * 1024
XML_PART = 60 * 1024 * 1024
RATIO = 200
DEPTH = 250
CELLS = 100_000
_SMALL = 1024 * 1024
_MACRO = re.compile(
    r"vbaproject\.bin$|vbadata\.xml$|/activex/|\.(?:exe|dll|js|vbs|bat|cmd|ps1)$", re.IGNORECASE
)
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_SHEET = re.compile(r"xl/(?:worksheets/[^/]+|sharedStrings)\.xml$")
_CELL = re.compile(rb"<(?:w:tc|(?:x:)?c(?=[^>]*[^/]>))[\s>]")
_NESTED = re.compile(r"\.(?:zip|docx|docm|xlsx|xlsm|7z|rar|gz)$", re.IGNORECASE)


def check_package(data: bytes, name: str) -> Office:
    """Say which kind a package is; refuse it when damaged, hostile, or of another kind."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            _sizes(infos)
            names = {i.filename for i in infos}
            kind = next((kind for part, kind in _MAIN.items() if part in names), None)
            if kind is None:
                raise UnknownKindError(name=name)
            for info in infos:
                _entry(package, info)
            return kind
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise BrokenFileError from error
    except RuntimeError as error:
        raise EncryptedFileError from error


def _sizes(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > ENTRIES:
        raise BombError(why="entries")
    if sum(i.file_size for i in infos) > UNPACKED:
        raise BombError(why="unpacked size")
    for info in infos:
        if info.file_size > _SMALL and info.file_size > RATIO * max(info.compress_size, 1):
            raise BombError(why="ratio")


def _entry(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise EncryptedFileError
    if _MACRO.search(info.filename):
        raise MacroFileError
    if _NESTED.search(info.filename):
        raise BombError(why="nested archive")
    if info.filename.endswith((".xml", ".rels")):
        _markup(package, info)


def _markup(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
    if info.file_size > XML_PART:
        raise BombError(why="part size")
    with package.open(info) as part:
        content = part.read(XML_PART + 1)
    if len(content) > XML_PART:
        raise BombError(why="part size")
    plain = (
        content.replace(b"\0", b"") if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else content
    )
    if _DOCTYPE.search(plain):
        raise ForbiddenMarkupError(part=info.filename)
    if info.filename == "[Content_Types].xml" and b"macroEnabled" in content:
        raise MacroFileError
    if info.filename in _MAIN or _SHEET.match(info.filename):
        _main_part(content)


def _main_part(content: bytes) -> None:
    if sum(1 for _ in _CELL.finditer(content)) > CELLS:
        raise BombError(why="cells")
    depth = deepest = 0
    for tag in re.finditer(rb"<(/?)[\w:][^<>]*?(/?)>", content):
        if tag[1]:
            depth -= 1
        elif not tag[2]:
            depth += 1
            deepest = max(deepest, depth)
    if deepest > DEPTH:
        raise BombError(why="depth")
