"""The signed root of the log on a paper: to be read by hand, and by a machine from the code."""

from io import BytesIO

import segno
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm

from service.papers.looks import NOTE, Look
from service.papers.page import UPRIGHT, put
from service.papers.tables import blocks

CODE = 32  # millimetres of the code's side
LINE = Look(size=11, align=ALIGN.LEFT)
SAID = (
    "Dấu kiểm của sổ sự kiện khi lập văn bản này: tên sổ, số sự kiện, mã gốc. Đối chiếu ở"
    " trang Kiểm chứng: khớp thì không sự kiện nào trước đó bị sửa."
)


def put_seal(paper: Document, checkpoint: str) -> None:
    """Put a checkpoint's three lines beside their code; nothing while nothing is signed."""
    if not checkpoint:
        return
    put(paper, "", NOTE).paragraph_format.keep_with_next = True
    left, right = blocks(paper, (CODE + 4, UPRIGHT - CODE - 4)).rows[0].cells
    left.paragraphs[0].add_run().add_picture(_drawn(checkpoint), width=Mm(CODE))
    put(right, SAID, NOTE)
    for line in checkpoint.strip().split("\n"):
        put(right, line, LINE)


def _drawn(text: str) -> BytesIO:
    """Draw a code so that a quarter of the print may be spoilt (level Q)."""
    drawn = BytesIO()
    made = segno.make(text, error="q", boost_error=False, micro=False)
    made.save(drawn, kind="png", scale=4, border=2)
    drawn.seek(0)
    return drawn
