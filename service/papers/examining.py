"""Reads a template that somebody brought, and refuses what a form does not need.

Macros, embedded objects, links and every other content from outside are refused, and fields of
Word that fetch something; a template is a page with words and names of fields.
"""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from events.errors import RefusedError

Foreign = Literal["macro", "object", "outside", "field", "part"]
LARGEST = 1024 * 1024  # bytes of the file
MOST_UNPACKED, MOST_MEMBERS = 20 * 1024 * 1024, 300
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KEPT = ("word/document.xml", "word/header", "word/footer", "word/footnotes.xml")
NAMES: dict[str, Foreign] = {
    "vba": "macro",
    "activex": "object",
    "embeddings/": "object",
    "oleobject": "object",
    "afchunk": "outside",
}
ELEMENTS: dict[str, Foreign] = {
    qn("w:object"): "object",
    qn("w:control"): "object",
    qn("w:altChunk"): "outside",
    qn("w:subDoc"): "outside",
}
HARMLESS = {"PAGE", "NUMPAGES", "SECTIONPAGES"}


@dataclass(eq=False)
class TemplateTooLargeError(RefusedError):
    """A template has at most 1 MB, and little more when it is unpacked."""


@dataclass(eq=False)
class TemplateUnreadableError(RefusedError):
    """It is no Word file (.docx)."""


@dataclass(eq=False)
class TemplateForeignError(RefusedError):
    """It brings what a form does not need; `where` is the part of the file, or the field."""

    what: Foreign
    where: str


def parts_of(data: bytes) -> dict[str, Any]:
    """Give the parts of a template that bear text, by name, as roots of XML.

    Raises:
        TemplateTooLargeError, TemplateUnreadableError, TemplateForeignError: as they say.
    """
    if len(data) > LARGEST:
        raise TemplateTooLargeError
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return _read(packed)
    except (zipfile.BadZipFile, KeyError, ValueError, etree.XMLSyntaxError) as unread:
        raise TemplateUnreadableError from unread


def rewritten(data: bytes, parts: dict[str, Any]) -> bytes:
    """Give the file with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as made:
        for one in packed.infolist():
            root = parts.get(one.filename)
            said = (
                packed.read(one)
                if root is None
                else etree.tostring(
                    root, xml_declaration=True, encoding="UTF-8", standalone=True
                )
            )
            made.writestr(one.filename, said, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _read(packed: zipfile.ZipFile) -> dict[str, Any]:
    members = packed.infolist()
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise TemplateTooLargeError
    names = [one.filename for one in members]
    for name in names:
        foreign = next((what for part, what in NAMES.items() if part in name.lower()), None)
        if foreign is not None:
            raise TemplateForeignError(foreign, name)
    read = {name: packed.read(name) for name in names if name.endswith((".xml", ".rels"))}
    if "macroenabled" in read["[Content_Types].xml"].decode("utf-8").lower():
        raise TemplateForeignError("macro", "[Content_Types].xml")
    if MAIN not in read["[Content_Types].xml"].decode("utf-8"):
        raise TemplateUnreadableError
    for name, said in read.items():
        _require_own(name, said)
    return {name: parse_xml(said) for name, said in read.items() if name.startswith(KEPT)}


def _require_own(name: str, said: bytes) -> None:
    """Refuse a part that points outside, or brings what runs."""
    if b"<!DOCTYPE" in said or b"<!ENTITY" in said:
        raise TemplateForeignError("part", name)
    root: Any = parse_xml(said)
    if name.endswith(".rels") and any(one.get("TargetMode") == "External" for one in root):
        raise TemplateForeignError("outside", name)
    for element in root.iter():
        if (foreign := ELEMENTS.get(element.tag)) is not None:
            raise TemplateForeignError(foreign, name)
    for field in _fields(root):
        if (field.split() or [""])[0].upper() not in HARMLESS:
            raise TemplateForeignError("field", field.strip()[:60])


def _fields(root: Any) -> Iterator[str]:
    """Give the fields of Word itself that a part has, each in one piece."""
    yield from (one.get(qn("w:instr"), "") for one in root.iter(qn("w:fldSimple")))
    for line in root.iter(qn("w:p")):
        said = "".join(one.text or "" for one in line.iter(qn("w:instrText")))
        if said.strip():
            yield said
