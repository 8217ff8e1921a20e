"""Pages of directives: the list on both sides; the province's draft, and what came of it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.directives import Directive
from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.directives import copy_states, directive_states, reply_states
from service.directives.drafting import DiscardDirective, SaveDirective
from service.directives.following import RemindCommunes
from service.directives.issuing import IssueDirective, RecallDirective, ReviseDirective
from service.directives.overview import communes, counted, totals
from service.directives.sheets import paper, workbook
from service.exchange import links
from service.vault.stores import event_store
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.choices import options
from web.directives.forms import DraftForm, IssueForm, ReasonForm, ReviseForm, beside
from web.directives.receivers import receiver_shown, sees
from web.directives.then import not_yet
from web.directives.words import KINDS, LATE, REPLIES, STATUSES, STEPS, UNSENT, spoken
from web.forms import Form
from web.htmx import page
from web.paging import cut
from web.printed import give
from web.session import actor, carry_out, db, requires, tenant, today
from web.words import say

bp = Blueprint(
    "directives", __name__, url_prefix="/x/<code>/chi-dao", template_folder="templates"
)
QUICKER = "Vừa có người khác thay đổi văn bản này. Hãy xem lại rồi gửi lại nếu vẫn cần."
PAGE = 50  # communes
BADGES = STEPS | {"unsent": UNSENT}


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List what the province wrote, and what came to the commune."""
    at, seen = as_of.instant(), {one.reply_id for one in reply_states.every(db()) if sees(one)}
    return page(
        "directives/list.html",
        block="main",
        written=directive_states.every(db(), at) if actor().may(Permission.SEE_BOARD) else [],
        answered=copy_states.answered_of(db(), at),
        came=[one for one in reply_states.every(db(), at) if one.reply_id in seen],
        statuses=STATUSES,
        replies=REPLIES,
        late=LATE,
        may_write=tenant().kind == "province" and as_of.may(Permission.DRAFT_DIRECTIVE),
        **receiver_shown(),
    )


@bp.get("/moi")
@requires(Permission.DRAFT_DIRECTIVE)
def ask() -> ResponseReturnValue:
    """Show the form of a new draft."""
    return _new(_draft_form(None))


@bp.post("/moi")
@requires(Permission.DRAFT_DIRECTIVE)
def begin() -> ResponseReturnValue:
    """Begin a draft."""
    form = _draft_form(None, typed=True)
    if not form.validate():
        return _new(form, 422)
    made = carry_out(_saving(form, None))
    return redirect(url_for(".show", directive_id=uuid5(made, "directive")), 303)


@bp.get("/<uuid:directive_id>")
@requires(Permission.SEE_BOARD)
def show(directive_id: UUID) -> ResponseReturnValue:
    """Show a draft with its form, or what came of a directive; now or on a past day."""
    directive = _seen(directive_id)
    missing = not_yet(directive.draft.title)
    return stood.or_missing(lambda: _one(as_of.then(directive)), missing)


@bp.post("/<uuid:directive_id>/luu")
@requires(Permission.DRAFT_DIRECTIVE)
def save(directive_id: UUID) -> ResponseReturnValue:
    """Save the draft; an item may be added or dropped."""
    directive = _seen(directive_id)
    form = _draft_form(directive, typed=True)
    return _done(directive, "draft", form, lambda: _saving(form, directive), "Đã lưu dự thảo.")


@bp.post("/<uuid:directive_id>/ban-hanh")
@requires(Permission.SIGN_DIRECTIVE)
def issue(directive_id: UUID) -> ResponseReturnValue:
    """Issue it."""
    form = IssueForm(request.form, meta={"today": today()})

    def command() -> Command:
        return IssueDirective(
            directive_id=directive_id,
            number=str(form.number.data),
            issued_on=form.issued_on.day,
            signer=str(form.signer.data),
        )

    told = "Đã ban hành. Văn bản đang gửi tới từng xã."
    return _done(_seen(directive_id), "issue", form, command, told)


@bp.post("/<uuid:directive_id>/bo")
@requires(Permission.DRAFT_DIRECTIVE)
def discard(directive_id: UUID) -> ResponseReturnValue:
    """Give a draft up."""
    directive = _seen(directive_id)
    try:
        carry_out(DiscardDirective(directive_id=directive_id))
    except RefusedError as refusal:
        return _one(directive, problem=say(refusal), status=422)
    flash("Đã bỏ dự thảo.", "success")
    return redirect(url_for(".index"), 303)


@bp.post("/<uuid:directive_id>/sua")
@requires(Permission.SIGN_DIRECTIVE)
def revise(directive_id: UUID) -> ResponseReturnValue:
    """Change deadline or items of one that is in force."""
    directive = _seen(directive_id)
    form = _revise_form(directive, typed=True)

    def command() -> Command:
        return ReviseDirective(
            directive_id=directive_id,
            questions=form.changed(directive.questions),
            due_on=form.due_on.day,
            reason=str(form.reason.data),
        )

    return _done(directive, "revise", form, command, "Đã sửa. Các xã được báo bằng thư tiếp.")


@bp.post("/<uuid:directive_id>/thu-hoi")
@requires(Permission.SIGN_DIRECTIVE)
def recall(directive_id: UUID) -> ResponseReturnValue:
    """Take it back."""
    form = ReasonForm(request.form)

    def command() -> Command:
        return RecallDirective(directive_id=directive_id, reason=str(form.why.data))

    return _done(_seen(directive_id), "recall", form, command, "Đã thu hồi văn bản.")


