"""Page: what became of the tasks and targets of a plan when another took its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from events.plan_life import FateKind, Superseded
from service.indicators import states as indicator_states
from service.plans.amendments import living
from service.plans.states import PlanState
from service.tasks import states as task_states
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.paging import cut
from web.plans.views import not_yet, readable, stood
from web.session import db, requires, sight

PAGE = 50
AN_INSTANT = timedelta(microseconds=1)
WORDS: dict[FateKind, str] = {
    "carried": "Chuyển sang kế hoạch mới",
    "changed": "Chuyển sang, có đổi",
    "stopped": "Dừng",
}
bp_replaced = Blueprint(
    "plans_replaced",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/duoc-thay-the",
    template_folder="templates",
)


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one thing, and why."""

    code: str
    content: str
    url: str
    fate: str
    reason: str


@bp_replaced.get("")
@requires(Permission.WORK)
def show(plan_id: UUID) -> ResponseReturnValue:
    """Show what became of everything that was open."""
    found = readable(plan_id)
    shown = stood(found)
    if shown is None:
        return not_yet(found)
    ended = living(db(), plan_id).superseded if shown.status == "replaced" else None
    told = [*_tasks(shown, ended), *_targets(shown, ended)] if ended else []
    here = cut(told, request.args.get("trang", ""), PAGE)
    return page(
        "plans/replaced.html",
        block="main",
        plan=shown,
        number=shown.full_number,
        ended=ended,
        here=here,
        at=as_of.past_day(),
        kept=as_of.kept(),
        page_url=as_of.link("plans_replaced.show", {"trang": ""}, plan_id=plan_id) + "{page}",
    )


def _tasks(plan: PlanState, ended: Superseded) -> Iterator[Told]:
    before = plan.valid_from - AN_INSTANT  # nothing happens to a plan that was replaced
    known = {t.task_id: t for t in task_states.of_plan(db(), plan.plan_id, before)}
    for fate, reason in zip(ended.tasks, ended.task_reasons, strict=True):
        if (task := known.get(fate.task_id)) is None:
            continue  # no mandate shows it to who reads by one
        url = as_of.task_url(task.task_id) if sight().sees(task) else ""
        yield Told(task.code, task.content, url, WORDS[fate.kind], reason)


def _targets(plan: PlanState, ended: Superseded) -> Iterator[Told]:
    mine = indicator_states.of_plan(db(), plan.plan_id, None)
    heirs = indicator_states.of_plan(db(), ended.by_plan_id, None)
    known = {state.indicator_id: state for state in (*mine, *heirs)}
    for fate, reason in zip(ended.targets, ended.target_reasons, strict=True):
        target, heir = known[fate.indicator_id], known.get(fate.continued_by or plan.plan_id)
        goes_on = f"Tiếp tục là {heir.code}" if heir else "Tiếp tục ở kế hoạch mới"
        said = goes_on if fate.continued_by else "Thôi thực hiện"
        yield Told(target.code, target.content, "", said, reason)
