"""Pages: lists of hand-over: make one, sign it or decline it, see which went over."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from events import handovers as said
from events.errors import ChangedMeanwhileError, RefusedError
from service.tasks import handovers
from service.tasks import states as task_states
from service.tasks.giving import NotInThatPostError, SoleJudgeError
from service.tasks.handing_over import DeclineHandover, ListHandover, SignHandover
from service.tasks.handovers import HandoverState
from service.tasks.state import TaskState
from service.work import Command
from tenants.access import HEADS, Permission
from web import as_of
from web.choices import Choices, options
from web.forms import ChoiceField, ChoicesField, Form, TextField
from web.htmx import page
from web.session import actor, carry_out, db, register, requires, sight, today
from web.words import say

bp_handover = Blueprint(
    "handover", __name__, url_prefix="/x/<code>/ban-giao", template_folder="templates"
)
CHANGED = "Vừa có người khác thay đổi. Trang đang hiện bản mới nhất; hãy xem lại rồi gửi lại."
BESIDE: Mapping[type[RefusedError], str] = {
    said.NothingToHandOverError: "tasks",
    said.SamePersonError: "to",
    NotInThatPostError: "to",
    SoleJudgeError: "to",
}


class HandoverForm(Form):
    """Whose tasks, which of them, and to whom."""

    to = ChoiceField("Người nhận", required="Hãy chọn người nhận.")
    tasks = ChoicesField("Nhiệm vụ bàn giao", required="Hãy chọn ít nhất một nhiệm vụ.")
    note = TextField("Ghi thêm một dòng")


@dataclass(frozen=True, slots=True)
class Giver:
    """Who hands over, in which post, and the open tasks that they have there."""

    key: str
    person_id: UUID
    post_id: UUID
    tasks: tuple[TaskState, ...]


@bp_handover.get("")
@requires(Permission.WORK)
def show() -> ResponseReturnValue:
    """Show the lists that one has to do with, and the form for a new one; or a past day's."""
    return _show(None)


@bp_handover.post("")
@requires(Permission.WORK)
def make() -> ResponseReturnValue:
    """Make a list."""
    giver = _giver(request.form.get("nguoi", ""))
    form = _form(giver, request.form)
    if not form.validate():
        return _show(form, status=422)
    person, post = Choices(register(), today()).assignee_of(form.to.data)
    command = ListHandover(
        from_person_id=giver.person_id,
        from_post_id=giver.post_id,
        to_person_id=person or abort(404),
        to_post_id=post or abort(404),
        task_ids=tuple(t.task_id for t in giver.tasks if str(t.task_id) in form.tasks.data),
        note=form.note.data or "",
    )
    return _carry_out(command, "Đã lập danh sách. Người nhận cần ký nhận.", form)


@bp_handover.post("/<uuid:handover_id>/ky")
@requires(Permission.WORK)
def sign(handover_id: UUID) -> ResponseReturnValue:
    """Sign for a list."""
    _mine(handover_id)
    return _carry_out(SignHandover(handover_id=handover_id), "Đã ký nhận bàn giao.")


@bp_handover.post("/<uuid:handover_id>/tu-choi")
@requires(Permission.WORK)
def decline(handover_id: UUID) -> ResponseReturnValue:
    """Do not take a list."""
    _mine(handover_id)
    reason = " ".join(request.form.get("reason", "").split())
    return _carry_out(
        DeclineHandover(handover_id=handover_id, reason=reason), "Đã trả lời: không nhận."
    )


def _mine(handover_id: UUID) -> HandoverState:
    """Find a list among those of the person; hidden and missing look the same."""
    mine = handovers.of_person(db(), actor().person_id)
    return next((one for one in mine if one.handover_id == handover_id), None) or abort(404)


def _carry_out(
    command: Command, done: str, form: HandoverForm | None = None
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        beside = BESIDE.get(type(refusal)) if form else None
        if form and beside:
            form[beside].errors = [say(refusal)]
        return _show(form, "" if beside else say(refusal), status=422)
    except ChangedMeanwhileError:
        return _show(form, CHANGED, status=409)
    flash(done, "success")
    return redirect(url_for(".show"), 303)


def _giver(chosen: str) -> Giver:
    """Give whose tasks are handed over: one's own, or of whom one may choose."""
    me, givers = actor(), _givers()
    key = (
        chosen
        if chosen in givers
        else Choices(register(), today()).assignee(me.person_id, me.post_id)
    )
    person, post = givers.get(key, (me.person_id, me.post_id))
    own = (t for t in task_states.of_person(db(), person) if t.clarity.post_id == post)
    return Giver(key, person, post, tuple(t for t in own if sight().sees(t)))


def _givers() -> dict[str, tuple[UUID, UUID]]:
    """Name who may be chosen, by key: those of one's unit for its head, all for who gives out.

    Also those who have left the post: their tasks wait for somebody.
    """
    me, known, choices = actor(), register(), Choices(register(), today())
    everybody, heads = me.may(Permission.ISSUE_PLAN), bool(me.roles & HEADS)
    return {
        choices.assignee(held.person_id, held.post_id): (held.person_id, held.post_id)
        for held in known.holdings
        if everybody
        or held.person_id == me.person_id
        or (heads and known.posts[held.post_id].unit_id == me.unit_id)
    }


def _form(giver: Giver, typed: MultiDict[str, str] | None) -> HandoverForm:
    form, choices = HandoverForm(typed), Choices(register(), today())
    others = {k: v for k, v in choices.people().items() if k != giver.key}
    form.to.choices = options(others, empty="Chưa chọn")
    form.tasks.choices = [(str(t.task_id), f"{t.code} {t.content}") for t in giver.tasks]
    if typed is None:
        form.tasks.data = [str(t.task_id) for t in giver.tasks]
    return form


def _show(form: HandoverForm | None, problem: str = "", status: int = 200) -> Response:
    giver, then = _giver(request.values.get("nguoi", "")), as_of.instant()
    found = handovers.of_person(db(), actor().person_id, then)
    known = register()
    names = {
        key: f"{known.person(person)}, {known.post(post)}"
        for key, (person, post) in _givers().items()
    }
    codes = handovers.codes(db(), [task for one in found for task in one.tasks], then)
    return page(
        "tasks/handover.html",
        block="main",
        status=status,
        to_sign=[h for h in found if _to_sign(h)],
        others=[h for h in found if not _to_sign(h)],
        codes=codes,
        giver=giver,
        givers=names if len(names) > 1 else {},
        form=form or _form(giver, None),
        problems=[(problem, "")] if problem else [],
        known=known,
        at=as_of.past_day(),
        today=today(),
    )


def _to_sign(one: HandoverState) -> bool:
    mine = one.to_person_id == actor().person_id
    return mine and one.status == "listed" and as_of.past_day() is None
