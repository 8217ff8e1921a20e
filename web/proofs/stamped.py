"""Timestamps of an authority outside, as the verification page says and gives them."""

from dataclasses import dataclass

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from service.log.kept import DamagedFileError
from service.log.stamping import Confirmed, confirmed
from service.log.stamps import FaultyStampError, known_fault
from service.log.words import FAULTS
from tenants.access import Permission
from web import seal
from web.proofs.words import Tone, moment, number
from web.session import local, requires, tenant

bp_stamps = Blueprint("proofs_stamps", __name__, url_prefix="/x/<code>/kiem-chung")


@dataclass(frozen=True, slots=True)
class Stamped:
    """One sentence about the newest timestamp, and whether there is one to take along."""

    tone: Tone
    text: str
    there: bool


def stamped() -> Stamped | None:
    """Say what the newest timestamp is worth; None where none was ever asked for."""
    fault = known_fault(seal.log().data)
    try:
        newest = _newest()
    except (FaultyStampError, DamagedFileError):
        return Stamped("bad", "Tệp dấu thời gian không đọc được.", there=False)
    if newest is None:
        return Stamped("warn", FAULTS[fault], there=False) if fault else None
    if newest.at is None:
        return Stamped("bad", FAULTS[newest.fault] if newest.fault else "", there=True)
    said = (
        f"Một cơ quan bên ngoài xác nhận: dấu kiểm {number(newest.stamp.size)} sự kiện đã có"
        f" từ trước {moment(local(newest.at))}."
    )
    return Stamped(
        "warn" if fault else "good", f"{said} {FAULTS[fault] if fault else ''}", there=True
    )


@bp_stamps.get("/dau-thoi-gian.tsr")
@requires(Permission.SEE_PROOFS)
def newest() -> ResponseReturnValue:
    """Give the newest timestamp as the authority answered it, for `openssl ts -verify`."""
    try:
        found = _newest()
    except (FaultyStampError, DamagedFileError):
        found = None
    if found is None:
        abort(404)
    name = f"dau-thoi-gian-{tenant().code}-{found.stamp.size}.tsr"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    kind = "application/timestamp-reply"
    return Response(found.stamp.answer, content_type=kind, headers=headers)


def _newest() -> Confirmed | None:
    return next(iter(confirmed(seal.log(), tenant().tenant_id)), None)
