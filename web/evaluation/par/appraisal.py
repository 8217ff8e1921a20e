"""Pages of the province on one commune's year: the tree, each component, the conclusion."""

from decimal import Decimal
from fractions import Fraction

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.appraisals import Appraisal
from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.par_criteria import Node, ParSet
from service.evaluation.par.adjusting import AdjustComponent
from service.evaluation.par.appraising import Conclude, JudgeComponent, SendRound
from service.evaluation.par.papers import appraisal_id
from service.evaluation.par.scoring import Scores, read
from service.evaluation.par.tree import exact, same_components, stored, tree
from service.exchange import links
from service.tasks import timeline
from service.vault.stores import event_store
from service.work import Command
from tenants.access import Permission
from tenants.register import Tenant
from web import as_of, stood
from web.evaluation.par.forms import ConclusionForm, JudgeForm, RoundForm
from web.evaluation.par.history import of_appraisal
from web.evaluation.par.leaf import path
from web.evaluation.par.words import STEPS, SURVEYS, answer_words, points, rule_words
from web.forms import Form
from web.htmx import page
from web.session import carry_out, db, requires, today
from web.words import say

bp = Blueprint(
    "par_appraisal",
    __name__,
    url_prefix="/x/<code>/danh-gia/tham-dinh/<int:year>/<commune>",
    template_folder="../templates",
)
CHANGED = "Vừa có người khác thay đổi. Hãy xem lại rồi làm lại."


@bp.get("")
@requires(Permission.WORK)
def show(year: int, commune: str) -> ResponseReturnValue:
    """Show a commune's year as a tree, now or as it stood at the end of a past day."""
    other = _opened(year, commune)[0]
    return stood.or_missing(lambda: _show(year, commune), _not_begun(year, other))


@bp.post("/gui")
@requires(Permission.APPRAISE_REFORM)
def send(year: int, commune: str) -> ResponseReturnValue:
    """Send the first round to the commune."""
    other, form = _opened(year, commune)[0], RoundForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(year, commune, form=form, status=422)
    command = SendRound(commune=other.tenant_id, year=year, explain_by=form.explain_by.day)
    return _tried(year, commune, command, "Đã gửi kết quả vòng 1 cho xã.", form)


@bp.post("/ket-luan")
@requires(Permission.CONCLUDE_REFORM)
def conclude(year: int, commune: str) -> ResponseReturnValue:
    """Lock the year with the council's conclusion."""
    other = _opened(year, commune)[0]
    form = ConclusionForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(year, commune, form=form, status=422)
    command = Conclude(
        commune=other.tenant_id,
        year=year,
        number=form.number.data or "",
        concluded_on=form.concluded_on.day,
        bonus=form.bonus.data or Decimal(0),
        bonus_reason=form.bonus_reason.data or "",
        deduction=form.deduction.data or Decimal(0),
        deduction_reason=form.deduction_reason.data or "",
    )
    return _tried(year, commune, command, "Đã chốt và gửi kết luận cho xã.", form)


@bp.get("/<component>")
@requires(Permission.WORK)
def leaf(year: int, commune: str, component: str) -> ResponseReturnValue:
    """Show what the commune says of a component, and what we said; now or then."""
    other, appraisal = _opened(year, commune)
    _node(appraisal, component)
    return stood.or_missing(lambda: _leaf(year, commune, component), _not_begun(year, other))


@bp.post("/<component>")
@requires(Permission.APPRAISE_REFORM)
def judge(year: int, commune: str, component: str) -> ResponseReturnValue:
    """Give a component points in the round that is open."""
    return _pointed(year, commune, component, JudgeComponent, f"Đã thẩm định {component}.")


@bp.post("/<component>/dieu-chinh")
@requires(Permission.CONCLUDE_REFORM)
def adjust(year: int, commune: str, component: str) -> ResponseReturnValue:
    """Set a component right after the lock."""
    told = f"Đã điều chỉnh {component} và gửi cho xã."
    return _pointed(year, commune, component, AdjustComponent, told)


