"""Work that an earlier plan had too: filled in as it was, with who is in the post today."""

from uuid import UUID

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.values import Clarity
from service.plans.assigning import Fill, FillClarity
from service.tasks.precedents import as_before
from tenants.access import Permission
from web.htmx import page
from web.plans.assign import MEANWHILE
from web.plans.labels import due
from web.plans.lacking import Lacking, lacking
from web.plans.numbers import picked_numbers
from web.present import only_now
from web.session import carry_out, register, requires, today
from web.words import say

bp_before = Blueprint(
    "plans_before",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/ra-soat/giao/nam-truoc",
    template_folder="templates",
)
bp_before.before_request(only_now)


@bp_before.get("")
@requires(Permission.DRAFT_PLAN)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show which work an earlier plan had too, with who did it."""
    return _show(lacking(plan_id))


@bp_before.post("")
@requires(Permission.DRAFT_PLAN)
def fill(plan_id: UUID) -> ResponseReturnValue:
    """Fill the gaps of the picked records as the earlier plan had them."""
    looked, picked = lacking(plan_id), set(picked_numbers("item"))
    chosen = [one for one in looked.earlier if one.item.item_id in picked]
    if not chosen:
        return _show(looked, "Hãy chọn ít nhất một việc.", 422)
    fills = tuple(
        Fill(item_id=one.item.item_id, clarity=as_before(one, register(), today()))
        for one in chosen
    )
    try:
        carry_out(FillClarity(plan_id=plan_id, fills=fills))
    except RefusedError as refusal:
        return _show(lacking(plan_id), say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(lacking(plan_id), MEANWHILE, 409)
    flash(f"Đã điền {len(chosen)} việc như năm trước.", "success")
    return redirect(url_for("plans_assign.show", plan_id=plan_id), 303)


def _show(looked: Lacking, problem: str = "", status: int = 200) -> ResponseReturnValue:
    offers = [(one, as_before(one, register(), today())) for one in looked.earlier]
    return page(
        "plans/as_before.html",
        block="before",
        status=status,
        plan=looked.plan,
        pairs=[(one, _told(offer)) for one, offer in offers],
        problem=problem,
    )


def _told(offer: Clarity) -> str:
    known = register()
    person = known.person(offer.person_id) or "chưa có người giữ chức vụ này"
    said = [person, known.post(offer.post_id), known.unit(offer.lead_unit_id)]
    return " · ".join(part for part in (*said, due(offer.deadline)) if part)
