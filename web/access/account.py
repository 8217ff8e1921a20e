"""Pages: one's own account, its password, its sessions, the post one acts in."""

from datetime import datetime
from types import SimpleNamespace
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from service.clock import now
from tenants import accounts, sessions
from tenants.accounts import Account
from tenants.passwords import hash_password
from web import session
from web.access import signing
from web.access.forms import PasswordForm, PostForm
from web.access.words import device_name
from web.htmx import page

bp = Blueprint(
    "account", __name__, url_prefix="/x/<code>/tai-khoan", template_folder="templates"
)
UNSEEN = "Mật khẩu hiện tại chưa đúng."


@bp.get("")
@session.signed_in
def show() -> ResponseReturnValue:
    """Show one's posts and where one is signed in."""
    return _show(_post_form())


@bp.post("/chuc-vu")
@session.signed_in
def act_in() -> ResponseReturnValue:
    """Act in another of one's posts from now on."""
    form = _post_form()
    if not form.validate():
        return _show(form, status=422)
    mine = session.session()
    session.end_reading()
    with session.ledger().scope.begin() as connection:
        sessions.act_in(connection, mine.session_hash, form.post_id.data)
    flash(f"Đang làm việc với chức vụ: {session.register().post(form.post_id.data)}.")
    return redirect(url_for("account.show"), 303)


@bp.get("/mat-khau")
@session.signed_in
def password() -> ResponseReturnValue:
    """Ask for a new password."""
    return _password(PasswordForm())


@bp.post("/mat-khau")
@session.signed_in
def change_password() -> ResponseReturnValue:
    """Replace the password; every session ends, and this browser gets a new one."""
    form, mine = PasswordForm(request.form), session.session()
    if not form.validate():
        return _password(form, status=422)
    found = signing.check(_login(), form.password.data)
    if isinstance(found, datetime):
        wait = f"Đã thử nhiều lần. Hãy đợi {signing.wait_from(found)} phút."
        return _password(form, wait, status=429)
    if found is None:
        return _password(form, UNSEEN, status=422)
    session.end_reading()
    with session.ledger().scope.begin() as connection:
        accounts.set_password(connection, found.account_id, hash_password(_new(form)))
    signing.begin(found.account_id, mine.actor.post_id, alone=True)
    flash("Đã đổi mật khẩu. Những nơi khác đã đăng xuất.", "success")
    return redirect(url_for("account.show"), 303)


@bp.post("/phien")
@session.signed_in
def end_one() -> ResponseReturnValue:
    """Sign out in one other place."""
    wanted = request.form.get("phien", "")
    session_hash = next(
        (d.session_hash for d in _devices() if d.session_hash.hex() == wanted), None
    )
    if session_hash is None:
        abort(404)
    session.end_reading()
    with session.ledger().scope.begin() as connection:
        sessions.end(connection, session_hash)
    flash("Đã đăng xuất ở nơi đó.", "success")
    return redirect(url_for("account.show"), 303)


@bp.post("/thoat-het")
@session.signed_in
def end_all() -> ResponseReturnValue:
    """Sign out everywhere, here too."""
    account_id = session.session().account_id
    session.end_reading()
    with session.ledger().scope.begin() as connection:
        count = sessions.end_all(connection, account_id)
    cookie.clear()
    flash(f"Đã đăng xuất ở {count} nơi.", "success")
    return redirect(url_for("access.sign_in"), 303)


def _show(form: PostForm, *, status: int = 200) -> Response:
    mine = session.session()
    devices = [
        SimpleNamespace(
            name=device_name(device.device),
            began_at=session.local(device.began_at),
            seen_at=session.local(device.seen_at),
            here=device.session_hash == mine.session_hash,
            key=device.session_hash.hex(),
        )
        for device in _devices()
    ]
    shown = {"form": form, "devices": devices, "login": _login()}
    return page("access/account.html", block="main", status=status, **shown)


def _password(form: PasswordForm, problem: str = "", *, status: int = 200) -> Response:
    problems = [(problem, "#password")] if problem else []
    one_time = session.session().one_time
    shown = {"form": form, "problems": problems, "login": _login(), "one_time": one_time}
    return page("access/password.html", block="main", status=status, **shown)


def _post_form() -> PostForm:
    me, known = session.actor(), session.register()
    form = PostForm(request.form, post_id=me.post_id)
    held = known.held(me.person_id, session.today())
    form.post_id.choices = {post_id: _post_name(post_id) for post_id in held}
    return form


def _post_name(post_id: UUID) -> str:
    known = session.register()
    return f"{known.post(post_id)} · {known.unit(known.posts[post_id].unit_id)}"


def _devices() -> list[sessions.Device]:
    return sessions.of_account(session.db(), session.session().account_id, now())


def _login() -> str:
    account: Account = accounts.by_id(session.db(), session.session().account_id)
    return account.login


def _new(form: PasswordForm) -> str:
    return str(form.new_password.data)
