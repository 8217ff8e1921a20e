"""Pages: what waits under the bell, where one is written to, and the calendar's address."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.clock import now
from service.messages import alerts, contacts, feed
from service.messages.kinds import About
from service.messages.wording import said
from web import as_of
from web.forms import identities
from web.htmx import page
from web.messages.forms import ContactForm
from web.session import (
    actor,
    db,
    end_reading,
    everyone,
    ledger,
    local,
    register,
    signed_in,
    site,
    tenant,
    today,
)

bp = Blueprint("messages", __name__, url_prefix="/x/<code>", template_folder="templates")
PAGES: dict[About, str] = {
    "task": "tasks.show",
    "indicator": "indicators.show",
    "evidence": "evidence.show",
    "score_sheet": "score_sheet.by_number",
    "year_grade": "years.by_number",
    "conclusion": "conclusions.show",
    "reply": "directive_replies.show",
    "report": "report_part.show",
    "review": "reviews.show",
    "inspection": "visits.show",
    "mission": "missions.show",
}


@bp.get("/thong-bao")
@signed_in
def bell() -> ResponseReturnValue:
    """Show what was told to me by the day that is shown, newest first."""
    told = alerts.of_person(db(), actor().person_id, at=as_of.instant())
    name = register().person
    shown = [
        (one, said(one, name), local(one.made_at), _page_of(one.about, one.subject_id))
        for one in told
    ]
    return page(
        "messages/bell.html",
        block="main",
        shown=shown,
        days=alerts.KEPT.days,
        at=as_of.past_day(),
        today=today(),
    )


@bp.post("/thong-bao/da-doc")
@signed_in
def read() -> ResponseReturnValue:
    """Note that I have read everything."""
    me = actor().person_id
    end_reading()
    with ledger().scope.begin() as connection:
        alerts.read(connection, me, now(), None)
    flash("Đã đánh dấu là đã đọc.", "success")
    return redirect(url_for("messages.bell"), 303)


@bp.post("/thong-bao/mo")
@signed_in
def follow() -> ResponseReturnValue:
    """Open what something was told of, which then counts as read."""
    me, chosen = actor().person_id, identities(request.form.getlist("subject_id"))
    told = (one for one in alerts.of_person(db(), me) if one.subject_id in chosen)
    opened = next(told, None)
    if opened is None:
        return redirect(url_for("messages.bell"), 303)
    end_reading()
    with ledger().scope.begin() as connection:
        alerts.read(connection, me, now(), opened.subject_id)
    return redirect(_page_of(opened.about, opened.subject_id), 303)


@bp.get("/nhan-tin")
@signed_in
def reach() -> ResponseReturnValue:
    """Show where I am written to, and whether a calendar reads my deadlines."""
    mine = contacts.contact(db(), actor().person_id)
    return _reach(ContactForm(data={"email": mine.email, "digest": mine.digest}))


@bp.post("/nhan-tin")
@signed_in
def set_reach() -> ResponseReturnValue:
    """Keep where I am written to."""
    form, me = ContactForm(request.form), actor().person_id
    if not form.validate():
        return _reach(form, status=422)
    end_reading()
    with ledger().scope.begin() as connection:
        contacts.set_contact(connection, me, form.contact())
    flash("Đã lưu cách nhận tin.", "success")
    return redirect(url_for("messages.reach"), 303)


@bp.post("/nhan-tin/lich")
@signed_in
def give_feed() -> ResponseReturnValue:
    """Make a new address for my calendar; it is shown once."""
    me = actor().person_id
    mine = contacts.contact(db(), me)
    end_reading()
    with ledger().scope.begin() as connection:
        token = feed.give_address(connection, me, now())
    form = ContactForm(data={"email": mine.email, "digest": mine.digest})
    return _reach(form, address=url_for("messages.calendar", token=token, _external=True))


@bp.post("/nhan-tin/lich/thu-hoi")
@signed_in
def end_feed() -> ResponseReturnValue:
    """End my calendar's address."""
    me = actor().person_id
    end_reading()
    with ledger().scope.begin() as connection:
        feed.take_back(connection, me)
    flash("Đã thu hồi địa chỉ lịch.", "success")
    return redirect(url_for("messages.reach"), 303)


@bp.get("/lich/<token>.ics")
@everyone
def calendar(token: str) -> ResponseReturnValue:
    """Give a person's deadlines to whoever knows the address."""
    owner = feed.owner(db(), token)
    if owner is None:
        abort(404)

    def link(about: About, thing: UUID) -> str:
        said: dict[str, Any] = {f"{about}_id": thing}
        return url_for(PAGES[about], _external=True, **said)

    written = feed.feed(db(), owner, today(), f"Sáu Rõ · {tenant().name}", link)
    headers = {"Cache-Control": "private, no-store"}
    return Response(written, mimetype="text/calendar", headers=headers)


def _page_of(about: About, thing: UUID) -> str:
    said: dict[str, Any] = {f"{about}_id": thing}
    return as_of.link(PAGES[about], **said)


def _reach(form: ContactForm, *, address: str = "", status: int = 200) -> Response:
    since = feed.given_at(db(), actor().person_id)
    shown = {
        "form": form,
        "address": address,
        "since": local(since) if since else None,
        "mail": bool(site().settings.smtp_url),
    }
    return page("messages/reach.html", block="main", status=status, **shown)
