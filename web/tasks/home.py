"""“Việc của tôi”: first what this person can finish today, with the button beside it."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response as AnyResponse

from service.db import Question, together
from service.directives.waiting import waiting as directives_waiting
from service.evaluation import waiting
from service.evidence.waiting import unjudged
from service.inspections import recommendations, visits
from service.inspections.missions import states as mission_states
from service.oversight.home import appraising
from service.reports.states import awaited
from service.search import filters
from service.tasks.desk import MOST, Pile, desk
from tenants.access import Actor, Permission
from web import as_of
from web.choices import key
from web.htmx import page, wants_fragment
from web.session import actor, db, register, requires, session, today
from web.tasks import owed_figures, team
from web.tasks.across import across
from web.tasks.act_form import ActForm
from web.tasks.acts import form_of
from web.tasks.aims import aims
from web.tasks.attempt import attempt
from web.tasks.decisions import AT_FIRST, DecisionForm, decisions
from web.tasks.duties import duty, lists
from web.tasks.home_then import work_then
from web.tasks.party_home import party_blocks
from web.tasks.plans_left import plans_left
from web.tasks.report_home import report_blocks
from web.tasks.show import shown, visible

bp = Blueprint("home", __name__, url_prefix="/x/<code>", template_folder="templates")
MOST_FILTERS = 5  # that one keeps
MOST_UNJUDGED = 7


@bp.get("/")
@requires(Permission.WORK)
def work() -> ResponseReturnValue:
    """Show what the person can finish today, then what comes; or what a past day asked."""
    return work_then() if as_of.past_day() else _work()


@bp.post("/cap-nhat/<uuid:task_id>")
@requires(Permission.WORK)
def update(task_id: UUID) -> ResponseReturnValue:
    """Say how far a task is, without leaving the list."""
    task = visible(task_id)
    form = form_of("progress", task)(task, request.form)
    if form.validate() and (more := form.asks_more()):
        return _on_its_own_page(more)
    return _tried(form)


@bp.post("/quyet-dinh/<uuid:task_id>")
@requires(Permission.WORK)
def decide(task_id: UUID) -> ResponseReturnValue:
    """Decide on time or on an obstacle, without leaving the list."""
    return _tried(DecisionForm(visible(task_id), request.form))


def _tried(form: ActForm) -> Response | AnyResponse:
    if failed := attempt(form):
        return _work(form, status=failed.status, problem=failed.problem)
    flash(form.done)
    if wants_fragment():
        return _work()  # a redirect would cost a slow line another round trip
    return redirect(url_for(".work"), 303)


def _on_its_own_page(form: ActForm) -> Response:
    """Go on with a form that asks more than the list has room for."""
    response = shown(form.task_id, tried=form, status=422)
    response.headers["HX-Push-Url"] = url_for("tasks.show", task_id=form.task_id)
    return response


def _work(tried: ActForm | None = None, *, status: int = 200, problem: str = "") -> Response:
    me, everything = actor(), request.args.get("xem") == "tat-ca"
    piles = desk(db(), me, today(), stuck=bool(me.roles & team.WATCHES))
    mine = lists(piles["mine"].tasks, tried)
    most = MOST["waiting"] if everything else AT_FIRST
    to_decide = decisions(piles["waiting"].tasks, me, most, tried)
    on_page = [one.update for one in (*mine.now, *mine.soon, *mine.later)]
    on_page += [one.form for one in to_decide.shown]
    return page(
        "tasks/home.html",
        block="work",
        status=status,
        mine=mine,
        more_mine=_all_of(me) if piles["mine"].total > len(piles["mine"].tasks) else "",
        people=register(),
        to_decide=to_decide,
        to_assign=[duty(task) for task in piles["nobody"].tasks],
        to_sign=session().to_sign,
        leads=bool(me.roles & team.LEADS),
        gives=me.may(Permission.GIVE_TASKS),
        judges=bool(to_decide.total) or me.may(Permission.SEE_BOARD),
        next=next(iter(mine.soon + mine.later), None),
        problem=problem,
        lost=tried.typed() if tried is not None and tried not in on_page else [],
        **_beside(me, piles["stuck"]),
        **party_blocks(me),
        **plans_left(),
    )


def _beside(me: Actor, stuck: Pile) -> dict[str, Any]:
    """Give the blocks that stand beside one's own work, asked for together."""
    asks: list[Question[Any]] = [owed_figures.asks(me), filters.kept_by(me.person_id)]
    asks += [unjudged(me, MOST_UNJUDGED), waiting.asks(), visits.of_member(me.person_id)]
    asks += [recommendations.open_of(me), awaited(), mission_states.of_member(me.person_id)]
    asks += [appraising(), directives_waiting()]
    asks += [] if (others := team.asks(me)) is None else [others]
    answers = together(db(), *asks)
    owed, saved, proofs, periods, missions, advised, *rest = answers
    reports, outside, came, directives, *found = rest
    shown = team.team(me, found[0] if found else [], stuck)
    figures = owed_figures.figures(me, owed)
    scores = waiting.cards(periods, register(), me, today())
    beside = {"saved": saved[:MOST_FILTERS], "proofs": proofs, "scores": scores}
    beside |= {
        "aims": aims(me),
        "missions": missions,
        "outside": outside,
        "directives": [one for one in directives if one.concerns(me)],
        "advised": advised,
        "looks": bool(team.INSPECTS & me.roles),
        **report_blocks(me, reports),
        **across(came),
    }
    return shown | beside | {"figures": figures}


def _all_of(me: Actor) -> str:
    return url_for("task_list.index", nguoi=key(me.person_id))
