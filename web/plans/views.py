"""Pages: the list of plans, one plan, its file; each as of any past day."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import PurePath
from typing import Any
from uuid import UUID

from flask import Blueprint, abort, request, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound

from service.files import KINDS
from service.indicators import standing
from service.indicators import states as indicator_states
from service.plans import states as plan_states
from service.plans.states import PlanState
from service.tasks import board
from service.tasks.plan_table import PlanTable
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.paging import cut
from web.plans import page as parts
from web.plans.indicator_rows import changed_ones, indicator_groups
from web.session import actor, db, file_store, local, past, register, requires, today
from web.task_series import time_words

bp = Blueprint("plans", __name__, url_prefix="/x/<code>/ke-hoach", template_folder="templates")
bp.add_app_template_global(as_of.link, "as_of_url")
bp.add_app_template_global(as_of.kept, "as_of_kept")


@bp.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """List the plans, now or as of a past day."""
    at = as_of.instant()
    every = plan_states.every(db(), at)
    return page(
        "plans/list.html",
        block="main",
        drafts=[p for p in every if p.status == "draft"] if sees_drafts() else [],
        issued=[p for p in every if p.status != "draft"],
        counts=board.by_plan(db(), as_of.day(), at),
        at=as_of.past_day(),
        today=today(),
        may_draft=_may_draft(),
    )


@bp.get("/<uuid:plan_id>")
@requires(Permission.WORK)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show a plan with its tasks and indicators, now or as of a past day."""
    found = readable(plan_id)
    shown = stood(found)
    if shown is None:
        return not_yet(found)
    if shown.status == "draft":
        may_issue = actor().may(Permission.ISSUE_PLAN)
        return page(
            "plans/draft.html",
            block="main",
            plan=shown,
            may_draft=_may_draft(),
            may_issue=may_issue,
        )
    if request.args.get("xem") == "chi-tieu":
        return page("plans/indicators.html", block="main", **_head(shown), **_indicators(shown))
    return page("plans/plan.html", block="main", **_head(shown), **_tasks(shown))


@bp.get("/<uuid:plan_id>/tep")
@requires(Permission.WORK)
def file(plan_id: UUID) -> ResponseReturnValue:
    """Give the file that the plan was read from."""
    found = readable(plan_id)
    kind = PurePath(found.file_name).suffix.lower().removeprefix(".")
    return send_file(
        BytesIO(file_store().get(found.file_sha256)),
        mimetype=KINDS.get(kind, "application/octet-stream"),
        as_attachment=True,
        download_name=found.file_name,
    )


def sees_drafts() -> bool:
    """Tell whether the actor may look at plans that are not issued yet."""
    return _may_draft() or actor().may(Permission.ISSUE_PLAN)


def readable(plan_id: UUID) -> PlanState:
    """Give a plan as it stands now; one that the actor may not see is one that is not there."""
    found = plan_states.one(db(), plan_id, None)
    if found.status == "draft" and not sees_drafts():
        abort(404)
    return found


def stood(found: PlanState) -> PlanState | None:
    """Give a plan as it stood on the day that is shown; None before it was issued."""
    if past() is None:
        return found
    try:
        then = plan_states.one(db(), found.plan_id, as_of.instant())
    except NoResultFound:
        return None
    return then if then.status != "draft" else None


def not_yet(found: PlanState) -> ResponseReturnValue:
    """Say that a plan was not issued on the day that is shown, and since when it is."""
    issued = local(found.issue_recorded_at).date() if found.issue_recorded_at else None
    return page(
        "plans/not_yet.html",
        block="main",
        plan=found,
        number=found.full_number,
        at=as_of.past_day(),
        issued_on=issued,
        first=as_of.link_on(issued, "plans.show", plan_id=found.plan_id) if issued else "",
        today=today(),
    )


def _may_draft() -> bool:
    return actor().may(Permission.DRAFT_PLAN)


def _head(shown: PlanState) -> dict[str, Any]:
    return {
        "plan": shown,
        "number": shown.full_number,
        "period": parts.period_of(shown),
        "at": as_of.past_day(),
        "kept": as_of.kept(),
        "today": today(),
        "may_draft": _may_draft(),
        "may_issue": actor().may(Permission.ISSUE_PLAN),
    }


def _tasks(shown: PlanState) -> dict[str, Any]:
    chosen, scene = parts.Chosen.read(request.args), as_of.scene()

    def link(asked: Mapping[str, str]) -> str:
        return as_of.link("plans.show", asked, plan_id=shown.plan_id)

    table = PlanTable(db(), shown, as_of.instant(), as_of.counting())
    tally = table.tally()
    wanted = chosen.of(tally)
    here = cut(range(sum(wanted.values())), request.args.get("trang", ""), parts.PAGE_SIZE)
    first = here.page * parts.PAGE_SIZE - parts.PAGE_SIZE
    lines = table.lines(wanted, first=first, most=parts.PAGE_SIZE)
    return {
        "figures": parts.state_figures(tally, chosen, link),
        "areas": parts.area_tabs(tally, chosen, link),
        "units": parts.unit_links(tally, chosen, link, register()),
        "groups": parts.grouped(scene.judged(lines), scene),
        "times": time_words(table.times(lines)),
        "here": here,
        "total": sum(tally.values()),
        "chosen": chosen.query(),
        "page_url": link({**chosen.query(), "trang": ""}) + "{page}",
        "clear_url": link({}),
    }


def _indicators(shown: PlanState) -> dict[str, Any]:
    at = as_of.instant()
    here = cut(
        indicator_states.of_plan(db(), shown.plan_id, at),
        request.args.get("trang", ""),
        parts.PAGE_SIZE,
    )
    stood = indicator_states.earlier(db(), changed_ones(here.rows), at)
    asked = {"xem": "chi-tieu", "trang": ""}
    return {
        "groups": indicator_groups(here.rows, stood, as_of.day()),
        "reached": {one.state.indicator_id: one for one in standing.every(db(), at)},
        "here": here,
        "page_url": as_of.link("plans.show", asked, plan_id=shown.plan_id) + "{page}",
    }
