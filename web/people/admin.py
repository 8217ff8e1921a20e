"""“Quản trị”: what waits for the administrator, with the way to settle it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from service.db import together
from service.messages import outbox
from service.organisation import looming
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.people.then import delegations_shown, known_then
from web.seal import newest
from web.session import db, local, requires, today

bp_admin = Blueprint(
    "admin", __name__, url_prefix="/x/<code>/quan-tri", template_folder="templates"
)


@bp_admin.get("")
@requires(Permission.MANAGE_PEOPLE)
def show() -> ResponseReturnValue:
    """Show accounts and posts that need somebody, what was not sent, and the newest seal.

    Of a past day: posts, delegations and seal; accounts and messages have no history.
    """
    at, day, known = as_of.past_day(), as_of.day(), known_then()
    seal = newest(as_of.instant())
    accounts, [dead] = together(db(), looming.untaken(), outbox.dead())
    return page(
        "people/admin.html",
        block="main",
        accounts=[] if at else accounts,
        ending=looming.ending(known.holdings, day),
        delegations=looming.ending(delegations_shown(), day),
        vacant=[p for p in known.posts.values() if not known.holders(p.post_id, day)],
        dead=0 if at else dead.count,
        known=known,
        sealed=(local(seal.signed_at), seal.size) if seal else None,
        at=at,
        today=today(),
    )
