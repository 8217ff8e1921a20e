"""The minutes of an inspection as a file: Word, and PDF where it can be made."""

from io import BytesIO
from uuid import UUID

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue

from service.files import KINDS
from service.inspections.minutes import Minutes, minutes_of
from service.inspections.minutes_paper import minutes_paper, minutes_values
from service.papers.pdf import NoPdfHereError, PdfFailedError, to_pdf
from service.papers.templates import filled
from tenants.access import Permission
from web import seal
from web.failures import answer_with
from web.inspections.opened import seen, takes_minutes
from web.session import end_reading, ledger, requires, tenant, today
from web.ui.answers import Answer
from web.words import say

bp_minutes = Blueprint(
    "minutes", __name__, url_prefix="/x/<code>/kiem-tra/<uuid:inspection_id>"
)
NAME = "bien-ban-kiem-tra"


@bp_minutes.get("/bien-ban.docx")
@requires(Permission.SEE_BOARD)
def word(inspection_id: UUID) -> ResponseReturnValue:
    """Give the minutes as a Word file."""
    return _sent(_paper(inspection_id), "docx")


@bp_minutes.get("/bien-ban.pdf")
@requires(Permission.SEE_BOARD)
def pdf(inspection_id: UUID) -> ResponseReturnValue:
    """Give the same as PDF."""
    paper = _paper(inspection_id)
    end_reading()
    try:
        return _sent(to_pdf(paper), "pdf")
    except (NoPdfHereError, PdfFailedError) as refusal:
        return answer_with(Answer(409, "Chưa có bản PDF", say(refusal), ""))


def gathered(inspection_id: UUID) -> Minutes:
    """Gather what the minutes of an inspection in sight say, also when its mandate has ended.

    Raises:
        NotFound: the person may not see it.
    """
    last, inspection = seal.newest(), seen(inspection_id)[1]
    root = last.note.checkpoint.written() if last else ""
    end_reading()  # nobody may hold one connection while waiting for another
    with ledger().scope.begin() as connection:
        return minutes_of(connection, tenant(), inspection, today(), root)


def _paper(inspection_id: UUID) -> bytes:
    if not takes_minutes(seen(inspection_id)[0]):
        abort(404)
    return paper_of(gathered(inspection_id))


def paper_of(minutes: Minutes) -> bytes:
    """Write minutes by the agency's own template, or else in the official layout."""
    end_reading()
    with ledger().scope.begin() as connection:
        own = filled(connection, "minutes", minutes_values(minutes))
    return own or minutes_paper(minutes)


def _sent(data: bytes, kind: str) -> ResponseReturnValue:
    name = f"{NAME}.{kind}"
    return send_file(BytesIO(data), KINDS[kind], as_attachment=True, download_name=name)
