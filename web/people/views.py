"""Pages: units, posts, and who holds them; the administrator adds and changes."""

import base64
from datetime import date
from hashlib import sha256
from hmac import digest
from uuid import UUID

from flask import Blueprint, Response, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.organisation.people import AddPerson, AddPost, AddUnit, FillPost, LeavePost
from service.tasks.ending_units import EndUnit
from service.work import Command
from tenants.access import Permission
from tenants.accounts import LoginTakenError
from tenants.directory import Post, Unit
from tenants.passwords import hash_password
from web import as_of
from web.forms import Form
from web.htmx import page
from web.people.forms import EndUnitForm, FillForm, LeaveForm, PersonForm, PostForm, UnitForm
from web.people.roster import open_holders, roster
from web.people.then import known_then
from web.people.words import roles, unit_kinds
from web.session import (
    actor,
    carry_out,
    command_id,
    register,
    requires,
    signed_in,
    today,
)
from web.vocabulary import spoken
from web.words import say

bp = Blueprint("people", __name__, url_prefix="/x/<code>/nguoi", template_folder="templates")

CHANGED = "Vừa có người khác thay đổi danh sách này. Nội dung bạn gõ còn nguyên: hãy gửi lại."
TAKEN = "Tên đăng nhập này đã có người dùng. Hãy chọn tên khác."
manager = requires(Permission.MANAGE_PEOPLE)


@bp.get("")
@signed_in
def show() -> ResponseReturnValue:
    """Show every unit, its posts, and who held them from when to when, by the day shown."""
    if not (manages := actor().may(Permission.MANAGE_PEOPLE)):
        actor().require(Permission.WORK)
    at, known = as_of.past_day(), known_then()
    placed = {holding.person_id for holding in known.holdings}
    idle = [entry for entry in known.people.items() if entry[0] not in placed]
    return page(
        "people/roster.html",
        block="main",
        units=roster(known, as_of.day()),
        names={unit_id: unit.name for unit_id, unit in known.units.items()},
        idle=idle,
        manages=manages,
        may_change=manages and not at,
        at=at,
        today=today(),
    )


@bp.route("/don-vi", methods=["GET", "POST"])
@manager
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    ranks = len(register().units)
    form = UnitForm(request.form, rank=ranks, first_day=today())
    form.kind.choices = unit_kinds()
    if request.method == "GET":
        return _ask("people/unit.html", form)
    if not form.validate():
        return _ask("people/unit.html", form, status=422)
    unit = AddUnit(
        name=form.name.data,
        kind=form.kind.data,
        rank=int(form.rank.amount),
        first_day=form.first_day.day,
    )
    return _done("people/unit.html", form, unit, f"Đã thêm đơn vị {unit.name}.")


@bp.route("/don-vi/<uuid:unit_id>/ket-thuc", methods=["GET", "POST"])
@manager
def end_unit(unit_id: UUID) -> ResponseReturnValue:
    """End a unit, alone or into another one."""
    standing = dict(register().standing(date.max))
    unit = standing.pop(unit_id, None) or abort(404)
    form = EndUnitForm(request.form, last_day=today())
    form.into.choices = {"": "Không nhập vào đơn vị nào"} | {
        other.unit_id: other.name for other in standing.values()
    }
    if request.method == "GET":
        return _ask("people/end_unit.html", form, unit)
    if not form.validate():
        return _ask("people/end_unit.html", form, unit, status=422)
    end = EndUnit(
        unit_id=unit_id,
        last_day=form.last_day.day,
        basis=form.basis.data,
        into=form.into.data,
    )
    said = f"Đã ghi: {unit.name} hoạt động đến hết ngày {end.last_day:%d/%m/%Y}."
    return _done("people/end_unit.html", form, end, said, unit)


@bp.route("/chuc-vu", methods=["GET", "POST"])
@manager
def add_post() -> ResponseReturnValue:
    """Add a post to a unit, with what it may do."""
    known = register()
    form = PostForm(request.form, rank=len(known.posts))
    units = {unit.unit_id: unit.name for unit in known.standing(date.max).values()}
    form.unit_id.choices = {"": spoken("Chọn đơn vị")} | units
    form.roles.choices = roles()
    if request.method == "GET":
        return _ask("people/post.html", form)
    if not form.validate():
        return _ask("people/post.html", form, status=422)
    post = AddPost(
        unit_id=form.unit_id.data,
        title=form.title.data,
        roles=form.chosen(),
        rank=int(form.rank.amount),
    )
    return _done("people/post.html", form, post, f"Đã thêm chức vụ {post.title}.")


