"""Pages of the commune: its years of the reform index, one as a tree, what comes and goes."""

from datetime import datetime
from fractions import Fraction
from typing import NamedTuple
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError, WrongStreamError
from events.par import Assessment
from events.par_criteria import ParSet
from service.evaluation.par import assessment_states, papers, table
from service.evaluation.par.adjusting import TakeAdjustment
from service.evaluation.par.answering import SendExplanation, TakeAppraisal, TakeConclusion
from service.evaluation.par.scoring import read
from service.evaluation.par.self_scoring import BeginAssessment, EnterSurvey, SubmitSelfScore
from service.evaluation.par.tree import Tree, of_commune
from service.exchange import letters
from service.tasks import timeline
from service.tasks.timeline import Entry
from service.work import Command
from tenants.access import Permission
from web import as_of, stood
from web.evaluation.par.forms import SurveyForm
from web.evaluation.par.stages import stages
from web.evaluation.par.words import STAGES, SURVEYS, points
from web.evaluation.places import places
from web.forms import identity
from web.htmx import page
from web.printed import give
from web.session import carry_out, db, local, requires, tenant, today
from web.words import say

bp = Blueprint(
    "par_year",
    __name__,
    url_prefix="/x/<code>/danh-gia/cai-cach",
    template_folder="../templates",
)
CHANGED = "Vừa có người khác thay đổi. Hãy xem lại rồi làm lại."
TAKEN: dict[str, type[BeginAssessment | TakeAppraisal | TakeConclusion | TakeAdjustment]] = {
    papers.SET: BeginAssessment,
    papers.ROUND: TakeAppraisal,
    papers.CONCLUDED: TakeConclusion,
    papers.ADJUSTED: TakeAdjustment,
}
NAMED = {
    papers.SET: "Bộ tiêu chí của tỉnh",
    papers.ROUND: "Kết quả thẩm định vòng 1",
    papers.CONCLUDED: "Kết luận của hội đồng",
    papers.ADJUSTED: "Điều chỉnh sau khi chốt",
}


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the years that were scored, and what came from the province."""
    return _index()


@bp.post("/nhan")
@requires(Permission.SCORE_REFORM)
def take() -> ResponseReturnValue:
    """Take in a letter of the province."""
    letter_id = _asked()
    came = letters.incoming(db(), TAKEN)
    letter = next((one for one in came if one.letter_id == letter_id), None)
    if letter is None:
        abort(404)
    try:
        carry_out(TAKEN[letter.kind](letter_id=letter.letter_id))
    except RefusedError as refusal:
        return _index(say(refusal), 422)
    except ChangedMeanwhileError:
        return _index(CHANGED, 409)
    flash(f"Đã tiếp nhận {NAMED[letter.kind].lower()}, số {letter.number}.", "success")
    return redirect(url_for("par_year.index"), 303)


@bp.get("/<int:year>")
@requires(Permission.WORK)
def show(year: int) -> ResponseReturnValue:
    """Show a year as a tree, each leaf with its own page; or as it stood on a past day."""
    begun(year)
    return stood.or_missing(lambda: _show(year), not_begun(year))


@bp.post("/<int:year>/khao-sat")
@requires(Permission.SCORE_REFORM)
def survey(year: int) -> ResponseReturnValue:
    """Enter the figure of a survey."""
    begun(year)
    form = SurveyForm(request.form, meta={"today": today()})
    if not form.validate():
        return _show(year, form, status=422)
    command = EnterSurvey(
        year=year,
        survey=form.survey.data,
        value=form.result.amount,
        source=form.origin.data or "",
        measured_on=form.measured_on.day,
    )
    return _tried(year, command, f"Đã ghi {SURVEYS[command.survey]}.", form)


@bp.post("/<int:year>/gui")
@requires(Permission.CONCLUDE_REFORM)
def submit(year: int) -> ResponseReturnValue:
    """Send the self-score to the province."""
    begun(year)
    return _tried(year, SubmitSelfScore(year=year), "Đã gửi bản tự chấm lên tỉnh.")


@bp.post("/<int:year>/gui-giai-trinh")
@requires(Permission.CONCLUDE_REFORM)
def send_explanation(year: int) -> ResponseReturnValue:
    """Send the explanations to the province."""
    begun(year)
    return _tried(year, SendExplanation(year=year), "Đã gửi giải trình lên tỉnh.")


@bp.get("/<int:year>/<any(xlsx, docx, pdf):form>")
@requires(Permission.WORK)
def paper(year: int, form: str) -> ResponseReturnValue:
    """Give the table of a year as Excel, Word or PDF."""
    assessment, par_set, _ = begun(year)
    shown = of_commune(db(), assessment, par_set)
    write = table.workbook if form == "xlsx" else table.document
    written = write(par_set, shown, table.Body(tenant().name, tenant().place))
    return give(written, f"tu-cham-cai-cach-{year}", form)


class Opened(NamedTuple):
    """A year that was begun, its set, and what was recorded of it."""

    assessment: Assessment
    par_set: ParSet
    entries: list[Entry]


def begun(year: int, at: datetime | None = None) -> Opened:
    """Give a year that was begun, now or by an instant.

    Raises:
        WrongStreamError: it was not.
    """
    entries = timeline.of_task(db(), papers.assessment_id(year), at)
    assessment = Assessment(papers.assessment_id(year))
    for entry in entries:
        assessment.replay(entry.event)
    if assessment.begun is None:
        raise WrongStreamError(assessment.id)
    return Opened(assessment, assessment.begun.par_set, entries)


def not_begun(year: int) -> stood.Stood:
    """Say of a year that it was not begun on the past day."""
    return stood.Stood(
        title=f"Chỉ số cải cách hành chính năm {year}",
        url=url_for("par_year.show", year=year),
        crumbs=[("Chỉ số cải cách hành chính", as_of.link("par_year.index"))],
        missing="chưa bắt đầu chấm năm này",
    )


def _index(problem: str = "", status: int = 200) -> Response:
    years = assessment_states.every(db(), as_of.instant())
    sent = {papers.subject(one.year) for one in years if one.self_total is not None}
    came = [
        one
        for one in letters.incoming(db(), TAKEN, as_of.instant())
        if not one.received and not (one.kind == papers.SET and one.subject_id in sent)
    ]
    return page(
        "evaluation/par/index.html",
        block="main",
        status=status,
        places=places(),
        problems=[(problem, "")] if problem else [],
        came=[(one, NAMED[one.kind], local(one.sent_at)) for one in came],
        years=[(one, STAGES[one.stage(as_of.day())]) for one in years],
        may_take=as_of.may(Permission.SCORE_REFORM),
        at=as_of.past_day(),
        today=today(),
        points=points,
    )


def total_of(assessment: Assessment, shown: Tree) -> Fraction | None:
    """Give the province's total: the conclusion's, else that of the round that came in."""
    if assessment.locked:
        return read(assessment.locked.conclusion.total)
    return shown.appraised.total if shown.appraised else None


def _show(
    year: int, form: SurveyForm | None = None, problem: str = "", status: int = 200
) -> Response:
    assessment, par_set, entries = begun(year, as_of.instant())
    shown = of_commune(db(), assessment, par_set, as_of.instant())
    stage = assessment.stage(as_of.day())
    return page(
        "evaluation/par/year.html",
        block="main",
        status=status,
        year=year,
        par_set=par_set,
        tree=shown,
        assessment=assessment,
        stages=stages(assessment, entries, as_of.day()),
        total=total_of(assessment, shown),
        leaf="par_leaf.show",
        surveys=SURVEYS,
        form=(form or SurveyForm()) if stage == "self_scoring" and _scores() else None,
        may_submit=stage == "self_scoring" and as_of.may(Permission.CONCLUDE_REFORM),
        may_send=stage == "explaining" and as_of.may(Permission.CONCLUDE_REFORM),
        at=as_of.past_day(),
        today=today(),
        problems=[(problem, "")] if problem else [],
        points=points,
    )


def _scores() -> bool:
    return as_of.may(Permission.SCORE_REFORM)


def _tried(
    year: int, command: Command, done: str, form: SurveyForm | None = None
) -> ResponseReturnValue:
    try:
        carry_out(command)
    except RefusedError as refusal:
        return _show(year, form, say(refusal), 422)
    except ChangedMeanwhileError:
        return _show(year, form, CHANGED, 409)
    flash(done, "success")
    return redirect(url_for("par_year.show", year=year), 303)


def _asked() -> UUID | None:
    try:
        return identity(request.form.get("letter"))
    except ValueError:
        return None
