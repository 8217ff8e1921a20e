"""Pages of one component on the commune's side: rule, figures, evidence, events; answers."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from events.par import Assessment
from events.par_criteria import Node, ParSet, Scaled
from service.evaluation.par.answering import Explain
from service.evaluation.par.figures import Offer, offers, redrawn
from service.evaluation.par.outgoing import answers_of, self_scores
from service.evaluation.par.scoring import points as scored
from service.evaluation.par.scoring import rounded
from service.evaluation.par.self_scoring import ScoreComponent
from service.evidence import finding, states
from service.evidence.states import ItemState
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.evaluation.par.forms import ExplainForm, ScoreForm, typed_of
from web.evaluation.par.history import of_component
from web.evaluation.par.words import answer_words, points, rule_words
from web.evaluation.par.year import CHANGED, begun, not_begun
from web.htmx import page
from web.session import carry_out, db, requires, sight, today
from web.words import say

bp = Blueprint(
    "par_leaf",
    __name__,
    url_prefix="/x/<code>/danh-gia/cai-cach/<int:year>/<component>",
    template_folder="../templates",
)
MOST_ITEMS = 30  # of evidence that are offered, the latest first


@bp.get("")
@requires(Permission.WORK)
def show(year: int, component: str) -> ResponseReturnValue:
    """Show a component with everything behind its points, now or as it stood."""
    _node(begun(year).assessment, component)
    return stood.or_missing(lambda: _show(year, component), not_begun(year))


@bp.post("")
@requires(Permission.SCORE_REFORM)
def score(year: int, component: str) -> ResponseReturnValue:
    """Answer it by a figure that is offered, or by one that is typed with its reason."""
    node = _node(begun(year).assessment, component)
    offered, items = offers(db(), node, year, today()), _items()
    form = ScoreForm(request.form).of(node, offered, items)
    good, chosen = form.validate(), form.chosen(offered)
    answer = chosen.answer if chosen else form.answer(node)
    if not good or answer is None:
        return _show(year, component, form=form, status=422)
    command = ScoreComponent(
        year=year,
        code=node.code,
        answer=answer,
        evidence=form.proofs(),
        drawn=chosen.drawn if chosen else None,
        reason=form.reason.data or "",
        note=form.note.data or "",
    )
    return _tried(year, component, command, f"Đã chấm {node.code}.", form=form)


@bp.post("/giai-trinh")
@requires(Permission.SCORE_REFORM)
def explain(year: int, component: str) -> ResponseReturnValue:
    """Explain points that were taken away."""
    node = _node(begun(year).assessment, component)
    form = ExplainForm(request.form)
    if not form.validate():
        return _show(year, component, explaining=form, status=422)
    command = Explain(year=year, code=node.code, text=form.explanation.data or "")
    return _tried(year, component, command, f"Đã ghi giải trình {node.code}.", explaining=form)


def _tried(
    year: int,
    component: str,
    command: Command,
    done: str,
    *,
    form: ScoreForm | None = None,
    explaining: ExplainForm | None = None,
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        shown = partial(_show, year, component, form=form, explaining=explaining)
        return shown(problem=say(refusal), status=422)
    except ChangedMeanwhileError:
        return _show(year, component, form=form, problem=CHANGED, status=409)
    flash(done, "success")
    return redirect(url_for("par_leaf.show", year=year, component=component), 303)


def _show(
    year: int,
    component: str,
    *,
    form: ScoreForm | None = None,
    explaining: ExplainForm | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    assessment, par_set, entries = begun(year, as_of.instant())
    node = _node(assessment, component)
    said = assessment.scored.get(node.code)
    offered = [] if as_of.past_day() else offers(db(), node, year, today())
    again = redrawn(offered, said.drawn if said else None)
    return page(
        "evaluation/par/leaf.html",
        block="main",
        status=status,
        year=year,
        node=node,
        above=path(par_set, node),
        rule=rule_words(node),
        own=self_scores(assessment, par_set)[node.code],
        figures=answer_words(answers_of(assessment, par_set).get(node.code)),
        said=said,
        again=_again(node, again, par_set.places),
        judged=assessment.appraised_points.get(node.code),
        explained=assessment.explained.get(node.code),
        explain_by=assessment.appraised.explain_by if assessment.appraised else None,
        proofs=_proofs(said.evidence if said else ()),
        history=of_component(entries, node),
        form=_form(assessment, node, offered, form),
        explaining=_explaining(assessment, node, explaining),
        problems=[(problem, "")] if problem else [],
        points=points,
        at=as_of.past_day(),
        today=today(),
    )


def _node(assessment: Assessment, component: str) -> Node:
    found = assessment.begun.par_set.component(component) if assessment.begun else None
    if found is None:
        abort(404)
    return found


def path(par_set: ParSet, node: Node) -> list[Node]:
    """Give the field and the criterion above a component."""
    by_code = {one.code: one for one in par_set.nodes}
    criterion = by_code[node.parent]
    return [by_code[criterion.parent], criterion]


def _again(node: Node, offer: Offer | None, places: int) -> tuple[str, str] | None:
    """Score anew by what the same source offers today: the figures, the points."""
    found = scored(node, offer.answer) if offer else None
    if offer is None or found is None:
        return None
    return answer_words(offer.answer), points(rounded(found, places))


def _items() -> list[ItemState]:
    return finding.listed(
        db(), sight(), [states.table.c.status != "withdrawn"], None, most=MOST_ITEMS
    )[0]


def _proofs(ids: Sequence[UUID]) -> list[ItemState]:
    wanted = [states.table.c.evidence_id.in_(ids)]
    return (
        finding.listed(db(), sight(), wanted, as_of.instant(), most=MOST_ITEMS)[0]
        if ids
        else []
    )


def _form(
    assessment: Assessment,
    node: Node,
    offered: Sequence[Offer],
    tried: ScoreForm | None,
) -> ScoreForm | None:
    """Make the form where the actor may answer now; a survey's component has none."""
    open_now = assessment.stage(today()) == "self_scoring"
    if tried or not open_now or isinstance(node.formula, Scaled):
        return tried
    if not as_of.may(Permission.SCORE_REFORM):
        return None
    said = assessment.scored.get(node.code)
    typed = typed_of(said.answer) | {"reason": said.reason, "note": said.note} if said else {}
    proofs = {"evidence": [str(one) for one in said.evidence]} if said else {}
    return ScoreForm(data=typed | proofs).of(node, offered, _items())


def _explaining(
    assessment: Assessment, node: Node, tried: ExplainForm | None
) -> ExplainForm | None:
    if tried or assessment.stage(today()) != "explaining":
        return tried
    if not as_of.may(Permission.SCORE_REFORM):
        return None
    said = assessment.explained.get(node.code)
    return ExplainForm(data={"explanation": said.text if said else ""})
