"""How each part of an official paper looks: letters, size, place, as the decree's table says.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II and its table of sizes.
"""

from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

FONT = "Times New Roman"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Size, `before`, `after` and an exact `line` (0: single) in points, `first_line` in mm."""

    size: int = 13
    bold: bool = False
    italic: bool = False
    underline: bool = False
    upper: bool = False
    align: ALIGN = ALIGN.CENTER
    before: int = 0
    after: int = 0
    first_line: int = 0
    line: int = 0


NATION = Look(size=12, bold=True, upper=True)
MOTTO = Look(bold=True)
PARENT = Look(size=12, upper=True)
ISSUER = Look(size=12, bold=True, upper=True)
NUMBER = Look()
PLACE_AND_DAY = Look(italic=True)
FORM_NUMBER = Look(bold=True, align=ALIGN.RIGHT)
TITLE = Look(size=14, bold=True, upper=True, before=12)
SUBJECT = Look(size=14, bold=True)
UNDER_TITLE = Look(italic=True, after=6)
GROUND = Look(italic=True, align=ALIGN.JUSTIFY, before=6, first_line=10)
CHAPTER = Look(bold=True, before=6)
CHAPTER_TITLE = Look(bold=True, upper=True, after=6)
ARTICLE = Look(bold=True, align=ALIGN.JUSTIFY, before=6, first_line=10)
SECTION = Look(bold=True, upper=True, align=ALIGN.LEFT, before=6, after=6)
BODY = Look(align=ALIGN.JUSTIFY, before=6, first_line=10)
CHOICE = Look(align=ALIGN.JUSTIFY, first_line=10)
ADDRESSEE = Look(before=12, after=6)
POST = Look(bold=True, upper=True)
SIGN_HERE = Look(italic=True)
NAME = Look(bold=True)
CELL = Look(align=ALIGN.LEFT)
FIGURE = Look()
COLUMN = Look(bold=True)
NOTE = Look(size=11, align=ALIGN.JUSTIFY)
RECIPIENTS = Look(size=12, bold=True, italic=True, align=ALIGN.LEFT)
RECIPIENT = Look(size=11, align=ALIGN.LEFT)
ANNEX = Look(size=14, bold=True)
ANNEX_NAME = Look(bold=True, upper=True)
ANNEX_OF = Look(italic=True, after=6)