def _pointed(
    year: int,
    commune: str,
    component: str,
    kind: type[JudgeComponent | AdjustComponent],
    told: str,
) -> ResponseReturnValue:
    """Give a component points with their reason, or show what was typed again."""
    other, appraisal = _opened(year, commune)
    _node(appraisal, component)
    form = JudgeForm(request.form)
    if not form.validate():
        return _leaf(year, commune, component, form, status=422)
    command = kind(
        commune=other.tenant_id,
        year=year,
        code=component,
        points=form.points.amount,
        reason=form.why.data or "",
    )
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _leaf(year, commune, component, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _leaf(year, commune, component, form, CHANGED, 409)
    flash(told, "success")
    return redirect(url_for("par_appraisal.show", year=year, commune=commune), 303)


def _opened(year: int, commune: str) -> tuple[Tenant, Appraisal]:
    """Give a commune that is or was linked to us, and its appraisal.

    Raises:
        WrongStreamError: there is none.
    """
    other = next((one.other for one in links.every(db()) if one.other.code == commune), None)
    if other is None:
        raise WrongStreamError(commune)
    return other, event_store(db()).load(Appraisal, appraisal_id(other.tenant_id, year))


def _node(appraisal: Appraisal, component: str) -> Node:
    node = appraisal.opened.par_set.component(component)
    if node is None:
        raise WrongStreamError(component)
    return node


def _not_begun(year: int, other: Tenant) -> stood.Stood:
    return stood.Stood(
        title=f"{other.name}, năm {year}",
        url=url_for("par_appraisal.show", year=year, commune=other.code),
        crumbs=[("Thẩm định", as_of.link("par_appraisals.index"))],
        missing="chưa tiếp nhận bản tự chấm của xã",
    )


def _tried(
    year: int, commune: str, command: Command, done: str, form: Form
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(year, commune, form=form, problem=say(refusal), status=422)
    except ChangedMeanwhileError:
        return _show(year, commune, form=form, problem=CHANGED, status=409)
    flash(done, "success")
    return redirect(url_for("par_appraisal.show", year=year, commune=commune), 303)


def _show(
    year: int, commune: str, *, form: Form | None = None, problem: str = "", status: int = 200
) -> Response:
    other, now = _opened(year, commune)
    appraisal = as_of.then(now)
    opened = appraisal.opened
    own = stored({line.code: line.points for line in opened.lines})
    before = _before(other, opened.par_set)
    shown = tree(opened.par_set, own, exact(appraisal.points()), before)
    return page(
        "evaluation/par/appraisal.html",
        block="main",
        status=status,
        year=year,
        other=other,
        appraisal=appraisal,
        tree=shown,
        step=STEPS[appraisal.step],
        total=_total(appraisal),
        sending=_sending(appraisal, form),
        concluding=_concluding(appraisal, form),
        surveys=SURVEYS,
        problems=[(problem, "")] if problem else [],
        form=form,
        points=points,
        at=as_of.past_day(),
        today=today(),
    )


def _before(other: Tenant, par_set: ParSet) -> Scores:
    """Give what the same components came to in the year before, if we appraised it."""
    try:
        found = as_of.then(_opened(par_set.year - 1, other.code)[1])
    except WrongStreamError:
        return {}
    return same_components(found.opened.par_set, par_set, exact(found.points()))


def _total(appraisal: Appraisal) -> Fraction:
    concluded = appraisal.concluded
    if concluded:
        return read(concluded.conclusion.total)
    return sum(map(Fraction, appraisal.points().values()), Fraction(0))


def _sending(appraisal: Appraisal, form: Form | None) -> RoundForm | None:
    if appraisal.step != "first_round" or not as_of.may(Permission.APPRAISE_REFORM):
        return None
    return form if isinstance(form, RoundForm) else RoundForm()


def _concluding(appraisal: Appraisal, form: Form | None) -> ConclusionForm | None:
    open_still = appraisal.step == "waiting" and appraisal.sent is not None
    if open_still and appraisal.sent and today() <= appraisal.sent.explain_by:
        return None
    if appraisal.step not in {"waiting", "second_round"}:
        return None
    if not as_of.may(Permission.CONCLUDE_REFORM):
        return None
    return form if isinstance(form, ConclusionForm) else ConclusionForm()


def _leaf(
    year: int,
    commune: str,
    component: str,
    form: JudgeForm | None = None,
    problem: str = "",
    status: int = 200,
) -> Response:
    other, now = _opened(year, commune)
    appraisal = as_of.then(now)
    node = _node(appraisal, component)
    line = next((one for one in appraisal.opened.lines if one.code == component), None)
    told = appraisal.explained.lines if appraisal.explained else ()
    return page(
        "evaluation/par/judge.html",
        block="main",
        status=status,
        year=year,
        other=other,
        node=node,
        above=path(appraisal.opened.par_set, node),
        rule=rule_words(node),
        line=line,
        own=read(line.points) if line and line.points else None,
        figures=answer_words(line.answer if line else None),
        explained=next((one for one in told if one.code == component), None),
        now=appraisal.points().get(component),
        reason=appraisal.reasons().get(component, ""),
        history=of_appraisal(timeline.of_task(db(), appraisal.id, as_of.instant()), component),
        form=_judging(appraisal, component, form),
        act="adjust" if appraisal.concluded else "judge",
        problems=[(problem, "")] if problem else [],
        points=points,
        at=as_of.past_day(),
        today=today(),
    )


def _judging(appraisal: Appraisal, code: str, tried: JudgeForm | None) -> JudgeForm | None:
    if tried or appraisal.step == "waiting":
        return tried
    locked = appraisal.step == "concluded"
    wanted = Permission.CONCLUDE_REFORM if locked else Permission.APPRAISE_REFORM
    if not as_of.may(wanted):
        return None
    why = "" if locked else appraisal.reasons().get(code, "")
    return JudgeForm(data={"points": appraisal.points().get(code), "why": why})
