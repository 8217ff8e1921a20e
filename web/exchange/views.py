"""Pages: which tenants may write to us and we to them; granting a link, and revoking it."""

from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events import exchange as events
from events.errors import ChangedMeanwhileError, RefusedError
from service.exchange import links
from service.exchange.links import GrantLink, RevokeLink
from service.oversight import looks
from service.work import Command
from tenants.access import Permission
from web import as_of
from web.exchange.words import GROUNDS, KINDS, STATUSES
from web.forms import DayField, Form, RadioChoiceField, TextField, one_line
from web.htmx import page
from web.session import actor, carry_out, db, requires, today
from web.words import say

bp = Blueprint(
    "exchange", __name__, url_prefix="/x/<code>/lien-ket", template_folder="templates"
)
CHANGED = "Vừa có người khác thay đổi. Hãy xem lại rồi làm lại."
BESIDE: dict[type[RefusedError], str] = {
    links.UnknownTenantError: "other",
    events.LinkedToOneselfError: "other",
    events.LinkDaysError: "last_day",
    events.StateAndPartyError: "kind",
    events.NoProvinceAboveError: "kind",
}


class LinkForm(Form):
    """To whom, what for, by which paper, from when to when."""

    other = TextField("Mã đơn vị", required="Hãy ghi mã đơn vị.", most=40)
    kind = RadioChoiceField("Để làm gì", required="Hãy chọn một mục.", choices=KINDS)
    basis = TextField("Văn bản làm căn cứ", required="Hãy ghi văn bản làm căn cứ.")
    first_day = DayField("Từ ngày", required="Hãy ghi ngày bắt đầu.")
    last_day = DayField("Đến hết ngày")


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the links of both directions, now or as they stood at the end of a past day."""
    return _show(LinkForm(first_day=today()))


@bp.post("")
@requires(Permission.LINK_TENANTS)
def grant() -> ResponseReturnValue:
    """Let letters go to and from another tenant."""
    form = LinkForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(form, status=422)
    command = GrantLink(
        code=form.other.data or "",
        kind=form.kind.data,
        basis=form.basis.data or "",
        first_day=form.first_day.day,
        last_day=form.last_day.data,
    )
    return _carried_out(command, "Đã ghi liên kết. Đơn vị kia cũng thấy.", form)


@bp.post("/<uuid:link_id>/thu-hoi")
@requires(Permission.LINK_TENANTS)
def revoke(link_id: UUID) -> ResponseReturnValue:
    """End a link that we gave."""
    links.one(db(), link_id)
    command = RevokeLink(link_id=link_id, reason=one_line(request.form.get("reason"))[:300])
    return _carried_out(command, "Đã thu hồi liên kết.", LinkForm(first_day=today()))


def _carried_out(command: Command, done: str, form: LinkForm) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        beside = BESIDE.get(type(refusal))
        if beside:
            form[beside].errors = [say(refusal)]
        return _show(form, "" if beside else say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(form, CHANGED, 409)
    flash(done, "success")
    return redirect(url_for("exchange.index"), 303)


def _show(form: LinkForm, problem: str = "", status: int = 200) -> Response:
    day = as_of.day()
    return page(
        "exchange/links.html",
        block="main",
        status=status,
        form=form if as_of.may(Permission.LINK_TENANTS) else None,
        shares=actor().may(Permission.LINK_TENANTS),
        problems=[(problem, "")] if problem else [],
        found=[(one, one.status(day)) for one in links.every(db(), as_of.instant())],
        looks=looks.at_us(db(), day),
        kinds=KINDS,
        grounds=GROUNDS,
        statuses=STATUSES,
    )
