"""Templates to bring: good ones, and such as bring what a form does not need."""

import io
import zipfile
from collections.abc import Callable, Sequence

import docx

Members = dict[str, bytes]
LINK = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/hyperlink" Target="http://example.test/" TargetMode="External"/>'
)


def form_of(*lines: str) -> bytes:
    """A Word file with paragraphs, the last of them in the header as well."""
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    return saved(paper)


def table_of(*rows: Sequence[str], above: Sequence[str] = ()) -> bytes:
    """A Word file with a table of these rows, and paragraphs above it."""
    paper = docx.Document()
    for line in above:
        paper.add_paragraph(line)
    table = paper.add_table(0, max(map(len, rows)))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=False):
            cell.text = words
    return saved(paper)


def saved(paper: docx.document.Document) -> bytes:
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def spoiled(data: bytes, spoil: Callable[[Members], object]) -> bytes:
    """The same file with members changed."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    spoil(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, said in members.items():
            made.writestr(name, said)
    return out.getvalue()


def replaced(name: str, old: bytes, new: bytes) -> Callable[[Members], object]:
    def spoil(members: Members) -> None:
        assert old in members[name]
        members[name] = members[name].replace(old, new, 1)

    return spoil


def element(said: bytes) -> Callable[[Members], object]:
    """Put something into the body of the text."""
    return replaced("word/document.xml", b"<w:body>", b"<w:body>" + said)
