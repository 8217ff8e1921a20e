"""Pages: which rules hold, one set rule by rule; a version is reviewed, signed, given up."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from service.evaluation import rule_states
from service.evaluation.choosing import Chosen, every_shipped, standing_sets
from service.evaluation.rule_states import RuleSetState
from service.evaluation.rule_versions import (
    DiscardRules,
    ReviewRules,
    SignRules,
    version_of,
)
from service.evaluation.rules import ROWS
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.evaluation.parameter_words import RULES, chosen
from web.evaluation.places import places
from web.evaluation.rule_forms import ReviewForm, SignatureForm
from web.evaluation.rule_words import BINDINGS, RULED, STATUSES
from web.htmx import page
from web.session import actor, carry_out, db, register, requires, today
from web.words import say

MEANWHILE = "Vừa có người khác thay đổi bản này. Hãy xem lại rồi làm lại."
bp_rules = Blueprint(
    "rules", __name__, url_prefix="/x/<code>/danh-gia/quy-tac", template_folder="templates"
)


@dataclass(frozen=True, slots=True)
class Tried:
    """What somebody tried on a version's page, and what stood in the way."""

    review: ReviewForm | None = None
    signature: SignatureForm | None = None
    problem: str = ""
    status: int = 200


@bp_rules.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List what holds for whom, the tenant's versions, and the sets that come along."""
    standing = standing_sets(db(), as_of.day(), as_of.instant())
    return page(
        "evaluation/rules_list.html",
        block="main",
        standing=[(RULED[name], standing[name]) for name in RULED if name in standing],
        without=[label for name, label in RULED.items() if name not in standing],
        versions=readable(as_of.instant()),
        shipped=every_shipped(),
        statuses=STATUSES,
        bindings=BINDINGS,
        ruled=RULED,
        day=as_of.day(),
        at=as_of.past_day(),
        today=today(),
        may_draft=as_of.may(Permission.DRAFT_RULES),
        places=places(),
    )


@bp_rules.get("/co-san/<set_code>")
@requires(Permission.WORK)
def shipped(set_code: str) -> ResponseReturnValue:
    """Show a set that comes with the system, rule by rule."""
    return page(
        "evaluation/rule_set.html",
        block="main",
        state=None,
        may_draft=actor().may(Permission.DRAFT_RULES),
        **_described(shipped_as(set_code)),
    )


@bp_rules.get("/<uuid:version_id>")
@requires(Permission.WORK)
def show(version_id: UUID) -> ResponseReturnValue:
    """Show a version rule by rule, and what may be done with it; or as it stood."""
    missing = stood.Stood(
        title=state_of(version_id).rules.name,
        url=url_for("rules.show", version_id=version_id),
        crumbs=[("Quy tắc đánh giá", as_of.link("rules.index"))],
        missing="chưa có bản này",
    )
    return stood.or_missing(lambda: _show(version_id, Tried()), missing)


@bp_rules.post("/<uuid:version_id>/ra-soat")
@requires(Permission.DRAFT_RULES)
def review(version_id: UUID) -> ResponseReturnValue:
    """Agree to a draft, or object."""
    state_of(version_id)
    form = ReviewForm(request.form)
    if not form.validate():
        return _show(version_id, Tried(review=form, status=422))
    command = ReviewRules(
        version_id=version_id,
        sha256=request.form.get("sha256", ""),
        agreed=form.agreed.data == "yes",
        comment=form.comment.data or "",
    )
    return _done(version_id, command, Tried(review=form), "Đã ghi kết quả rà soát.")


@bp_rules.post("/<uuid:version_id>/ky")
@requires(Permission.SIGN_RULES)
def sign(version_id: UUID) -> ResponseReturnValue:
    """Let a version hold from a day on."""
    state_of(version_id)
    form = SignatureForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(version_id, Tried(signature=form, status=422))
    command = SignRules(
        version_id=version_id,
        sha256=request.form.get("sha256", ""),
        number=form.number.data or "",
        signed_on=form.signed_on.day,
        effective_from=form.effective_from.day,
    )
    said = f"Bộ quy tắc áp dụng từ {command.effective_from:%d/%m/%Y}."
    return _done(version_id, command, Tried(signature=form), said)


@bp_rules.post("/<uuid:version_id>/bo")
@requires(Permission.DRAFT_RULES)
def discard(version_id: UUID) -> ResponseReturnValue:
    """Give a draft up."""
    state_of(version_id)
    command = DiscardRules(version_id=version_id)
    return _done(version_id, command, Tried(), "Đã bỏ bản nháp.", url_for("rules.index"))


def readable(at: datetime | None = None) -> list[RuleSetState]:
    """List the versions that the actor may see: drafts only those who work on them."""
    works = actor().may(Permission.DRAFT_RULES)
    return [one for one in rule_states.every(db(), at) if works or one.number]


def state_of(version_id: UUID, at: datetime | None = None) -> RuleSetState:
    """Give a version's state, now or at an instant.

    Raises:
        WrongStreamError: there is no such version to see, or it was given up.
    """
    found = next((s for s in readable(at) if s.version_id == version_id), None)
    if found is None:
        raise WrongStreamError(version_id)
    return found


def shipped_as(set_code: str) -> Chosen:
    """Give a set that comes with the system.

    Raises:
        WrongStreamError: there is none of that name.
    """
    found = next((c for c in every_shipped() if c.ref.code == set_code), None)
    if found is None:
        raise WrongStreamError(set_code)
    return found


def _done(
    version_id: UUID, command: Command, tried: Tried, said: str, address: str = ""
) -> ResponseReturnValue:
    """Carry a command out and go on, or show the version with what stood in the way."""
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(version_id, replace(tried, problem=say(refusal), status=422))
    except ChangedMeanwhileError:
        return _show(version_id, replace(tried, problem=MEANWHILE, status=409))
    flash(said, "success")
    return redirect(address or url_for("rules.show", version_id=version_id), 303)


def _show(version_id: UUID, tried: Tried) -> ResponseReturnValue:
    state = state_of(version_id, as_of.instant())
    version = as_of.then(version_of(db(), version_id))
    draft = not state.number
    return page(
        "evaluation/rule_set.html",
        block="main",
        status=tried.status,
        state=state,
        badge=STATUSES[state.status(as_of.day())],
        drafter=register().person(state.drafted_by),
        reviewed=version.reviewed,
        reviewer=register().person(version.reviewed.by if version.reviewed else None),
        review=tried.review or ReviewForm(),
        signature=tried.signature or SignatureForm(meta={"today": today()}),
        problem=tried.problem,
        may_draft=as_of.may(Permission.DRAFT_RULES),
        may_change=draft and as_of.may(Permission.DRAFT_RULES),
        may_sign=draft and state.agreed and as_of.may(Permission.SIGN_RULES),
        at=as_of.past_day(),
        today=today(),
        **_described(Chosen(state.rules, state.ref)),
    )


def _described(found: Chosen) -> dict[str, Any]:
    """Say everything of a set that its page shows."""
    said = chosen(found.rules)
    rows = [(row, RULES[row], found.rules.bases[row], said[row]) for row in ROWS]
    return {
        "found": found,
        "rows": rows,
        "population": ", ".join(RULED[one] for one in found.rules.populations),
        "bindings": BINDINGS,
    }
