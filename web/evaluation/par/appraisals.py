"""Pages of the province: its communes' self-scores, what waits first, how the totals lie."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from uuid import UUID

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import ChangedMeanwhileError, RefusedError
from service.evaluation.par import appraisal_states, papers, set_states
from service.evaluation.par.appraisal_states import AppraisalState
from service.evaluation.par.appraising import OpenAppraisal, TakeExplanation
from service.evaluation.par.tree import FEW, spread
from service.exchange import letters, links
from service.exchange.letters import LetterFacts
from tenants.access import Permission
from web import as_of
from web.evaluation.par.words import STEPS, points
from web.evaluation.places import places
from web.forms import identity
from web.htmx import page
from web.session import carry_out, db, local, requires, today
from web.words import say

bp = Blueprint(
    "par_appraisals",
    __name__,
    url_prefix="/x/<code>/danh-gia/tham-dinh",
    template_folder="../templates",
)
CHANGED = "Vừa có người khác thay đổi. Hãy xem lại rồi làm lại."
TAKEN: dict[str, type[OpenAppraisal | TakeExplanation]] = {
    papers.SELF: OpenAppraisal,
    papers.EXPLAINED: TakeExplanation,
}
NAMED = {papers.SELF: "Bản tự chấm", papers.EXPLAINED: "Giải trình"}
SILENT = ("Chưa gửi bản tự chấm", "warn", "triangle")
ARRIVED = ("Đã gửi, chờ tiếp nhận", "info", "diamond")


@dataclass(frozen=True, slots=True)
class Line:
    """One commune in the year: its state, totals, and what it waits for; `order` sorts."""

    code: str
    name: str
    state: tuple[str, str, str]
    own: Fraction | None
    first: Fraction | None
    final: Fraction | None
    until: date | None
    opened: bool
    order: int


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """Show the communes of a year: who waits, then who is silent; never a league table."""
    return _index()


@bp.post("/nhan")
@requires(Permission.APPRAISE_REFORM)
def take() -> ResponseReturnValue:
    """Take in a commune's letter."""
    letter_id = _asked()
    letter = next(
        (one for one in letters.incoming(db(), TAKEN) if one.letter_id == letter_id), None
    )
    if letter is None:
        abort(404)
    try:
        carry_out(TAKEN[letter.kind](letter_id=letter.letter_id))
    except RefusedError as refusal:
        return _index(say(refusal), 422)
    except ChangedMeanwhileError:
        return _index(CHANGED, 409)
    flash(f"Đã tiếp nhận {NAMED[letter.kind].lower()} của {letter.from_name}.", "success")
    return redirect(url_for("par_appraisals.index"), 303)


def _index(problem: str = "", status: int = 200) -> Response:
    year, at = _year(), as_of.instant()
    found = appraisal_states.of_year(db(), year, at)
    came = [one for one in letters.incoming(db(), TAKEN, at) if not one.received]
    lines = _lines(found, came, year)
    return page(
        "evaluation/par/appraisals.html",
        block="main",
        status=status,
        places=places(),
        problems=[(problem, "")] if problem else [],
        year=year,
        years=_years(),
        came=[(one, NAMED[one.kind], local(one.sent_at)) for one in came],
        lines=lines,
        finals=spread([line.final for line in lines if line.final is not None]),
        owns=spread([line.own for line in lines if line.own is not None]),
        few=FEW,
        may_take=as_of.may(Permission.APPRAISE_REFORM),
        at=as_of.past_day(),
        today=today(),
        points=points,
    )


def _lines(found: dict[int, AppraisalState], came: list[LetterFacts], year: int) -> list[Line]:
    """Give every linked commune once: what waits for us, the silent, who explains, the rest."""
    arrived = {
        one.from_tenant
        for one in came
        if one.kind == papers.SELF and one.subject_id == papers.subject(year)
    }
    known = {
        one.other.tenant_id: one.other
        for one in links.every(db())
        if one.kind == "province" and not one.ours and one.first_day <= as_of.day()
    }
    lines = [
        _line(other.code, other.name, found.get(number), number in arrived)
        for number, other in known.items()
    ]
    return sorted(lines, key=lambda line: (line.order, line.name))


def _line(code: str, name: str, state: AppraisalState | None, arrived: bool) -> Line:  # noqa: FBT001
    if state is None:
        said, order = (ARRIVED, 0) if arrived else (SILENT, 2)
        return Line(code, name, said, None, None, None, None, opened=False, order=order)
    orders = {"first_round": 1, "second_round": 1, "waiting": 3, "concluded": 4}
    return Line(
        code,
        name,
        STEPS[state.step],
        state.self_total,
        state.first_total,
        state.final_total,
        state.explain_by if state.step == "waiting" else None,
        opened=True,
        order=orders[state.step],
    )


def _years() -> list[int]:
    """List the years with appraisals or sets, the newest first."""
    at = as_of.instant()
    sets = [one.year for one in set_states.every(db(), at) if one.status != "draft"]
    return sorted({*appraisal_states.years(db(), at), *sets}, reverse=True)


def _year() -> int:
    asked, known = request.args.get("nam", ""), _years()
    if asked.isascii() and asked.isdigit() and int(asked[:4]) in known:
        return int(asked[:4])
    return known[0] if known else as_of.day().year


def _asked() -> UUID | None:
    try:
        return identity(request.form.get("letter"))
    except ValueError:
        return None
