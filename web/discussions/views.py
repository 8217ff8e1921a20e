"""Page: what is said about a task (trao đổi), and who follows it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.discussions import comments, following
from service.discussions.talking import FollowTask, Say, WithdrawComment, who_may_see
from service.tasks import states
from web import as_of
from web.discussions.forms import SayForm
from web.htmx import page
from web.session import actor, carry_out, db, local, register, sight, signed_in, today
from web.words import say
from web.written import when_written

bp = Blueprint(
    "discussions",
    __name__,
    url_prefix="/x/<code>/nhiem-vu/<uuid:task_id>/trao-doi",
    template_folder="templates",
)
PAGE = 50
BEYOND = 2**31 - 1  # above every number of a comment


@dataclass(frozen=True, slots=True)
class Spoken:
    """A comment as it is read: who, in which post, when, to whom."""

    number: int
    author: str
    post: str
    at: datetime
    text: str
    to: str
    withdrawn: bool
    mine: bool


@bp.get("")
@signed_in
def show(task_id: UUID) -> ResponseReturnValue:
    """Show what was said, newest first, fifty at a time."""
    return _show(task_id, SayForm())


@bp.post("")
@signed_in
def speak(task_id: UUID) -> ResponseReturnValue:
    """Say something."""
    form = SayForm(request.form)
    _offer(form, task_id)
    if not form.validate():
        return _show(task_id, form)
    mentions = tuple(person for person in form.mentions.data or () if person)
    try:
        command = Say(task_id=task_id, text=form.text.data, mentions=mentions)
        carry_out(command, written_at=when_written(task_id))
    except RefusedError as refusal:
        return _show(task_id, form, problem=say(refusal))
    flash("Đã gửi ý kiến.", "success")
    return redirect(url_for("discussions.show", task_id=task_id), 303)


@bp.post("/<int:number>/thu-hoi")
@signed_in
def withdraw(task_id: UUID, number: int) -> ResponseReturnValue:
    """Take back what I said."""
    states.one(db(), task_id, sight(), None)
    try:
        carry_out(WithdrawComment(task_id=task_id, number=number))
        flash("Đã thu hồi ý kiến; việc thu hồi vẫn được ghi lại.", "success")
    except RefusedError as refusal:
        flash(say(refusal), "warning")
    return redirect(url_for("discussions.show", task_id=task_id), 303)


@bp.post("/theo-doi")
@signed_in
def follow(task_id: UUID) -> ResponseReturnValue:
    """Follow the task, or no longer."""
    wanted = request.form.get("follow") == "1"
    carry_out(FollowTask(task_id=task_id, follow=wanted))
    flash("Đã theo dõi nhiệm vụ này." if wanted else "Đã thôi theo dõi.", "success")
    return redirect(url_for("discussions.show", task_id=task_id), 303)


def _show(task_id: UUID, form: SayForm, *, problem: str = "") -> Response:
    at, task = as_of.instant(), states.one(db(), task_id, sight(), None)
    before = _before(request.args.get("truoc", ""))
    said = comments.of_task(db(), task_id, at, before=before, most=PAGE + 1)
    _offer(form, task_id)
    followers = following.followers(db(), task_id, at)
    return page(
        "discussions/task.html",
        block="main",
        status=422 if problem or form.errors else 200,
        task=task,
        form=form,
        problem=problem,
        said=[_spoken(one) for one in said[:PAGE]],
        older=said[PAGE - 1].number if len(said) > PAGE else None,
        follows=actor().person_id in followers,
        followers=[register().person(person) for person in followers],
        today=today(),
    )


def _offer(form: SayForm, task_id: UUID) -> None:
    """Offer to mention whoever may see the task, but oneself."""
    task = states.one(db(), task_id, sight(), None)
    seeing = who_may_see(task, register(), today())
    me = actor().person_id
    form.mentions.choices = {p: register().person(p) for p in seeing if p != me}


def _spoken(one: comments.Comment) -> Spoken:
    known = register()
    return Spoken(
        number=one.number,
        author=known.person(one.author_id),
        post=known.post(one.post_id),
        at=local(one.said_at),
        text=one.text,
        to=", ".join(known.person(person) for person in one.mentions),
        withdrawn=one.withdrawn,
        mine=one.author_id == actor().person_id and not one.withdrawn,
    )


def _before(asked: str) -> int:
    return int(asked[:9]) if asked.isascii() and asked.isdigit() else BEYOND
