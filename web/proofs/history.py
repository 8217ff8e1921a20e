"""Page: the full history of a task, a plan or an indicator, with what each fact was before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from events.evidence import Used, UseWithdrawn
from service.indicators import states as indicator_states
from service.inspections.scope import Thing, scope
from service.inspections.turning import Turned, entries, turning
from service.tasks import states as task_states
from service.tasks.state import TaskState
from service.tasks.timeline import Entry
from tenants.access import AccessDeniedError, Permission
from web import as_of
from web.evidence.sentences import sentence as of_evidence
from web.htmx import page
from web.paging import cut
from web.plans.changes import Said, Telling
from web.proofs import sight
from web.proofs.sentences import Known, told
from web.session import actor, db, local, look_back, register, requires, today
from web.session import sight as own_sight
from web.sighted import sees_everything
from web.tasks import sentences as of_tasks

bp_history = Blueprint(
    "history", __name__, url_prefix="/x/<code>/bang-lich-su", template_folder="templates"
)
PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """An event: its number, both clocks, who in which post, what it tells and changed."""

    position: int
    happened: datetime
    recorded: datetime
    who: str
    post: str
    code: str
    sentence: str
    changes: list[Said]


@bp_history.app_template_global("reads_history")
def reads_history() -> bool:
    """Tell whether the person reads full histories: an inspector, or who may see all."""
    return actor().reads_by_mandate or sees_everything()


@bp_history.get("/nhiem-vu/<uuid:task_id>")
@requires(Permission.WORK)
def task(task_id: UUID) -> ResponseReturnValue:
    """Give the history of a task."""
    found = task_states.one(db(), task_id, own_sight(), None)
    return _shown("task", task_id, f"{found.code} {found.content}", "tasks.show")


@bp_history.get("/ke-hoach/<uuid:plan_id>")
@requires(Permission.WORK)
def plan(plan_id: UUID) -> ResponseReturnValue:
    """Give the history of a plan's targets, figures and tasks in sight."""
    found = sight.plan_in_sight(plan_id)
    title = f"Kế hoạch {found.full_number}".strip()
    return _shown("plan", plan_id, title, "plans.show")


@bp_history.get("/chi-tieu/<uuid:indicator_id>")
@requires(Permission.WORK)
def indicator(indicator_id: UUID) -> ResponseReturnValue:
    """Give the history of an indicator, its figures and the tasks that serve it."""
    found = indicator_states.one(db(), indicator_id)
    title = f"{found.code} {found.content}"
    return _shown("indicator", indicator_id, title, "indicators.show")


def _shown(thing: Thing, thing_id: UUID, title: str, endpoint: str) -> ResponseReturnValue:
    if not reads_history():
        raise AccessDeniedError(Permission.SEE_ALL_TASKS)
    until, named = as_of.moment(), {f"{thing}_id": thing_id}
    look_back()
    turned = turning(db(), scope(thing, thing_id).within(own_sight()), until)
    here = cut([*turned], request.args.get("trang", ""), PAGE_SIZE)
    return page(
        "proofs/history.html",
        block="main",
        title=title,
        back=as_of.link(endpoint, {}, **named),
        rows=[_row(entry, turned[entry.position]) for entry in entries(db(), here.rows)],
        here=here,
        page_url=as_of.link(f"history.{thing}", {"trang": ""}, **named) + "{page}",
        at=as_of.past_day(),
        today=today(),
    )


def _row(entry: Entry, turned: Turned) -> Row:
    telling = Telling(register(), local, lambda _change: "")
    return Row(
        position=entry.position,
        happened=local(entry.happened_at),
        recorded=local(entry.recorded_at),
        who=register().person(entry.person_id),
        post=register().post(entry.post_id),
        code=turned.subject.code,
        sentence=_sentence(entry, turned),
        changes=[telling.said(change) for change in turned.changes],
    )


def _sentence(entry: Entry, turned: Turned) -> str:
    if isinstance(entry.event, Used | UseWithdrawn):
        return of_evidence(entry.event, {entry.event.for_id: turned.subject.code}).text
    if isinstance(turned.subject, TaskState):
        telling = of_tasks.Telling(register(), turned.subject.clarity)
        return of_tasks.sentence(entry.event, telling).text
    return told(entry.event, Known(register()))
