"""Pages of the province on one commune's answer: see it, return it, let an heir answer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.directive_copies import Copy
from events.directives import Directive
from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.directives.following import PassToHeir, ReturnAnswer
from service.directives.overview import communes
from service.exchange import links
from service.vault.stores import event_store
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.choices import options
from web.directives.forms import HeirForm, ReasonForm, beside
from web.directives.then import not_yet
from web.directives.views import BADGES, QUICKER
from web.directives.words import LATE, OUTCOMES, spoken
from web.htmx import page
from web.session import carry_out, db, requires, today
from web.words import say

bp_copies = Blueprint(
    "directive_copies",
    __name__,
    url_prefix="/x/<code>/chi-dao/xa/<uuid:copy_id>",
    template_folder="templates",
)


@bp_copies.get("")
@requires(Permission.SEE_BOARD)
def show(copy_id: UUID) -> ResponseReturnValue:
    """Show what one commune answered, with its events' numbers and the letter's hash."""
    return _one(copy_id)


@bp_copies.post("/tra-lai")
@requires(Permission.DRAFT_DIRECTIVE)
def give_back(copy_id: UUID) -> ResponseReturnValue:
    """Return the answer with a reason."""
    sent, form = _seen(copy_id)[1], ReasonForm(request.form)

    def command() -> Command:
        return ReturnAnswer(
            directive_id=sent.directive_id, commune=sent.commune, reason=str(form.why.data)
        )

    return _done(copy_id, "back", form, command, "Đã trả lại, xã sẽ trả lời lại.")


@bp_copies.post("/ke-thua")
@requires(Permission.DRAFT_DIRECTIVE)
def pass_on(copy_id: UUID) -> ResponseReturnValue:
    """Let the heir of a merged commune answer."""
    sent, form = _seen(copy_id)[1], _heir_form(typed=True)

    def command() -> Command:
        return PassToHeir(
            directive_id=sent.directive_id, commune=sent.commune, heir=form.heir.data
        )

    return _done(copy_id, "heir", form, command, "Đã chuyển cho xã kế thừa trả lời.")


def _done(copy_id: UUID, name: str, form: Any, command: Any, told: str) -> ResponseReturnValue:
    if not form.validate():
        return _one(copy_id, {name: form}, 422)
    try:
        carry_out(command())
    except RefusedError as refusal:
        beside(form, refusal, say(refusal))
        return _one(copy_id, {name: form}, 422)
    except ChangedMeanwhileError:
        form.form_errors = [QUICKER]
        return _one(copy_id, {name: form}, 409)
    flash(told, "success")
    return redirect(url_for(".show", copy_id=copy_id), 303)


def _seen(copy_id: UUID) -> tuple[Copy, Any]:
    try:
        copy = event_store(db()).load(Copy, copy_id)
    except WrongStreamError:
        abort(404)
    return copy, copy.sent


def _heir_form(*, typed: bool = False) -> HeirForm:
    form = HeirForm(request.form if typed else None)
    linked = {
        one.other.tenant_id: one.other.name
        for one in links.standing(db(), "province", today())
        if not one.ours and one.other.closed_on is None
    }
    form.heir.choices = options(linked)
    return form


def _one(
    copy_id: UUID, tried: Mapping[str, Any] | None = None, status: int = 200
) -> ResponseReturnValue:
    now, sent = _seen(copy_id)
    directive = event_store(db()).load(Directive, sent.directive_id)
    return stood.or_missing(
        lambda: _shown(as_of.then(now), as_of.then(directive), tried or {}, status),
        not_yet(directive.draft.title),
    )


def _shown(copy: Copy, directive: Directive, tried: Mapping[str, Any], status: int) -> Response:
    every = communes(db(), directive, as_of.day(), as_of.instant())
    one = next(found for found in every if found.copy and found.copy.copy_id == copy.id)
    acts = directive.status == "issued" and as_of.may(Permission.DRAFT_DIRECTIVE)
    back, heir = acts and copy.step == "answered", acts and one.closed and not copy.passed_on
    return page(
        "directives/copy.html",
        block="main",
        status=status,
        directive=directive,
        copy=copy,
        one=one,
        states=BADGES,
        late=LATE,
        outcomes=OUTCOMES,
        spoken=spoken,
        lines={line.number: line for line in copy.answered.lines} if copy.answered else {},
        back=(tried.get("back") or ReasonForm()) if back else None,
        heir=(tried.get("heir") or _heir_form()) if heir else None,
    )
