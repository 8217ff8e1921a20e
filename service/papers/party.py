"""Papers of Party bodies.

Source: Hướng dẫn 05-HD/VPTW (27/5/2026, replaces 36-HD/VPTW) on Quy định 399-QĐ/TW: A4,
margins 20, 20, 30, 15 mm, Times New Roman 14, lines exactly 18 points, first lines 10 mm, the
post that signs not bold. The sizes over the text are those of 36-HD, Phụ lục 3, which papers
made by the new guidance keep: its own table was not to be had.
"""

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

from service.papers.blocks import place_and_day
from service.papers.looks import Look
from service.papers.official import Head, Layout, Signer
from service.papers.page import UPRIGHT, put, rule_below
from service.papers.tables import blocks
from service.papers.writer import Writer

PARTY_NAME = "Đảng Cộng sản Việt Nam"
LEFT, RIGHT = 80, UPRIGHT - 80  # millimetres
NAME_RULE = 73  # the rule below the Party's name is as long as the name
LINE = 18  # points
ROOM = "....."  # for a number that is not given yet

PARTY = Look(size=15, bold=True, upper=True)
PARENT = Look(size=14, upper=True)
ISSUER = Look(size=14, bold=True, upper=True)
NUMBER = Look(size=14)
PLACE_AND_DAY = Look(size=14, italic=True)
KIND = Look(size=16, bold=True, upper=True, before=18)
SUBJECT = Look(size=14, bold=True)
STROKES = Look(size=14, after=6)
BODY = Look(size=14, align=ALIGN.JUSTIFY, before=6, first_line=10, line=LINE)
HEADING = Look(size=14, bold=True, align=ALIGN.JUSTIFY, before=6, first_line=10, line=LINE)


def paper(head: Head) -> Writer:
    """Begin a paper, with what stands over its text."""
    return Writer(LAYOUT, head)


def number_of(head: Head) -> str:
    """Write number and symbol: a hyphen between number and kind, a stroke before the body.

    The symbol is written as the State's: kind, hyphen, body ("BC-ĐU"), and turned here.
    """
    kind, _, body = head.symbol.partition("-")
    return f"{head.number.zfill(2) if head.number else ROOM}-{kind}/{body}"


def signing(signer: Signer) -> list[str]:
    """Give the lines of authority and post: T/M for a collective, where no K/T is written."""
    lines = [("T/M", signer.collective), ("T/L", signer.order_of)]
    if not signer.collective:
        lines.append(("K/T", signer.deputy_of))
    return [*(f"{how} {whose}" for how, whose in lines if whose), signer.post]


def _over(paper: Document, head: Head) -> None:
    over, below = blocks(paper, (LEFT, RIGHT), rows=2).rows
    left, right = over.cells
    if head.parent:
        put(left, head.parent, PARENT)
    put(left, head.issuer, ISSUER)
    put(left, "*", NUMBER)
    put(right, PARTY_NAME, PARTY)
    rule_below(right, NAME_RULE, RIGHT)
    put(below.cells[0], f"Số {number_of(head)}" if head.symbol else "", NUMBER)
    said = place_and_day(head.place, head.day) if head.place else ""
    put(below.cells[1], said, PLACE_AND_DAY)
    put(paper, head.kind, KIND)
    put(paper, head.subject, SUBJECT)
    put(paper, "-----", STROKES)


LAYOUT = Layout(
    over=_over,
    signing=signing,
    number_of=number_of,
    ground=BODY,
    section=HEADING,
    article=HEADING,
    clause=HEADING,
    body=BODY,
    addressee=Look(size=14, before=6, after=6),
    recipients=Look(size=14, underline=True, align=ALIGN.LEFT),
    recipient=Look(size=12, align=ALIGN.LEFT),
    authority=Look(size=14, bold=True, upper=True),
    post=Look(size=14, upper=True),
    name=Look(size=14, bold=True),
    annex=Look(size=14, bold=True),
    annex_name=Look(size=14, bold=True, upper=True),
    annex_of=Look(size=14, italic=True, after=6),
    section_number="{}- ",
    ground_mark="- ",
    end=".",
    after_number=",",
    submitting="Kính trình",
)
