"""A tenant as witness of other trees: the C2SP tlog-witness protocol, and a page about it."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from service.clock import now
from service.log import wire
from service.log.keys import MalformedKeyError, MissingKeyError
from service.log.notes import parse
from service.log.watching import Watch, watch
from service.log.witness import COSIGNATURE, Alarm, Objection, RefusedToCosignError
from tenants.access import Permission
from web.htmx import page
from web.proofs.words import number
from web.security import for_programs
from web.session import everyone, local, requires, site, tenant

bp_witness = Blueprint(
    "proofs_witness",
    __name__,
    url_prefix="/x/<code>/nhan-chung",
    template_folder="templates",
)
TELLING_SIZE = {Objection.STALE, Objection.SHORTER}


@bp_witness.post("/add-checkpoint")
@everyone
@for_programs
def add_checkpoint() -> ResponseReturnValue:
    """Cosign a checkpoint that extends the last one seen (c2sp.org/tlog-witness)."""
    try:
        asked = wire.read(request.stream.read(4 * wire.LARGEST))
        witness = _watch().witness()
        signature = witness.cosign(asked, at=now())
    except wire.MalformedRequestError:
        return _text("malformed request", 400)
    except (MissingKeyError, MalformedKeyError):
        return _text("no witness here", 404)
    except RefusedToCosignError as refused:
        return _refused(refused)
    return _text(wire.write_cosignature(signature), 200)


@bp_witness.get("")
@requires(Permission.SEE_PROOFS)
def overview() -> ResponseReturnValue:
    """Show what the tenant watches, what it saw last, and what contradicted that."""
    ours = _watch()
    try:
        witness, names = ours.witness(), ours.names()
    except (MissingKeyError, MalformedKeyError):
        abort(404)
    rows = []
    for origin, name in names.items():
        seen = witness.seen(origin)
        size = number(parse(seen.note).checkpoint.size) if seen else ""
        alarms = [_told(alarm) for alarm in witness.alarms(origin)]
        rows.append((name, origin, size, local(seen.at) if seen else None, alarms))
    key = witness.signer.public.written(COSIGNATURE)
    return page("proofs/witness.html", block="main", rows=rows, key=key)


def _watch() -> Watch:
    return watch(site().settings.data, tenant().tenant_id)


def _refused(refused: RefusedToCosignError) -> Response:
    status = wire.STATUS[refused.objection]
    if refused.objection in TELLING_SIZE:
        return Response(f"{refused.seen}\n", status, content_type=wire.SIZE)
    return _text(refused.objection, status)


def _text(said: str, status: int) -> Response:
    return Response(said.rstrip("\n") + "\n", status, content_type=wire.TEXT)


def _told(alarm: Alarm) -> tuple[str, str, str, str]:
    """Say what contradicts what, with both signed checkpoints to keep as evidence."""
    sizes = [parse(note).checkpoint.size if note else 0 for note in (alarm.seen, alarm.note)]
    at = local(alarm.at).strftime("%H:%M, %d/%m/%Y")
    if alarm.objection is Objection.DIFFERENT:
        said = f"Lúc {at}: sổ đưa ra hai lịch sử khác nhau cho cùng {number(sizes[0])} sự kiện."
    else:
        said = (
            f"Lúc {at}: sổ đưa ra dấu kiểm {number(sizes[1])} sự kiện mà không chứng minh được"
            f" nó nối tiếp {number(sizes[0])} sự kiện đã thấy."
        )
    return said, alarm.objection, alarm.seen, alarm.note
