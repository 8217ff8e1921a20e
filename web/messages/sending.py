"""Page of the administrator: what went out, what waits, what was given up and why."""

from uuid import UUID

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from service.messages import outbox
from tenants.access import Permission
from web.htmx import page
from web.session import db, end_reading, ledger, local, requires

bp = Blueprint("sending", __name__, url_prefix="/x/<code>/gui-tin", template_folder="templates")


@bp.get("")
@requires(Permission.MANAGE_PEOPLE)
def show() -> ResponseReturnValue:
    """Show the outbox, newest first."""
    messages = [(one, local(one.made_at)) for one in outbox.recent(db())]
    return page("messages/sending.html", block="main", messages=messages)


@bp.post("/<uuid:message_id>/gui-lai")
@requires(Permission.MANAGE_PEOPLE)
def revive(message_id: UUID) -> ResponseReturnValue:
    """Queue a message again that was given up."""
    end_reading()
    with ledger().scope.begin() as connection:
        if not outbox.revive(connection, message_id):
            abort(404)
    flash("Đã xếp lại vào hàng chờ gửi.", "success")
    return redirect(url_for("sending.show"), 303)
