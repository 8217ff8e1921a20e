"""Pages of the commune on a directive: receive it, let units answer, send what it comes to."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.directive_answers import rolled
from events.directive_replies import Reply
from events.errors import ChangedMeanwhileError, RefusedError
from service.directives import receiver_states, reply_states
from service.directives.answering import AnswerPart, ItemAnswer, SendAnswer
from service.directives.receiving import (
    HandDown,
    NameReceiver,
    ReceiveDirective,
    receives,
)
from service.directives.reply_states import ReplyState
from service.tasks.hands import hand
from service.tasks.state import TaskState
from service.tasks.states import listed
from service.tasks.states import table as tasks
from service.vault.stores import event_store
from service.work import Command
from tenants.access import HEADS, Permission, Role
from tenants.ids import TenantId
from tenants.register import by_number
from web.choices import options
from web.directives.answer_form import answer_form, answers, brought
from web.directives.forms import HandingForm, ReceiverForm, SendForm, beside
from web.directives.receivers import receiver_form, sees
from web.directives.views import QUICKER
from web.directives.words import LATE, OUTCOMES, REPLIES, spoken
from web.htmx import page
from web.session import actor, carry_out, db, register, requires, today
from web.words import say

bp_replies = Blueprint(
    "directive_replies", __name__, url_prefix="/x/<code>/chi-dao", template_folder="templates"
)
HANDED_IN = "Đã trả lời đủ các nội dung trên phiếu."
PRODUCT = "Báo cáo trả lời"


@dataclass(frozen=True, slots=True)
class UnitPart:
    """A unit that answers: its task, how much it has said, and its form for who answers."""

    unit_id: UUID
    name: str
    task: TaskState | None
    said: int
    form: Any | None


@bp_replies.post("/dau-moi")
@requires(Permission.SIGN_DIRECTIVE)
def name_receiver() -> ResponseReturnValue:
    """Name the post that receives."""
    form: ReceiverForm = receiver_form(request.form)
    if form.validate():
        carry_out(NameReceiver(post_id=form.post.data))
        flash("Đã đặt đầu mối tiếp nhận và báo cấp trên.", "success")
    else:
        flash("Hãy chọn chức danh tiếp nhận.", "warning")
    return redirect(url_for("directives.index"), 303)


@bp_replies.get("/den/<uuid:reply_id>")
@requires(Permission.WORK)
def show(reply_id: UUID) -> ResponseReturnValue:
    """Show a directive that came in."""
    return _one(reply_id)


@bp_replies.post("/den/<uuid:reply_id>/nhan")
@requires(Permission.GIVE_TASKS)
def receive(reply_id: UUID) -> ResponseReturnValue:
    """Receive it, and give it to units at once where some were chosen."""
    form = _handing_form(_seen(reply_id)[1], typed=True)

    def command() -> Command:
        return ReceiveDirective(reply_id=reply_id, handing=form.handing())

    told = "Đã tiếp nhận. Phiếu tiếp nhận đã gửi cấp trên."
    return _done(reply_id, "handing", form, command, told)


@bp_replies.post("/den/<uuid:reply_id>/giao")
@requires(Permission.GIVE_TASKS)
def hand_down(reply_id: UUID) -> ResponseReturnValue:
    """Give it to further units."""
    form = _handing_form(_seen(reply_id)[1], typed=True)
    handing = form.handing()
    if handing is None:
        form.units.errors = ["Hãy chọn ít nhất một đơn vị."]
        return _one(reply_id, {"handing": form}, 422)

    def command() -> Command:
        return HandDown(reply_id=reply_id, handing=handing)

    return _done(reply_id, "handing", form, command, "Đã giao đơn vị trả lời.")


@bp_replies.post("/den/<uuid:reply_id>/tra-loi/<uuid:unit_id>")
@requires(Permission.WORK)
def answer(reply_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Let a unit answer its items; files are kept before."""
    reply = _seen(reply_id)[1]
    if unit_id not in {part.unit_id for part in reply.parts}:
        abort(404)
    form = answer_form(reply.questions, {}, typed=True)
    said = answers(form) if form.validate() else None
    if said is None:
        return _one(reply_id, {str(unit_id): form}, 422)
    try:
        files = brought(form)
        for _, came in files:
            came.keep()
    except RefusedError as refusal:
        form.form_errors = [say(refusal)]
        return _one(reply_id, {str(unit_id): form}, 422)
    said += tuple(ItemAnswer(number=number, files=came.files) for number, came in files)
    command = AnswerPart(reply_id=reply_id, unit_id=unit_id, answers=said, note=HANDED_IN)
    return _done(reply_id, str(unit_id), form, lambda: command, "Đã ghi câu trả lời.")


