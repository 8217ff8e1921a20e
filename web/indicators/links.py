"""What an indicator is made of: others that it follows from, one that it stands under."""

from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from service.indicators import states
from service.indicators.measuring import DeriveIndicator, PutUnder
from service.work import Command
from tenants.access import Permission
from web.forms import Form, TextField
from web.indicators.acts import back, one_of, tried
from web.indicators.forms import DeriveForm, UnderForm
from web.indicators.views import shown
from web.session import db, requires

bp_links = Blueprint(
    "indicator_links",
    __name__,
    url_prefix="/x/<code>/chi-tieu/<uuid:indicator_id>",
    template_folder="templates",
)


@bp_links.post("/tinh-tu")
@requires(Permission.DRAFT_PLAN)
def derive(indicator_id: UUID) -> ResponseReturnValue:
    """Say from which indicators the figure follows, or that it is entered."""
    one_of(indicator_id)
    form = DeriveForm(request.form)
    codes = form.listed() if form.rule.data else []
    parts = _called(codes, form.codes) if form.validate() else None
    if parts is None:
        return shown(indicator_id, tried=form, status=422)
    rule = form.rule.data or None
    command = DeriveIndicator(indicator_id=indicator_id, rule=rule, parts=parts)
    return _done(command, form, indicator_id, "Đã lưu cách tính.")


@bp_links.post("/thuoc")
@requires(Permission.DRAFT_PLAN)
def put_under(indicator_id: UUID) -> ResponseReturnValue:
    """Say under which indicator this one stands, or that it stands alone."""
    one_of(indicator_id)
    form = UnderForm(request.form)
    typed = (form.whole.data or "").upper()
    found = _called([typed] if typed else [], form.whole) if form.validate() else None
    if found is None:
        return shown(indicator_id, tried=form, status=422)
    command = PutUnder(indicator_id=indicator_id, whole_id=next(iter(found), None))
    return _done(command, form, indicator_id, "Đã lưu.")


def _done(command: Command, form: Form, indicator_id: UUID, said: str) -> ResponseReturnValue:
    problem, status = tried(command)
    if problem:
        return shown(indicator_id, tried=form, problem=problem, status=status)
    return back(indicator_id, said)


def _called(codes: list[str], field: TextField) -> tuple[UUID, ...] | None:
    """Find indicators by their codes; None when one is unknown, which is said at the field."""
    known = {one.code.upper(): one.indicator_id for one in states.every(db(), None)}
    unknown = [code for code in codes if code not in known]
    if unknown:
        field.errors = [f"Không thấy chỉ tiêu có mã {', '.join(unknown)}."]
        return None
    return tuple(known[code] for code in codes)
