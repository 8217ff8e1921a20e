"""Read a Word file: text with automatic numbers, tables, text boxes, footnotes."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from service.imports.characters import footnote_mark, tidy
from service.imports.document import Document, Line
from service.imports.refusals import BombError, BrokenFileError, EmptyFileError
from service.imports.sources.numbering import Numbering, numbering_of
from service.imports.sources.table_rows import line_of, text_of
from service.imports.sources.word_tables import filled_columns, grid_of, rows_of

_SKIPPED = frozenset(
    qn(t) for t in ("w:del", "w:moveFrom", "w:txbxContent", "w:pPr", "w:instrText")
)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DATA_COLUMNS = 3
_MAX_LINES = 60_000


def read_word(data: bytes) -> Document:
    """Return the lines of a Word document, tracked changes accepted."""
    try:
        word = docx.Document(io.BytesIO(data))
        found = [*_Body(word).lines(), *_footnotes(word)]
    except (
        KeyError,
        ValueError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        SyntaxError,
    ) as error:
        raise BrokenFileError from error
    if not found:
        raise EmptyFileError
    if len(found) > _MAX_LINES:
        raise BombError(why="lines")
    lines = tuple(
        Line(text=text, number=number, cells=cells, footnote=note)
        for number, (text, cells, note) in enumerate(found, 1)
    )
    return Document(kind="docx", lines=lines)


_Row = tuple[str, tuple[str, ...], bool]


class _Body:
    """Walk over the body of a Word document in reading order."""

    def __init__(self, word: WordDocument) -> None:
        self._root: Any = word.element.body
        self._numbering: Numbering = numbering_of(word)
        self._styles = _style_numbers(word)

    def lines(self) -> Iterator[_Row]:
        yield from self._container(self._root)

    def _container(self, container: Any) -> Iterator[_Row]:
        for child in container.iterchildren():
            if child.tag == qn("w:p"):
                yield from self._paragraph(child)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag in {qn("w:sdt"), qn("w:ins"), qn("w:customXml"), qn("w:moveTo")}:
                content = child.find(qn("w:sdtContent"))
                yield from self._container(child if content is None else content)

    def _paragraph(self, paragraph: Any) -> Iterator[_Row]:
        label = self._label(paragraph)
        for index, piece in enumerate(_text(paragraph).split("\n")):
            text = tidy(f"{label} {piece}" if label and index == 0 else piece)
            if text:
                yield text, (), not label and footnote_mark(piece)
        for box in paragraph.iter(qn("w:txbxContent")):
            if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                yield from self._container(box)

    def _label(self, paragraph: Any) -> str:
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return ""
        number = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        inherited = (
            self._styles.get(style.get(qn("w:val")), ("", 0)) if style is not None else ("", 0)
        )
        number_id, depth = _number(number, inherited)
        return self._numbering.label(number_id, depth) if number_id and number_id != "0" else ""

    def _table(self, table: Any) -> Iterator[_Row]:
        rows = rows_of(table)
        said = [[list(self._container(cell.element)) for cell in row] for row in rows]
        words = [["\n".join(t for t, _c, _n in cell) for cell in row] for row in said]
        grid = grid_of(rows, words)
        if filled_columns(grid) >= _DATA_COLUMNS:
            for row in grid:
                if any(row):
                    cells = line_of(row, 0).cells
                    yield text_of(cells), cells, False
            return
        for column in range(max((len(r) for r in said), default=0)):
            for cells_said in said:
                if column < len(cells_said):
                    yield from cells_said[column]


def _number(number: Any, inherited: tuple[str, int]) -> tuple[str, int]:
    if number is None:
        return inherited
    chosen, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
    return (
        inherited[0] if chosen is None else str(chosen.get(qn("w:val"))),
        inherited[1] if level is None else int(level.get(qn("w:val"))),
    )


def _style_numbers(word: WordDocument) -> dict[str, tuple[str, int]]:
    found: dict[str, tuple[str, int]] = {}
    for style in word.styles.element.findall(qn("w:style")):
        number = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            found[style.get(qn("w:styleId"))] = _number(number, ("", 0))
    return found


def _text(element: Any) -> str:
    """Return the visible text of a paragraph; deleted and moved-away runs are left out."""
    parts: list[str] = []
    for child in element.iterchildren():
        if child.tag in _SKIPPED or child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:r") and _hidden(child):
            continue
        else:
            parts.append(_SIGNS.get(child.tag, "") or _text(child))
    return "".join(parts)


_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in {"0", "false"}


def _footnotes(word: WordDocument) -> Iterator[_Row]:
    for relation in word.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/footnotes"):
            continue
        root: Any = parse_xml(relation.target_part.blob)
        for note in root.findall(qn("w:footnote")):
            if note.get(qn("w:type")) is None:
                text = tidy(" ".join(_text(p) for p in note.iter(qn("w:p"))))
                if text:
                    yield text, (), True
