"""Writes an official paper from its head to its annexes; numbers its parts as it goes."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from itertools import count
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.run import Run

from service.papers import looks
from service.papers.blocks import Signature, signatures
from service.papers.numbering import letter, roman
from service.papers.official import Head, Layout, Signer
from service.papers.page import LONG, SHORT, UPRIGHT, put, upright
from service.papers.tables import Row, blocks, ruled

RECIPIENTS_WIDTH = 78  # millimetres
BEGINS_ANEW = {  # a part, and the parts below it that are counted from 1 again; articles go on
    "chapter": ("section", "clause", "point"),
    "section": ("clause", "point"),
    "article": ("clause", "point"),
    "clause": ("point",),
    "point": (),
}


class Writer:
    """One paper while it is written, in the layout of its family."""

    def __init__(self, layout: Layout, head: Head) -> None:
        self.layout, self.head, self.paper = layout, head, upright()
        self.counted = Counter[str]()
        self.annexes: list[Run] = []
        layout.over(self.paper, head)
        self._to(head.to)

    def grounds(self, lines: Sequence[str]) -> None:
        """Name the legal bases, one a line: a semicolon after each, a stop after the last."""
        for number, line in enumerate(lines, 1):
            end = "." if number == len(lines) else ";"
            said = f"{self.layout.ground_mark}{line.rstrip('.; ')}{end}"
            put(self.paper, said, self.layout.ground)

    def chapter(self, title: str) -> None:
        """Begin a chapter: its Roman number and its title, each on a line."""
        put(self.paper, f"Chương {roman(self._next('chapter'))}", looks.CHAPTER)
        put(self.paper, title, looks.CHAPTER_TITLE)

    def section(self, title: str) -> None:
        """Begin a section (mục): I, II and so on."""
        number = self.layout.section_number.format(roman(self._next("section")))
        put(self.paper, f"{number}{title}", self.layout.section)

    def article(self, title: str) -> None:
        """Begin an article (điều), numbered through the paper."""
        put(self.paper, f"Điều {self._next('article')}. {title}", self.layout.article)

    def clause(self, title: str) -> None:
        """Begin a clause (khoản) that has a title, on a line of its own."""
        put(self.paper, f"{self._next('clause')}. {title}", self.layout.clause)

    def said(self, words: str) -> None:
        """Write a clause (khoản) without a title."""
        put(self.paper, f"{self._next('clause')}. {words}", self.layout.body)

    def point(self, words: str) -> None:
        """Write a point (điểm): a, b, c, d, đ and so on."""
        put(self.paper, f"{letter(self._next('point'))}) {words}", self.layout.body)

    def text(self, words: str) -> None:
        """Write a paragraph."""
        put(self.paper, words, self.layout.body)

    def last(self, words: str) -> None:
        """Write the last paragraph, which ends as the family's papers end."""
        line = put(self.paper, words.rstrip("./ ") + self.layout.end, self.layout.body)
        line.paragraph_format.keep_with_next = True

    def table(self, widths: Sequence[int], head: Row, rows: Sequence[Row]) -> Table:
        """Draw a table; widths in millimetres, together no wider than the page's text."""
        return ruled(self.paper, widths, head, rows, set())

    def foot(self, recipients: Sequence[str], signer: Signer) -> None:
        """Name at the left to whom it goes, at the right who signs."""
        put(self.paper, "", looks.CELL).paragraph_format.keep_with_next = True
        widths = (RECIPIENTS_WIDTH, UPRIGHT - RECIPIENTS_WIDTH)
        left, right = blocks(self.paper, widths).rows[0].cells
        put(left, "Nơi nhận:", self.layout.recipients)
        for number, one in enumerate(recipients, 1):
            end = "." if number == len(recipients) else ";"
            put(left, f"- {one.rstrip('.; ')}{end}", self.layout.recipient)
        *whose, post = self.layout.signing(signer)
        for line in whose:
            put(right, line, self.layout.authority)
        put(right, post, self.layout.post)
        for _ in range(4):
            put(right, "", self.layout.name)
        put(right, signer.name, self.layout.name)

    def both(self, left: Signature, right: Signature) -> None:
        """Let two sign side by side, as under minutes."""
        put(self.paper, "", looks.CELL).paragraph_format.keep_with_next = True
        signatures(self.paper, left, right)

    def annex(self, name: str, *, across: bool = False) -> None:
        """Begin an annex on a page of its own, whose pages are counted from 1.

        Args:
            name: its title.
            across: whether it stands landscape, for a wide table.
        """
        section = self.paper.add_section(WD_SECTION.NEW_PAGE)
        section.orientation = WD_ORIENT.LANDSCAPE if across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (
            (Mm(LONG), Mm(SHORT)) if across else (Mm(SHORT), Mm(LONG))
        )
        _from_one(section._sectPr)  # noqa: SLF001 - python-docx has no name for it
        self.counted.clear()
        self.annexes.append(put(self.paper, "Phụ lục", self.layout.annex).runs[0])
        put(self.paper, name, self.layout.annex_name)
        put(self.paper, self._of(), self.layout.annex_of)

    def written(self) -> bytes:
        """Give the document's bytes; annexes are numbered when there are several."""
        if len(self.annexes) > 1:
            for number, run in zip(count(1), self.annexes, strict=False):
                run.text = f"Phụ lục {roman(number)}"
        out = BytesIO()
        self.paper.save(out)
        return out.getvalue()

    def _of(self) -> str:
        """Say which paper an annex belongs to, with room for its number and day."""
        number = self.layout.number_of(replace(self.head, number=""))
        day = f"{self.layout.after_number} ngày ..... tháng ..... năm ......"
        return f"(Kèm theo {self.head.kind} số {number}{day} của {self.head.issuer})"

    def _next(self, part: str) -> int:
        for below in BEGINS_ANEW[part]:
            self.counted[below] = 0
        self.counted[part] += 1
        return self.counted[part]

    def _to(self, bodies: Sequence[str]) -> None:
        """Say to whom it is addressed (cell 9a): one on the line, several below each other."""
        if not bodies:
            return
        word = self.layout.submitting if self.head.kind == "Tờ trình" else "Kính gửi"
        if len(bodies) == 1:
            put(self.paper, f"{word}: {bodies[0]}", self.layout.addressee)
            return
        put(self.paper, f"{word}:", self.layout.addressee)
        for number, body in enumerate(bodies, 1):
            end = "." if number == len(bodies) else ";"
            put(self.paper, f"- {body}{end}", self.layout.body)


def _from_one(properties: Any) -> None:
    """Let a section count its pages from 1; its properties are copied from the one before."""
    for old in properties.findall(qn("w:pgNumType")):
        properties.remove(old)
    number = OxmlElement("w:pgNumType")
    number.set(qn("w:start"), "1")
    properties.insert_element_before(number, "w:cols", "w:titlePg", "w:docGrid")
