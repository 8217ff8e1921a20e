"""Hold what every source yields: the lines of a document, before anything is understood."""

import msgspec

from service.imports.places import Noise


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one printed line, or one whole paragraph when the source knows paragraphs.

    `extent` and `lead` are the right end of the line and the width of its first word in
    one unit (points for PDF, estimated ems otherwise); `indent` is where the line begins.
    """

    text: str
    number: int
    page: int | None = None
    extent: float = 0.0
    lead: float = 0.0
    indent: float = 0.0
    opens: bool = False
    cells: tuple[str, ...] = ()
    footnote: bool = False

    def said(self, column: int | None) -> str:
        """Give the words of a cell, on one line; "" where the row has no such cell."""
        if column is None or column >= len(self.cells):
            return ""
        return " ".join(self.cells[column].split())


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the lines of one file; `traits` names oddities such as decomposed letters.

    `left_out` keeps what the source itself removed: headers, footers, page numbers.
    """

    kind: str
    lines: tuple[Line, ...]
    traits: tuple[str, ...] = ()
    left_out: tuple[Noise, ...] = ()
