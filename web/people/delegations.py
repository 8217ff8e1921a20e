"""Pages: who decides for whom, and letting somebody decide by one's own post."""

from datetime import date
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from events.errors import ChangedMeanwhileError, RefusedError
from service.organisation import delegating
from service.organisation.delegating import Delegate, EndDelegation
from service.work import Command
from tenants import delegations
from tenants.access import Permission
from tenants.delegations import Delegation
from web import as_of
from web.forms import ChoiceField, DayField, Form, TextField, identity
from web.htmx import page
from web.people.then import delegations_shown
from web.session import actor, carry_out, db, register, signed_in, today
from web.words import say

bp_delegations = Blueprint(
    "delegations", __name__, url_prefix="/x/<code>/uy-quyen", template_folder="templates"
)
CHANGED = "Vừa có người khác thay đổi danh sách này. Nội dung bạn gõ còn nguyên: hãy gửi lại."
BESIDE: dict[type[RefusedError], str] = {
    delegating.DelegationDatesError: "last_day",
    delegating.DelegatedToOneselfError: "to_person_id",
    delegating.DelegationWithoutBasisError: "basis",
}


class DelegationForm(Form):
    """By which post, whom, from when to when, and on which paper."""

    post_id = ChoiceField("Chức vụ", required="Hãy chọn chức vụ.", coerce=identity)
    to_person_id = ChoiceField("Ủy quyền cho", required="Hãy chọn người.", coerce=identity)
    first_day = DayField("Từ ngày", required="Hãy ghi ngày bắt đầu.")
    last_day = DayField("Đến hết ngày", required="Hãy ghi ngày kết thúc.")
    basis = TextField("Văn bản ủy quyền", required="Hãy ghi số văn bản ủy quyền.")

    def __init__(self, typed: MultiDict[str, str] | None, day: date) -> None:
        super().__init__(typed, first_day=day)
        known, me = register(), actor().person_id
        mine = {post: known.post(post) for post in known.held(me, day)}
        others = {person: name for person, name in known.people.items() if person != me}
        self.post_id.choices = mine
        self.to_person_id.choices = {"": "Chọn người"} | others


@bp_delegations.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show the delegations of the tenant, and the form for one's own posts; or a past day's."""
    return _show(DelegationForm(None, today()))


@bp_delegations.post("")
@signed_in
def delegate() -> ResponseReturnValue:
    """Let somebody decide by one's post."""
    form = DelegationForm(request.form, today())
    if not form.validate():
        return _show(form, status=422)
    command = Delegate(
        post_id=form.post_id.data,
        to_person_id=form.to_person_id.data,
        first_day=form.first_day.day,
        last_day=form.last_day.day,
        basis=form.basis.data,
    )
    return _carried_out(command, "Đã ghi ủy quyền.", form)


@bp_delegations.post("/<uuid:delegation_id>/thoi")
@signed_in
def end(delegation_id: UUID) -> ResponseReturnValue:
    """End a delegation."""
    if delegation_id not in {one.delegation_id for one in delegations.every(db())}:
        abort(404)
    form = DelegationForm(None, today())
    return _carried_out(
        EndDelegation(delegation_id=delegation_id), "Đã kết thúc ủy quyền.", form
    )


def _carried_out(command: Command, done: str, form: DelegationForm) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        beside = BESIDE.get(type(refusal))
        if beside:
            form[beside].errors = [say(refusal)]
        return _show(form, "" if beside else say(refusal), status=422)
    except ChangedMeanwhileError:
        return _show(form, CHANGED, status=409)
    flash(done, "success")
    return redirect(url_for(".show"), 303)


def _show(form: DelegationForm, problem: str = "", status: int = 200) -> Response:
    at, day = as_of.past_day(), as_of.day()
    found = delegations_shown()
    return page(
        "people/delegations.html",
        block="main",
        status=status,
        form=form if form.post_id.choices and not at else None,
        problems=[(problem, "")] if problem else [],
        held=[(one, _may_end(one)) for one in found if one.last_day >= day],
        past=[one for one in found if one.first_day <= one.last_day < day],
        known=register(),
        at=at,
        today=today(),
    )


def _may_end(one: Delegation) -> bool:
    me = actor()
    if as_of.past_day():
        return False
    return one.from_person_id == me.person_id or me.may(Permission.MANAGE_PEOPLE)
