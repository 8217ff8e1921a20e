"""The sealed pack of an inspection, for its members and for who ordered it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import NotFound

from service.clock import now
from service.inspections import pack
from service.inspections.entries import entry
from service.inspections.minutes import Minutes
from tenants.access import Permission
from web import seal
from web.inspections.minutes import gathered, paper_of
from web.inspections.opened import seen, takes_pack
from web.proofs import sight
from web.proofs.bundles import sent
from web.session import db, ledger, local, register, requires, tenant

bp_packs = Blueprint(
    "packs",
    __name__,
    url_prefix="/x/<code>/kiem-tra/<uuid:inspection_id>",
    template_folder="templates",
)
STYLE = "trang.css"
HIDDEN = "Sự kiện này thuộc nội dung mà người lập gói không được xem."


@dataclass(frozen=True, slots=True)
class Told:
    """An event that shows a finding, as the index tells it."""

    position: int
    sentence: str
    who: str
    recorded: datetime
    leaf: str


@bp_packs.get("/goi-chung-cu.zip")
@requires(Permission.SEE_BOARD)
def take(inspection_id: UUID) -> ResponseReturnValue:
    """Send the pack as it is made."""
    state, inspection = seen(inspection_id)
    if not takes_pack(state):
        abort(404)
    minutes, what, at = gathered(inspection_id), pack.wanted(db(), inspection), now()
    papers = {
        pack.INDEX: _index(minutes, what, at).encode(),
        STYLE: render_template("proofs/pack.css").encode(),
        pack.MINUTES: paper_of(minutes),
    }
    log, scope, mine = seal.log(), ledger().scope, tenant()
    sizes = {file.sha256: file.size for file in what.files.values()}
    return sent("kiem-tra", sizes, lambda: pack.stream(log, scope, mine, what, papers, at))


def _index(minutes: Minutes, what: pack.Wanted, at: datetime) -> str:
    told = {
        one.position: _told(one.position) for found in minutes.findings for one in found.proofs
    }
    return render_template(
        "proofs/pack.html",
        minutes=minutes,
        told=told,
        files=what.files,
        events=len(what.positions),
        made=local(at),
    )


def _told(position: int) -> Told:
    found = entry(db(), position)
    try:
        sentence = sight.seen(position).sentence
    except (NoResultFound, NotFound):
        sentence = HIDDEN
    return Told(
        position,
        sentence,
        register().person(found.person_id),
        local(found.recorded_at),
        found.row.kept.hex(),
    )
