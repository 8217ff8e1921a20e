"""Pages: sign in, and out."""

from datetime import datetime

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user

from service.demo.accounts import demo_accounts
from tenants import sessions
from web import session, visiting
from web.access import signing
from web.access.carrying import Carried, carried_on, interrupted
from web.access.forms import SignInForm
from web.htmx import wants_fragment
from web.navigation import home

bp = Blueprint("access", __name__, url_prefix="/x/<code>", template_folder="templates")

WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại."
OVER = "Quyền xem ở đó đã hết: hết ngày, đã kết luận, đổi thành viên hoặc thu hồi liên kết."
NO_POST = "Tài khoản này hôm nay không giữ chức vụ nào. Hãy gọi số hỗ trợ ở cuối trang."


@bp.get("/dang-nhap")
@session.everyone
def sign_in() -> ResponseReturnValue:
    """Ask for name and password."""
    carried = carried_on()
    if current_user.is_authenticated:
        return redirect(carried.target or home(session.actor()), 303)
    return _ask(SignInForm(), carried)


@bp.post("/dang-nhap")
@session.everyone
def begin() -> ResponseReturnValue:
    """Let in whom name and password fit; the same answer for every other."""
    form, carried = SignInForm(request.form), carried_on()
    if not form.validate():
        return _ask(form, carried, status=422)
    found = signing.check(form.login.data, form.password.data)
    if isinstance(found, datetime):
        return _blocked(form, carried, found)
    if found is None:
        return _ask(form, carried, WRONG, status=422)
    posts = signing.posts_of(found)
    if not posts:
        return _ask(form, carried, NO_POST, status=422)
    if current_user.is_authenticated:  # the browser's former session ends with the new one
        _end(session.session())
    signing.begin(found.account_id, posts[0])
    return _go_on(carried, several=len(posts) > 1)


@bp.post("/dang-xuat")
@session.everyone
def sign_out() -> ResponseReturnValue:
    """End this session, here and in the database."""
    if current_user.is_authenticated:
        _end(session.session())
    cookie.clear()
    flash("Đã đăng xuất.", "success")
    return redirect(url_for("access.sign_in"), 303)


def stranger() -> ResponseReturnValue:
    """Answer one who is not signed in: to the sign-in page, with what was typed."""
    if not session.has_tenant():
        return redirect(url_for("start.choose"), 303)
    if (home := visiting.home()) and home.gone_to == session.tenant().code:
        back = visiting.go_home(home)
        flash(OVER)
        return redirect(back, 303)
    carried = interrupted()
    asked = url_for("access.sign_in", tiep=carried.target or None)
    if not carried.posted:
        if wants_fragment():
            return Response(status=401, headers={"HX-Redirect": asked})
        return redirect(asked, 303)
    response = _ask(SignInForm(), carried, status=401)
    response.headers["HX-Retarget"] = "body"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def _go_on(carried: Carried, *, several: bool) -> ResponseReturnValue:
    if session.session().one_time:
        return redirect(url_for("account.password"), 303)
    if carried.posted:
        return Response(render_template("access/resume.html", carried=carried))
    if several:
        flash(
            "Bạn giữ nhiều chức vụ. Muốn làm việc với chức vụ khác, hãy đổi ở Tài khoản.",
            "success",
        )
    return redirect(carried.target or home(session.actor()), 303)


def _blocked(form: SignInForm, carried: Carried, until: datetime) -> Response:
    minutes = signing.wait_from(until)
    clock = f"{session.local(until):%H:%M}"
    said = f"Đã thử nhiều lần. Hãy đợi {minutes} phút, đến {clock}, rồi thử lại."
    response = _ask(form, carried, said, status=429)
    response.headers["Retry-After"] = str(minutes * signing.MINUTE)
    return response


def _ask(
    form: SignInForm, carried: Carried, problem: str = "", *, status: int = 200
) -> Response:
    accounts = demo_accounts() if session.site().settings.demo else []
    facts = {
        "form": form,
        "carried": carried,
        "problems": [(problem, "#login")] if problem else [],
        "accounts": [a for a in accounts if a.tenant_code == session.tenant().code],
    }
    return Response(render_template("access/sign_in.html", **facts), status)


def _end(ended: sessions.Session) -> None:
    session.end_reading()
    with session.ledger().scope.begin() as connection:
        sessions.end(connection, ended.session_hash)