@bp.post("/<uuid:directive_id>/nhac")
@requires(Permission.DRAFT_DIRECTIVE)
def remind(directive_id: UUID) -> ResponseReturnValue:
    """Remind those who owe an answer."""
    command = RemindCommunes(directive_id=directive_id)
    told = "Đã nhắc những xã chưa trả lời."
    return _done(_seen(directive_id), "remind", Form(), lambda: command, told)


@bp.get("/<uuid:directive_id>/tong-hop.<any(xlsx, docx, pdf):form>")
@requires(Permission.SEE_BOARD)
def sheet(directive_id: UUID, form: str) -> ResponseReturnValue:
    """Give the roll-up as a workbook, or as an A4 document, Word or PDF."""
    directive = as_of.then(_seen(directive_id))
    found = communes(db(), directive, as_of.day(), as_of.instant())
    added = totals(directive, found)
    data = (
        workbook(directive, found, added, spoken)
        if form == "xlsx"
        else paper(tenant().name, directive, added, spoken)
    )
    return give(data, "tong-hop-chi-dao", form)


def _seen(directive_id: UUID) -> Directive:
    """Give a directive of ours; a missing one and another's look the same."""
    try:
        return event_store(db()).load(Directive, directive_id)
    except WrongStreamError:
        abort(404)


def _done(
    directive: Directive, name: str, form: Any, command: Any, told: str
) -> ResponseReturnValue:
    """Carry out what was typed, or show the page with it again."""
    if not form.validate():
        return _one(directive, {name: form}, status=422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        if not hasattr(form, "beside"):
            return _one(directive, problem=say(refusal), status=422)
        beside(form, refusal, say(refusal))
        return _one(directive, {name: form}, status=422)
    except ChangedMeanwhileError:
        return _one(directive, {name: form}, problem=QUICKER, status=409)
    flash(told, "success")
    return redirect(url_for(".show", directive_id=directive.id), 303)


def _saving(form: DraftForm, directive: Directive | None) -> SaveDirective:
    return SaveDirective(
        directive_id=directive.id if directive else None,
        title=str(form.title.data),
        due_on=form.due_on.day,
        questions=form.changed(directive.questions if directive else ()),
        communes=tuple(form.communes.data or ()),
    )


def _draft_form(directive: Directive | None, *, typed: bool = False) -> DraftForm:
    said = directive.draft if directive else None
    data = {} if said is None else {"title": said.title, "due_on": said.due_on}
    linked = {one.other.tenant_id: one.other.name for one in _linked()}
    data |= {"communes": list(said.communes if said else linked)}
    form = DraftForm(request.form if typed else None, data=data, meta={"today": today()})
    form.offer(directive.questions if directive else ())
    form.communes.choices = options(linked)
    return form


def _linked() -> list[links.LinkFacts]:
    standing = links.standing(db(), "province", today())
    return [one for one in standing if not one.ours]


def _revise_form(directive: Directive, *, typed: bool = False) -> ReviseForm:
    data = {"due_on": directive.due_on}
    form = ReviseForm(request.form if typed else None, data=data, meta={"today": today()})
    form.offer(directive.questions)
    return form


def _new(form: DraftForm, status: int = 200) -> Response:
    return page("directives/draft.html", block="main", status=status, form=form, directive=None)


def _one(
    directive: Directive,
    tried: Mapping[str, Any] | None = None,
    *,
    problem: str = "",
    status: int = 200,
) -> Response:
    show = _issued if directive.issued else _drafted
    problems = [(problem, "")] if problem else []
    return page(
        status=status,
        block="main",
        directive=directive,
        problems=problems,
        badge_of=STATUSES[directive.status],
        kinds=KINDS,
        **show(directive, tried or {}),
    )


def _drafted(directive: Directive, tried: Mapping[str, Any]) -> dict[str, Any]:
    signs, drafts = map(as_of.may, (Permission.SIGN_DIRECTIVE, Permission.DRAFT_DIRECTIVE))
    return {
        "template": "directives/draft.html",
        "form": (tried.get("draft") or _draft_form(directive)) if drafts else None,
        "issue": (tried.get("issue") or IssueForm(issued_on=today())) if signs else None,
    }


def _issued(directive: Directive, tried: Mapping[str, Any]) -> dict[str, Any]:
    found = communes(db(), directive, as_of.day(), as_of.instant())
    count, in_force = counted(found), directive.status == "issued"
    signs = in_force and as_of.may(Permission.SIGN_DIRECTIVE)
    owing = sum(one.state not in {"answered", "passed_on"} for one in found)
    return {
        "template": "directives/directive.html",
        "count": count,
        "cut": cut(found, request.args.get("trang", ""), PAGE),
        "page_url": as_of.link(".show", {"trang": ""}, directive_id=directive.id) + "{page}",
        "totals": totals(directive, found),
        "spoken": spoken,
        "states": BADGES,
        "late": LATE,
        "revise": (tried.get("revise") or _revise_form(directive)) if signs else None,
        "recall": (tried.get("recall") or ReasonForm()) if signs else None,
        "reminds": in_force and owing and as_of.may(Permission.DRAFT_DIRECTIVE),
    }