@bp_replies.post("/den/<uuid:reply_id>/gui")
@requires(Permission.SIGN_DIRECTIVE)
def send(reply_id: UUID) -> ResponseReturnValue:
    """Approve and send."""
    _seen(reply_id)
    form = SendForm(request.form)

    def command() -> Command:
        return SendAnswer(
            reply_id=reply_id,
            outcome=form.outcome.data,
            reason=str(form.reason.data or ""),
            despite=bool(form.despite.data),
        )

    return _done(reply_id, "send", form, command, "Đã duyệt và gửi cấp trên.")


def _done(
    reply_id: UUID, name: str, form: Any, command: Callable[[], Command], told: str
) -> ResponseReturnValue:
    """Carry out what was typed, or show the page with it again."""
    if not form.validate():
        return _one(reply_id, {name: form}, 422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        if hasattr(form, "beside"):
            beside(form, refusal, say(refusal))
        else:
            form.form_errors = [say(refusal)]
        return _one(reply_id, {name: form}, 422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return _one(reply_id, {name: form}, 409)
    flash(told, "success")
    return redirect(url_for(".show", reply_id=reply_id), 303)


def _seen(reply_id: UUID) -> tuple[ReplyState, Reply]:
    """Give a directive that the person may see; hidden looks like missing."""
    found = next((one for one in reply_states.every(db()) if one.reply_id == reply_id), None)
    if found is None or not sees(found):
        abort(404)
    return found, event_store(db()).load(Reply, reply_id)


def _handing_form(reply: Reply, *, typed: bool = False) -> HandingForm:
    known, day = register(), today()
    leaders = [post for post in known.posts.values() if Role.LEADER in post.roles]
    first = leaders[0].post_id if leaders else None
    data = {
        "content": reply.arrived.title,
        "product": PRODUCT,
        "accepts": first,
        "extends": first,
    }
    form = HandingForm(request.form if typed else None, data=data)
    headed = {
        post.unit_id
        for post in known.posts.values()
        if HEADS & set(post.roles) and known.holders(post.post_id, day)
    } - {part.unit_id for part in reply.parts}
    form.units.choices = options(
        {unit.unit_id: unit.name for unit in known.units.values() if unit.unit_id in headed}
    )
    posts = {
        post.post_id: f"{post.title}, {known.unit(post.unit_id)}"
        for post in known.posts.values()
        if HEADS & set(post.roles)
    }
    for field in (form.accepts, form.extends):
        field.choices = options(posts, empty="Chưa chọn")
    return form


def _one(reply_id: UUID, tried: Mapping[str, Any] | None = None, status: int = 200) -> Response:
    state, reply = _seen(reply_id)
    tried, me = tried or {}, actor()
    gives = reply.recalled is None and receives(me, receiver_states.own(db()))
    sends = reply.received and not reply.recalled and me.may(Permission.SIGN_DIRECTIVE)
    return page(
        "directives/reply.html",
        block="main",
        status=status,
        state=state,
        reply=reply,
        sender=_sender(reply),
        badge_of=REPLIES[state.step],
        late=LATE if _late(state) else None,
        parts=_parts(reply, tried),
        totals=_totals(reply),
        spoken=spoken,
        outcomes=OUTCOMES,
        handing=(tried.get("handing") or _handing_form(reply)) if gives else None,
        send=(tried.get("send") or SendForm()) if sends else None,
    )


def _sender(reply: Reply) -> str:
    found = by_number(db(), TenantId(reply.arrived.from_tenant))
    return found.name if found else "Cấp trên"


def _late(state: ReplyState) -> bool:
    if state.step == "sent":
        return state.late
    return today() > state.due_on and state.step != "recalled"


def _parts(reply: Reply, tried: Mapping[str, Any]) -> list[UnitPart]:
    ids = [part.task_id for part in reply.parts]
    found = {one.task_id: one for one in listed(db(), tasks.c.task_id.in_(ids))} if ids else {}
    return [
        UnitPart(
            part.unit_id,
            register().unit(part.unit_id),
            task := found.get(part.task_id),
            sum(unit == part.unit_id for unit, _ in reply.said),
            _form(reply, part.unit_id, task, tried),
        )
        for part in reply.parts
    ]


def _form(
    reply: Reply, unit_id: UUID, task: TaskState | None, tried: Mapping[str, Any]
) -> Any | None:
    mine = hand(actor())
    does = task is not None and (
        task.clarity.person_id == mine.person_id or unit_id in mine.heads
    )
    if not does or reply.recalled is not None:
        return None
    said = {number: one.said for (unit, number), one in reply.said.items() if unit == unit_id}
    return tried.get(str(unit_id)) or answer_form(reply.questions, said, typed=False)


def _totals(reply: Reply) -> list[tuple[int, Any, Any, int]]:
    """Roll each item up over the units that answered it, and say how many did."""
    found = []
    for number, question in enumerate(reply.questions, 1):
        said = {unit: one.said for (unit, item), one in reply.said.items() if item == number}
        named = [(register().unit(unit), one) for unit, one in said.items()]
        found.append((number, question, rolled(question.kind, named), len(said)))
    return found
