"""An inspector's own checkpoint, kept since another visit, held against what is signed now."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from service.log import checking
from service.log.comparing import BROKEN, Answer, Compared, Yardstick
from service.log.notes import LONGEST
from service.log.operating import Brought
from tenants.access import Permission
from web import seal
from web.htmx import page
from web.proofs import sealed
from web.proofs.words import Said, answer, compared
from web.session import actor, db, end_reading, ledger, local, requires, tenant

bp_own = Blueprint(
    "proofs_own", __name__, url_prefix="/x/<code>/kiem-chung", template_folder="templates"
)
UNSEEN = {Answer.EMPTY, Answer.TOO_LONG, Answer.NOT_ONE}  # nothing to show of what was brought


@bp_own.get("/doi-chieu")
@requires(Permission.SEE_PROOFS)
def ask() -> ResponseReturnValue:
    """Ask for a kept checkpoint."""
    return page("proofs/own.html", block="main", typed="", said=None, found=None, whole=None)


@bp_own.post("/doi-chieu")
@requires(Permission.SEE_PROOFS)
def compare() -> ResponseReturnValue:
    """Compare a checkpoint that was pasted or uploaded; whatever it is, it gets an answer."""
    text = _brought()
    yardstick = Yardstick(tenant().tenant_id, sealed.trusted(), seal.newest())
    found = yardstick.compare(text, db())
    return page(
        "proofs/own.html",
        block="main",
        status=422 if found.answer in UNSEEN else 200,
        typed=text if len(text) <= LONGEST else "",
        said=compared(found, local),
        found=found,
        whole=_whole(found),
    )


def _brought() -> str:
    """Read what was uploaded, or else pasted; of too much only as much as shows that."""
    uploaded = request.files.get("file")
    if uploaded is not None and uploaded.filename:
        return uploaded.stream.read(4 * LONGEST + 1).decode("utf-8", errors="replace")
    return request.form.get("note", "")


def _whole(found: Compared) -> Said | None:
    """Read the whole record too where that is quick: a proof speaks of signed roots only."""
    if found.note is None or found.answer not in {Answer.PREFIX, *BROKEN}:
        return None
    log, mine = seal.log(), tenant().tenant_id
    if not actor().may(Permission.VERIFY) or not checking.short(log, mine, db()):
        return None
    end_reading()
    brought = Brought([found.note] if found.note.signatures else [])
    checked = checking.check(log, ledger().scope, actor().person_id, brought)
    return answer(checked, local)
