"""“Quản trị”: what waits for the administrator, with the way to settle it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from service.db import together
from service.messages import outbox
from service.organisation import looming
from tenants.access import Permission
from web.htmx import page
from web.seal import newest
from web.session import db, local, register, requires, today

bp_admin = Blueprint(
    "admin", __name__, url_prefix="/x/<code>/quan-tri", template_folder="templates"
)


@bp_admin.get("")
@requires(Permission.MANAGE_PEOPLE)
def show() -> ResponseReturnValue:
    """Show accounts and posts that need somebody, what was not sent, and the newest seal."""
    known, seal = register(), newest()
    asks = (looming.untaken(), looming.ending(today()), looming.ending_delegations(today()))
    accounts, ending, delegations, [dead] = together(db(), *asks, outbox.dead())
    return page(
        "people/admin.html",
        block="main",
        accounts=accounts,
        ending=ending,
        delegations=delegations,
        vacant=[p for p in known.posts.values() if not known.holders(p.post_id, today())],
        dead=dead.count,
        known=known,
        sealed=(local(seal.signed_at), seal.size) if seal else None,
    )
