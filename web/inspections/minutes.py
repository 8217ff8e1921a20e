"""The minutes of an inspection as a file: Word, and PDF where it can be made."""

from uuid import UUID

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from service.inspections.minutes import Minutes, minutes_of
from service.inspections.minutes_paper import minutes_paper, minutes_values
from service.papers.templates import filled
from tenants.access import Permission
from web import seal
from web.inspections.opened import seen, takes_minutes
from web.printed import give
from web.session import end_reading, ledger, requires, tenant, today

bp_minutes = Blueprint(
    "minutes", __name__, url_prefix="/x/<code>/kiem-tra/<uuid:inspection_id>"
)


@bp_minutes.get("/bien-ban.<any(docx, pdf):kind>")
@requires(Permission.SEE_BOARD)
def paper(inspection_id: UUID, kind: str) -> ResponseReturnValue:
    """Give the minutes as a Word file, or the same as PDF."""
    if not takes_minutes(seen(inspection_id)[0]):
        abort(404)
    return give(paper_of(gathered(inspection_id)), "bien-ban-kiem-tra", kind)


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


def paper_of(minutes: Minutes) -> bytes:
    """Write minutes by the agency's own template, or else in the official layout."""
    end_reading()
    with ledger().scope.begin() as connection:
        own = filled(connection, "minutes", minutes_values(minutes))
    return own or minutes_paper(minutes)
