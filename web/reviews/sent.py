"""Page of a commune's leader: which figures went to a Party committee, and what goes along."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.exchange import links
from service.reviews.limits import SendMarks, marks_by
from service.reviews.places import last_named
from service.reviews.sent import Crossing, crossings
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.reviews.forms import MarksForm
from web.reviews.shown import aim, tallies
from web.reviews.words import LACKED
from web.session import carry_out, db, local, requires

bp_sent = Blueprint(
    "review_sent",
    __name__,
    url_prefix="/x/<code>/da-gui-cap-uy",
    template_folder="templates",
)


@bp_sent.get("")
@requires(Permission.LINK_TENANTS)
def show() -> ResponseReturnValue:
    """List what was asked and answered, and along which links; now or until a past day."""
    return _show()


@bp_sent.post("/<uuid:link_id>")
@requires(Permission.LINK_TENANTS)
def marks(link_id: UUID) -> ResponseReturnValue:
    """Let scores and grades go along a link by a paper, or no longer."""
    form = MarksForm(request.form)
    if not form.validate():
        return _show({link_id: form}, 422)
    carry_out(SendMarks(link_id=link_id, basis=str(form.basis.data or "")))
    flash("Đã ghi.", "success")
    return redirect(url_for(".show"), 303)


def _show(tried: dict[UUID, MarksForm] | None = None, status: int = 200) -> Response:
    at, day = as_of.instant(), as_of.day()
    ours = [one for one in links.every(db(), at) if one.ours and one.kind == "oversight"]
    named = last_named(db(), as_of.moment())
    return page(
        "reviews/sent.html",
        block="main",
        status=status,
        lines=[_line(one) for one in crossings(db(), at)],
        along=[
            (
                one,
                one.status(day) == "standing",
                local(named[one.link_id]) if one.link_id in named else None,
                (tried or {}).get(one.link_id)
                or MarksForm(data={"basis": marks_by(db(), one.link_id, at)}),
            )
            for one in ours
        ],
    )


def _line(one: Crossing) -> dict[str, object]:
    facts = one.answer.facts if one.answer else None
    return {
        "one": one,
        "asked_at": local(one.asked_at),
        "answered_at": local(one.answered_at) if one.answered_at else None,
        "facts": facts,
        "lacked": LACKED.get(facts.lacking, "") if facts else "",
        "tallies": tallies(facts),
        "aims": [aim(each) for each in facts.indicators] if facts else [],
    }
