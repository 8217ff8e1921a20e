"""The page of every official paper: A4, margins, letters, page number; and lines put on it.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, margins 20 to 25 mm above and below, 30 to 35
mm left, 15 to 20 mm right, Times New Roman, page number 13 to 14 centred in the top margin from
the second page on; wide tables stand landscape.
"""

import re
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from service.papers.looks import FONT, Look

SHORT, LONG = 210, 297  # millimetres of A4
UPPER_EDGE = LOWER_EDGE = 20  # margins, in millimetres
LEFT_EDGE, RIGHT_EDGE = 30, 15
HEADER, SIZE = 10, 13  # millimetres above the page number; points of what stands on the page
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
UPRIGHT = SHORT - LEFT_EDGE - RIGHT_EDGE  # millimetres between the margins
ACROSS = LONG - LEFT_EDGE - RIGHT_EDGE


def upright() -> Document:
    """Give an empty portrait paper."""
    return _paper(SHORT, LONG)


def across() -> Document:
    """Give an empty landscape paper, for wide tables."""
    paper = _paper(LONG, SHORT)
    paper.sections[0].orientation = WD_ORIENT.LANDSCAPE
    return paper


def put(place: Document | _Cell, words: str, look: Look) -> Paragraph:
    """Put a paragraph on a paper or into a cell, after what stands there."""
    line = _free(place) or place.add_paragraph()
    shape = line.paragraph_format
    line.alignment = look.align
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Mm(look.first_line)
    if look.line:
        shape.line_spacing = Pt(look.line)
    run = line.add_run(UNWRITABLE.sub("", words.upper() if look.upper else words))
    run.bold, run.italic, run.font.size = look.bold, look.italic, Pt(look.size)
    run.font.underline = look.underline
    return line


def rule_below(place: Document | _Cell, width: int, of: int) -> None:
    """Draw a line of `width` millimetres in the middle of a place `of` millimetres wide."""
    line = place.add_paragraph()
    shape = line.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = Pt(3)
    shape.left_indent = shape.right_indent = Mm((of - width) / 2)
    border = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "4"), ("space", "1"), ("color", "000000")):
        border.set(qn(f"w:{name}"), value)
    edges = OxmlElement("w:pBdr")
    edges.append(border)
    properties: Any = line._p.get_or_add_pPr()  # noqa: SLF001 - no public name
    properties.insert_element_before(edges, "w:shd", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _paper(width: int, height: int) -> Document:
    paper = docx.Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin, section.right_margin = Mm(LEFT_EDGE), Mm(RIGHT_EDGE)
    section.top_margin, section.bottom_margin = Mm(UPPER_EDGE), Mm(LOWER_EDGE)
    section.header_distance = Mm(HEADER)
    section.different_first_page_header_footer = True
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    _number_pages(section.header.paragraphs[0])
    _forget_the_template(paper)
    return paper


def _forget_the_template(paper: Document) -> None:
    """Let the file's properties tell nothing of the empty file that it began as."""
    facts = paper.core_properties._element  # noqa: SLF001 - no public name
    for fact in list(facts):
        facts.remove(fact)


def _number_pages(line: Any) -> None:
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)  # noqa: SLF001 - python-docx has no name for fields


def _free(place: Document | _Cell) -> Paragraph | None:
    """Give the empty paragraph with which every cell begins, while it is empty."""
    if not isinstance(place, _Cell):
        return None
    first = place.paragraphs[0]
    return first if len(place.paragraphs) == 1 and not first.runs else None