@bp.route("/them", methods=["GET", "POST"])
@manager
def add_person() -> ResponseReturnValue:
    """Take in a person; their one-time password is shown this once."""
    form = PersonForm(request.form, first_day=today())
    form.post_id.choices = {"": "Chọn chức vụ"} | _posts()
    if request.method == "GET":
        return _ask("people/person.html", form)
    if not form.validate():
        return _ask("people/person.html", form, status=422)
    password = _one_time_password()
    person = AddPerson(
        name=form.name.data,
        post_id=form.post_id.data,
        first_day=form.first_day.day,
        login=form.login.data,
        password_hash=hash_password(password, salt=sha256(command_id().bytes).digest()[:16]),
        one_time=True,
    )
    try:
        carry_out(person)
    except LoginTakenError:
        form.login.errors = [TAKEN]
        return _ask("people/person.html", form, status=422)
    except (RefusedError, ChangedMeanwhileError) as no:
        return _again("people/person.html", form, no)
    return page("people/welcome.html", block="main", person=person, password=password)


@bp.route("/chuc-vu/<uuid:post_id>/giao", methods=["GET", "POST"])
@manager
def fill_post(post_id: UUID) -> ResponseReturnValue:
    """Put a person in a post from a day on."""
    post = _post(post_id)
    form = FillForm(request.form, first_day=today())
    form.person_id.choices = {"": "Chọn người"} | dict(register().people)
    if request.method == "GET":
        return _ask("people/fill.html", form, post)
    if not form.validate():
        return _ask("people/fill.html", form, post, status=422)
    fill = FillPost(
        post_id=post_id, person_id=form.person_id.data, first_day=form.first_day.day
    )
    said = f"Đã giao chức vụ {post.title} cho {register().person(fill.person_id)}."
    return _done("people/fill.html", form, fill, said, post)


@bp.route("/chuc-vu/<uuid:post_id>/thoi", methods=["GET", "POST"])
@manager
def leave_post(post_id: UUID) -> ResponseReturnValue:
    """End a person's time in a post; what they did stays theirs."""
    post = _post(post_id)
    form = LeaveForm(request.form, last_day=today())
    form.person_id.choices = {"": "Chọn người"} | open_holders(register(), post_id)
    if request.method == "GET":
        return _ask("people/leave.html", form, post)
    if not form.validate():
        return _ask("people/leave.html", form, post, status=422)
    leave = LeavePost(
        post_id=post_id, person_id=form.person_id.data, last_day=form.last_day.day
    )
    name = register().person(leave.person_id)
    said = f"Đã ghi: {name} thôi giữ chức vụ {post.title} sau ngày {leave.last_day:%d/%m/%Y}."
    return _done("people/leave.html", form, leave, said, post)


def _ask(
    template: str,
    form: Form,
    thing: Post | Unit | None = None,
    problem: str = "",
    *,
    status: int = 200,
) -> Response:
    problems = [(problem, "")] if problem else []
    shown = {"form": form, "thing": thing, "problems": problems}
    return page(template, block="main", status=status, **shown)


def _done(
    template: str, form: Form, command: Command, said: str, thing: Post | Unit | None = None
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except (RefusedError, ChangedMeanwhileError) as no:
        return _again(template, form, no, thing)
    flash(said, "success")
    return redirect(url_for("people.show"), 303)


def _again(
    template: str,
    form: Form,
    no: RefusedError | ChangedMeanwhileError,
    thing: Post | Unit | None = None,
) -> Response:
    if isinstance(no, RefusedError):
        return _ask(template, form, thing, say(no), status=422)
    return _ask(template, form, thing, CHANGED, status=409)


def _posts() -> dict[object, str]:
    known = register()
    standing = known.standing(date.max)
    return {
        p.post_id: f"{p.title} · {standing[p.unit_id].name}"
        for p in known.posts.values()
        if p.unit_id in standing
    }


def _post(post_id: UUID) -> Post:
    return register().posts.get(post_id) or abort(404)


def _one_time_password() -> str:
    """Make the password of this form: the same again when the same form comes twice."""
    key = current_app.config["SECRET_KEY"]
    made = digest(key, b"one-time password " + command_id().bytes, "sha256")[:10]
    text = base64.b32encode(made).decode().lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))
