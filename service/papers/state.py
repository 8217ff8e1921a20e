"""Papers of the State's bodies.

Source: Nghị định 30/2020/NĐ-CP, Phụ lục I, phần II: the cells' contents, letters and places.
"""

from docx.document import Document

from service.papers import looks
from service.papers.blocks import ISSUER_WIDTH, MOTTO_WIDTH, letterhead, place_and_day
from service.papers.official import Head, Layout, Signer
from service.papers.page import UPRIGHT, put, rule_below
from service.papers.tables import blocks
from service.papers.widths import PART, rule
from service.papers.writer import Writer

ROOM = "....."  # for a number that is not given yet


def paper(head: Head) -> Writer:
    """Begin a paper, with what stands over its text."""
    return Writer(STATE, head)


def number_of(head: Head) -> str:
    """Write number and symbol: two figures at least, a stroke, groups joined by hyphens."""
    return f"{head.number.zfill(2) if head.number else ROOM}/{head.symbol}"


def signing(signer: Signer) -> list[str]:
    """Give the lines of authority and post over a signature (cell 7a)."""
    lines = [
        ("TM.", signer.collective),
        ("KT.", signer.deputy_of),
        ("TL.", signer.order_of),
    ]
    return [*(f"{how} {whose}" for how, whose in lines if whose), signer.post]


def _over(paper: Document, head: Head) -> None:
    letterhead(paper, head.parent, head.issuer)
    left, right = blocks(paper, (ISSUER_WIDTH, MOTTO_WIDTH)).rows[0].cells
    put(left, f"Số: {number_of(head)}", looks.NUMBER)
    put(right, place_and_day(head.place, head.day) if head.place else "", looks.PLACE_AND_DAY)
    put(paper, head.kind, looks.TITLE)
    put(paper, head.subject, looks.SUBJECT)
    rule_below(paper, rule(head.subject, looks.SUBJECT, PART, UPRIGHT), UPRIGHT)


STATE = Layout(
    over=_over,
    signing=signing,
    number_of=number_of,
    ground=looks.GROUND,
    section=looks.SECTION,
    article=looks.ARTICLE,
    clause=looks.ARTICLE,
    body=looks.BODY,
    addressee=looks.ADDRESSEE,
    recipients=looks.RECIPIENTS,
    recipient=looks.RECIPIENT,
    authority=looks.POST,
    post=looks.POST,
    name=looks.NAME,
    annex=looks.ANNEX,
    annex_name=looks.ANNEX_NAME,
    annex_of=looks.ANNEX_OF,
)
