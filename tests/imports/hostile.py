"""Files that nobody should open: made here, never kept."""

import io
import zipfile

import docx
from docx.document import Document as WordDocument
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

_BODY = "word/document.xml"


def word(text: str = "Kế hoạch") -> bytes:
    """A small honest Word file."""
    paper = docx.Document()
    paper.add_paragraph(text)
    return saved(paper)


def saved(paper: WordDocument) -> bytes:
    """The bytes of a Word document."""
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def with_part(name: str, content: bytes, *, honest: bytes | None = None) -> bytes:
    """A Word file with one part more, or with another content of one."""
    kept = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(honest or word())) as old,
        zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        new.writestr(name, content)
    return kept.getvalue()


def other_zip() -> bytes:
    """An archive that is no Word file."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as new:
        new.writestr("readme.txt", "hello")
    return kept.getvalue()


def locked_word() -> bytes:
    """What Word makes of a document with a password."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    return head + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(90)


def document(body: str, prologue: str = "") -> bytes:
    """A Word file with this body."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    root = f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>'
    return with_part(_BODY, f'<?xml version="1.0"?>{prologue}{root}'.encode())


def zip_bomb() -> bytes:
    """A Word file of some kilobytes that unpacks to 300 MB."""
    return with_part("word/media/big.bin", bytes(300 * 1024 * 1024))


def declared_huge() -> bytes:
    """A package whose directory claims that a part has 4 GB."""
    data = bytearray(with_part("word/media/a.bin", bytes(100)))
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = (4_000_000_000).to_bytes(4, "little")
    return bytes(data)


def entities() -> bytes:
    """A Word file whose XML declares entities that blow up."""
    prologue = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    return document("<w:p><w:r><w:t>&b;</w:t></w:r></w:p>", prologue)


def deep() -> bytes:
    """A Word file with tables in tables in tables."""
    inner = "<w:p/>"
    for _ in range(120):
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>"
    return document(inner)


def many_cells() -> bytes:
    """A Word file with a table of more than 100,000 cells."""
    row = "<w:tr>" + "<w:tc><w:p/></w:tc>" * 1001 + "</w:tr>"
    return document("<w:tbl>" + row * 101 + "</w:tbl>")


def macro() -> bytes:
    """A Word file with a macro, renamed to .docx."""
    return with_part("word/vbaProject.bin", b"\xd0\xcf\x11\xe0macro")


def locked_pdf() -> bytes:
    """A PDF that asks for a password."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    return _bytes(writer)


def script_pdf() -> bytes:
    """A PDF that runs a script when opened."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(
        {
            NameObject("/S"): NameObject("/JavaScript"),
            NameObject("/JS"): TextStringObject("app.alert('hello')"),
        }
    )
    return _bytes(writer)


def garbled_pdf() -> bytes:
    """A PDF whose text layer is the rubbish of a broken recognition."""
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    words = " ".join(["C\\366ng h\\374a x\\344 h\\341i ch\\361 ngh\\357a"] * 6)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 11 Tf 40 700 Td ({words}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    page[NameObject("/Resources")] = _resources(writer)
    return _bytes(writer)


def _resources(writer: PdfWriter) -> DictionaryObject:
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
        }
    )
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
    return DictionaryObject({NameObject("/Font"): fonts})


def _bytes(writer: PdfWriter) -> bytes:
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()
