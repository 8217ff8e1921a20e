"""Pages of the commune on a directive: receive it, let units answer, send what it comes to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.directives.answering import AnswerPart, ItemAnswer, SendAnswer
from service.directives.moving import MoveTasks
from service.directives.receiving import HandDown, NameReceiver, ReceiveDirective
from service.work import Command
from tenants.access import Permission
from web.directives.answer_form import answer_form, answers, brought
from web.directives.forms import ReceiverForm, SendForm, beside
from web.directives.receivers import receiver_form
from web.directives.reply_shown import handing_form, seen, show_one
from web.directives.views import QUICKER
from web.forms import Form
from web.session import carry_out, requires
from web.words import say

bp_replies = Blueprint(
    "directive_replies", __name__, url_prefix="/x/<code>/chi-dao", template_folder="templates"
)
HANDED_IN = "Đã trả lời đủ các nội dung trên phiếu."


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
    """Show a directive that came in, now or as it stood at the end of a past day."""
    return show_one(reply_id)


@bp_replies.post("/den/<uuid:reply_id>/nhan")
@requires(Permission.GIVE_TASKS)
def receive(reply_id: UUID) -> ResponseReturnValue:
    """Receive it, and give it to units at once where some were chosen."""
    form = handing_form(seen(reply_id)[1], typed=True)

    def command() -> Command:
        return ReceiveDirective(reply_id=reply_id, handing=form.handing())

    told = "Đã tiếp nhận. Phiếu tiếp nhận đã gửi cấp trên."
    return _done(reply_id, "handing", form, command, told)


@bp_replies.post("/den/<uuid:reply_id>/giao")
@requires(Permission.GIVE_TASKS)
def hand_down(reply_id: UUID) -> ResponseReturnValue:
    """Give it to further units."""
    form = handing_form(seen(reply_id)[1], typed=True)
    handing = form.handing()
    if handing is None:
        form.units.errors = ["Hãy chọn ít nhất một đơn vị."]
        return show_one(reply_id, {"handing": form}, 422)

    def command() -> Command:
        return HandDown(reply_id=reply_id, handing=handing)

    return _done(reply_id, "handing", form, command, "Đã giao đơn vị trả lời.")


@bp_replies.post("/den/<uuid:reply_id>/tra-loi/<uuid:unit_id>")
@requires(Permission.WORK)
def answer(reply_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    """Let a unit answer its items; files are kept before."""
    reply = seen(reply_id)[1]
    if unit_id not in {part.unit_id for part in reply.parts}:
        abort(404)
    form = answer_form(reply.questions, {}, typed=True)
    said = answers(form) if form.validate() else None
    if said is None:
        return show_one(reply_id, {str(unit_id): form}, 422)
    try:
        files = brought(form)
        for _, came in files:
            came.keep()
    except RefusedError as refusal:
        form.form_errors = [say(refusal)]
        return show_one(reply_id, {str(unit_id): form}, 422)
    said += tuple(ItemAnswer(number=number, files=came.files) for number, came in files)
    command = AnswerPart(reply_id=reply_id, unit_id=unit_id, answers=said, note=HANDED_IN)
    return _done(reply_id, str(unit_id), form, lambda: command, "Đã ghi câu trả lời.")


@bp_replies.post("/den/<uuid:reply_id>/gui")
@requires(Permission.SIGN_DIRECTIVE)
def send(reply_id: UUID) -> ResponseReturnValue:
    """Approve and send."""
    seen(reply_id)
    form = SendForm(request.form)

    def command() -> Command:
        return SendAnswer(
            reply_id=reply_id,
            outcome=form.outcome.data,
            reason=str(form.reason.data or ""),
            despite=bool(form.despite.data),
        )

    return _done(reply_id, "send", form, command, "Đã duyệt và gửi cấp trên.")


@bp_replies.post("/den/<uuid:reply_id>/theo-van-ban")
@requires(Permission.WORK)
def move(reply_id: UUID) -> ResponseReturnValue:
    """Let the tasks follow what became of the directive."""
    seen(reply_id)
    form = Form(request.form)
    command = MoveTasks(reply_id=reply_id)
    return _done(reply_id, "move", form, lambda: command, "Đã ghi vào các nhiệm vụ.")


def _done(
    reply_id: UUID, name: str, form: Any, command: Callable[[], Command], told: str
) -> ResponseReturnValue:
    """Carry out what was typed, or show the page with it again."""
    if not form.validate():
        return show_one(reply_id, {name: form}, 422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        if hasattr(form, "beside"):
            beside(form, refusal, say(refusal))
        else:
            form.form_errors = [say(refusal)]
        return show_one(reply_id, {name: form}, 422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return show_one(reply_id, {name: form}, 409)
    flash(told, "success")
    return redirect(url_for(".show", reply_id=reply_id), 303)
