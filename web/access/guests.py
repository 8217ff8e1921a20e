"""Pages: a member of a mission comes into the commune that it looks at, and goes home again."""

from flask import Blueprint, abort, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user
from sqlalchemy.exc import IntegrityError

from service.clock import now
from service.inspections import looks
from tenants import guests, sessions
from web import session, visiting
from web.access import handovers
from web.access.handovers import Handover
from web.access.signing import LONGEST_DEVICE
from web.failures import answer_with
from web.session import SignedIn
from web.ui.answers import Answer

bp_guests = Blueprint("guests", __name__, url_prefix="/x/<code>/doan-kiem-tra")
REFUSED = Answer(
    403,
    "Lượt vào không còn hiệu lực",
    "Mỗi lượt vào dùng một lần, trong một phút, trên chính trình duyệt đã bấm.",
    "Hãy quay lại trang cuộc kiểm tra rồi bấm vào xem lần nữa.",
)


@bp_guests.get("/vao")
@session.everyone
def enter() -> ResponseReturnValue:
    """Let in whom a hand-over names, in the browser that it was made for."""
    home, tenant_id = visiting.home(), session.tenant().tenant_id
    found = handovers.read(request.args.get("luot", ""), tenant_id, now())
    if found is None or home is None or handovers.browser_of(home.token) != found.browser:
        return answer_with(REFUSED)
    inside = redirect(url_for("visits.show", inspection_id=found.inspection_id), 303)
    if current_user.is_authenticated and session.actor().person_id == found.guest_id:
        return inside  # clicked twice
    begun = _begun(found)
    if begun is None:
        return answer_with(REFUSED)
    cookie.clear()
    login_user(begun)
    visiting.go_out(home)
    return inside


@bp_guests.post("/ve")
@session.everyone
def leave() -> ResponseReturnValue:
    """End the visit, and go back to one's own session."""
    home = visiting.home()
    if home is None:
        abort(404)
    if current_user.is_authenticated and session.actor().home:
        ended = session.session().session_hash
        session.end_reading()
        with session.ledger().scope.begin() as connection:
            sessions.end(connection, ended)
    return redirect(visiting.go_home(home), 303)


def _begun(found: Handover) -> SignedIn | None:
    """Begin a guest's session with the first look; none where it went before, or is over."""
    at, device = now(), (request.user_agent.string or "")[:LONGEST_DEVICE]
    session.end_reading()
    try:
        with session.ledger().scope.begin() as connection:
            if found.inspection_id not in guests.running(connection, found.guest_id):
                return None
            looks.note_entry(
                connection, found.handover_id, found.guest_id, found.inspection_id, at
            )
            token = guests.begin(connection, found.guest_id, device, at)
            begun = guests.find(connection, token, at)
    except IntegrityError:
        return None
    return SignedIn(token, begun) if begun else None
