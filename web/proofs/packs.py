"""The sealed pack of an inspection, for its members and for who ordered it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection

from service.clock import now
from service.inspections import pack
from service.inspections.entries import entry
from service.inspections.minutes import Minutes
from service.tasks import states as task_states
from tenants.access import Permission
from tenants.directory import Directory, directory
from web import seal
from web.inspections.minutes import gathered, paper_of
from web.inspections.opened import seen, takes_pack
from web.proofs.bundles import sent
from web.proofs.sentences import UNREADABLE
from web.session import end_reading, ledger, local, requires, tenant
from web.tasks.sentences import Telling, sentence

bp_packs = Blueprint(
    "packs",
    __name__,
    url_prefix="/x/<code>/kiem-tra/<uuid:inspection_id>",
    template_folder="templates",
)
STYLE = "trang.css"


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
    minutes, at = gathered(inspection_id), now()
    end_reading()
    with ledger().scope.begin() as connection:
        what = pack.wanted(connection, inspection)
        index = _index(connection, minutes, what, at)
    papers = {
        pack.INDEX: index.encode(),
        STYLE: render_template("proofs/pack.css").encode(),
        pack.MINUTES: paper_of(minutes),
    }
    log, scope, mine = seal.log(), ledger().scope, tenant()
    sizes = {file.sha256: file.size for file in what.files.values()}
    return sent("kiem-tra", sizes, lambda: pack.stream(log, scope, mine, what, papers, at))


def _index(connection: Connection, minutes: Minutes, what: pack.Wanted, at: datetime) -> str:
    known = directory(connection)
    cited = {one.position for found in minutes.findings for one in found.proofs}
    return render_template(
        "proofs/pack.html",
        minutes=minutes,
        told={position: _told(connection, known, position) for position in cited},
        files=what.files,
        events=len(what.positions),
        made=local(at),
    )


def _told(connection: Connection, known: Directory, position: int) -> Told:
    """Tell an event of a task, as findings cite no others."""
    found = entry(connection, position)
    mine = task_states.table.c.task_id == found.stream_id
    [task] = task_states.listed(connection, mine)
    said = sentence(found.event, Telling(known, task.clarity)).text if found.event else ""
    return Told(
        position,
        said or UNREADABLE,
        known.person(found.person_id),
        local(found.recorded_at),
        found.row.kept.hex(),
    )
