"""Pages: is the record intact, and one event with what proves it."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from service.db import driver
from service.inspections.entries import Entry
from service.log import checking
from service.log.defences import breaches, changes
from service.log.kept import DamagedFileError
from service.log.reading import MissingNodeError, head
from service.log.watching import watch
from service.log.words import REFUSED, by_hand, down
from tenants.access import Permission
from web import as_of, seal
from web.htmx import page
from web.proofs import papers, sealed, sight
from web.proofs.cosigned import witnesses
from web.proofs.stamped import stamped
from web.proofs.then import event_then, overview_then
from web.proofs.words import NOT_YET, NOTHING_SIGNED, Said, answer, number
from web.session import (
    actor,
    db,
    end_reading,
    ledger,
    local,
    register,
    requires,
    signed_in,
    site,
    tenant,
)

bp = Blueprint(
    "proofs", __name__, url_prefix="/x/<code>/kiem-chung", template_folder="templates"
)
CHANGES_SHOWN = 5  # newest changes of the log's structure
LISTED = 20  # newest checkpoints that the page lists


@bp.get("")
@requires(Permission.SEE_PROOFS)
def overview() -> ResponseReturnValue:
    """Say whether the record is intact, show what is signed, offer what may be done.

    Of a past day: what was signed and found by then.
    """
    if as_of.past_day():
        return overview_then()
    return page("proofs/overview.html", block="main", **_shown())


@bp.post("")
@requires(Permission.VERIFY)
def verify() -> ResponseReturnValue:
    """Verify at once where that is quick, else ask the worker."""
    person = actor().person_id
    if checking.short(seal.log(), tenant().tenant_id, db()):
        end_reading()
        checking.check(seal.log(), ledger().scope, person)
        flash("Đã kiểm chứng xong.")
    else:
        sealed.notes().ask(person)
        flash("Sổ dài nên việc kiểm chứng chạy nền. Trang này cho biết đã đọc đến đâu.", "info")
    return redirect(url_for(".overview"), 303)


@bp.get("/su-kien/<int:position>")
@signed_in
def event(position: int) -> ResponseReturnValue:
    """Show one event: what it tells, who, when, and what proves it; or whether it was there."""
    shown = sight.seen(position)
    if as_of.past_day():
        return event_then(shown)
    return page(
        "proofs/event.html",
        block="main",
        seen=shown,
        entry=shown.entry,
        who=register().person(shown.entry.person_id),
        post=register().post(shown.entry.post_id),
        recorded=local(shown.entry.recorded_at),
        happened=local(shown.entry.happened_at),
        sees_proofs=actor().may(Permission.SEE_PROOFS),
        **_proof(shown.entry),
    )


def _shown() -> dict[str, Any]:
    size, notes = head(driver(db())).size, sealed.notes()
    last = next(iter(notes.newest()), None)
    asked, refusal = notes.asked(), notes.refusal()
    return {
        "said": answer(last, local) if last else NOT_YET,
        "last": last,
        "checked_at": local(last.at) if last else None,
        "checked_by": register().person(last.person_id) if last else "",
        "asked": asked,
        "progress": (number(notes.progress()), number(size)),
        "down": [down(name, kind) for name, kind in breaches(driver(db()))],
        "by_hand": [by_hand(c, tenant().zone) for c in changes(driver(db()))[-CHANGES_SHOWN:]],
        "refusal": REFUSED[refusal.alarm] if refusal else "",
        "size": number(size),
        "keys": sealed.trusted(),
        "witnesses": witnesses(),
        "stamped": stamped(),
        "watching": watch(site().settings.data, tenant().tenant_id).begun(),
        "may_verify": actor().may(Permission.VERIFY),
        "may_take": sight.sees_everything(),
        **_signed(),
    }


def _signed() -> dict[str, Any]:
    """Give the checkpoints to list, or say what is wrong with them."""
    try:
        kept = sealed.kept(LISTED)
    except DamagedFileError:
        said = Said("bad", "Tệp dấu kiểm giữ ngoài cơ sở dữ liệu bị hỏng.")
        return {"kept": [], "seal": None, "unsigned": said}
    rows = [(one, number(one.size), local(one.signed_at)) for one in kept]
    unsigned = None if kept else NOTHING_SIGNED
    return {"kept": rows, "seal": seal.printed_seal(), "unsigned": unsigned}


def _proof(entry: Entry) -> dict[str, Any]:
    try:
        proof = papers.proof_of(entry)
    except MissingNodeError:
        return {"proof": None, "lacking": True}
    return {"proof": proof, "holds": proof and proof.holds(), "lacking": False}
