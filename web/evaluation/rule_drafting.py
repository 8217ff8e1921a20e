"""Pages: a version of the rules is written from another set, by changing its parameters."""

from uuid import UUID, uuid5

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from msgspec import structs

from events.errors import ChangedMeanwhileError, RefusedError
from service.evaluation.choosing import Chosen, pinned
from service.evaluation.parameters import on_paper, with_values
from service.evaluation.rule_versions import DraftRules, version_of
from service.evaluation.rules import RuleSet, written
from tenants.access import Permission
from web.evaluation.rule_forms import PaperForm, by_rule, parameters_form
from web.evaluation.rules import MEANWHILE, shipped_as, state_of
from web.forms import Form, identity
from web.htmx import page
from web.session import carry_out, db, requires
from web.words import say

bp_rule_drafts = Blueprint(
    "rule_drafts",
    __name__,
    url_prefix="/x/<code>/danh-gia/quy-tac",
    template_folder="templates",
)


@bp_rule_drafts.get("/soan")
@requires(Permission.DRAFT_RULES)
def ask() -> ResponseReturnValue:
    """Show every parameter of the set from which a version shall be made."""
    found = named(request.args.get("tu", ""))
    return _ask(found.rules, _paper_of(found.rules), parameters_form(found.rules))


@bp_rule_drafts.post("/soan")
@requires(Permission.DRAFT_RULES)
def take() -> ResponseReturnValue:
    """Keep what was changed as a draft."""
    found = named(request.args.get("tu", ""))
    return _take(found, found.rules)


@bp_rule_drafts.get("/<uuid:version_id>/sua")
@requires(Permission.DRAFT_RULES)
def ask_again(version_id: UUID) -> ResponseReturnValue:
    """Show every parameter of a draft."""
    rules = state_of(version_id).rules
    return _ask(rules, _paper_of(rules), parameters_form(rules))


@bp_rule_drafts.post("/<uuid:version_id>/sua")
@requires(Permission.DRAFT_RULES)
def take_again(version_id: UUID) -> ResponseReturnValue:
    """Write a draft anew."""
    rules = state_of(version_id).rules
    based_on = version_of(db(), version_id).drafted.based_on
    return _take(Chosen(pinned(db(), based_on), based_on), rules, version_id)


def named(name: str) -> Chosen:
    """Give the set that an address names: a version by its identifier, else a shipped one.

    Raises:
        WrongStreamError: there is none to see.
    """
    try:
        version_id = identity(name)
    except ValueError:
        version_id = None
    if version_id is None:
        return shipped_as(name)
    state = state_of(version_id)
    return Chosen(state.rules, state.ref)


def _take(base: Chosen, shown: RuleSet, version_id: UUID | None = None) -> ResponseReturnValue:
    paper, form = PaperForm(request.form), parameters_form(shown, request.form)
    if not all([paper.validate(), form.validate()]):
        return _ask(shown, paper, form, status=422)
    rules = _changed(base.rules, shown, paper, form)
    command = DraftRules(
        text=written(rules),
        population=paper.population.data,
        based_on=base.ref,
        version_id=version_id,
    )
    try:
        done = carry_out(command)
    except RefusedError as refusal:
        return _ask(shown, paper, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _ask(shown, paper, form, MEANWHILE, 409)
    flash("Đã lưu bản nháp.", "success")
    address = url_for("rules.show", version_id=version_id or uuid5(done, "rules"))
    return redirect(address, 303)


def _changed(base: RuleSet, shown: RuleSet, paper: PaperForm, form: Form) -> RuleSet:
    """Give the set as typed; what differs from its origin stands on the paper named."""
    values = {field.name: field.data for field in form}
    rules = structs.replace(
        with_values(shown, values),
        name=paper.title.data or "",
        binding=paper.binding.data,
        bases=base.bases,
    )
    return on_paper(rules, base, paper.basis)


def _paper_of(rules: RuleSet) -> PaperForm:
    """Fill in what a set says of itself; of a set by law a tenant makes a local one."""
    local = "local" if rules.scope == "national" else rules.binding
    own = next((b for b in rules.bases.values() if b.binding == local), None)
    again = rules.scope == "local" and own is not None and len(rules.populations) == 1
    return PaperForm(
        title=rules.name,
        population=rules.populations[0],
        binding=local,
        document=own.document if again and own else "",
        article=own.article if again and own else "",
        note=own.note if again and own else "",
    )


def _ask(
    rules: RuleSet, paper: PaperForm, form: Form, problem: str = "", status: int = 200
) -> ResponseReturnValue:
    return page(
        "evaluation/rule_draft.html",
        block="main",
        status=status,
        rules=rules,
        paper=paper,
        groups=by_rule(form, rules),
        form=form,
        problem=problem,
        here=request.full_path,
    )
