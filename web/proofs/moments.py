"""Page: the days on which to look at a thing: of its events, and those that have a name."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from service.evaluation import periods
from service.indicators import states as indicator_states
from service.inspections import visits
from service.inspections.instants import instants
from service.inspections.scope import Thing, scope
from service.reports import states as reports
from service.reports import who
from service.reports.wording import inside
from service.tasks import states as task_states
from tenants.access import Permission
from web import as_of
from web.evaluation.period_words import named
from web.htmx import page
from web.plans.page import quarter_ends
from web.proofs import sight
from web.proofs.strip import strip
from web.session import actor, db, local, look_back, register, requires, today
from web.session import sight as own_sight

bp_moments = Blueprint(
    "moments", __name__, url_prefix="/x/<code>/xem-tai-ngay", template_folder="templates"
)
ONE_DAY = timedelta(days=1)
PLACES: dict[Thing, str] = {
    "task": "tasks.show",
    "plan": "plans.show",
    "unit": "units.show",
    "person": "replay.person",
    "indicator": "indicators.show",
}
BEGINNINGS: dict[Thing, str] = {"task": "Lúc giao việc", "plan": "Lúc ban hành"}
Named = list[tuple[str, date]]


@bp_moments.get("/nhiem-vu/<uuid:task_id>")
@requires(Permission.WORK)
def task(task_id: UUID) -> ResponseReturnValue:
    """Give the moments of a task."""
    found = task_states.one(db(), task_id, own_sight(), None)
    return _answer("task", task_id, f"{found.code} {found.content}")


@bp_moments.get("/ke-hoach/<uuid:plan_id>")
@requires(Permission.WORK)
def plan(plan_id: UUID) -> ResponseReturnValue:
    """Give the moments of a plan, its indicators and its tasks in sight."""
    found = sight.plan_in_sight(plan_id)
    return _answer("plan", plan_id, f"Kế hoạch {found.full_number}".strip())


@bp_moments.get("/don-vi/<uuid:unit_id>")
@requires(Permission.SEE_BOARD)
def unit(unit_id: UUID) -> ResponseReturnValue:
    """Give the moments of what a unit led."""
    if unit_id not in register().units:
        abort(404)
    return _answer("unit", unit_id, register().unit(unit_id))


@bp_moments.get("/nguoi/<uuid:person_id>")
@requires(Permission.SEE_BOARD)
def person(person_id: UUID) -> ResponseReturnValue:
    """Give the moments of what a person was in charge of."""
    if person_id not in register().people:
        abort(404)
    return _answer("person", person_id, register().person(person_id))


@bp_moments.get("/chi-tieu/<uuid:indicator_id>")
@requires(Permission.WORK)
def indicator(indicator_id: UUID) -> ResponseReturnValue:
    """Give the moments of an indicator."""
    found = indicator_states.one(db(), indicator_id)
    return _answer("indicator", indicator_id, f"{found.code} {found.content}")


def _answer(thing: Thing, thing_id: UUID, title: str) -> ResponseReturnValue:
    """Lead to the event before or after the day that is shown, or list all moments."""

    def way(day: date) -> str:
        return as_of.link_on(day, PLACES[thing], **{f"{thing}_id": thing_id})

    shown = as_of.day()
    look_back()
    found = instants(db(), scope(thing, thing_id).within(own_sight()))
    steps = [(local(one.at).date(), one.kind) for one in found]
    days = [day for day, _ in steps]
    before = max((day for day in days if day < shown), default=None)
    after = min((day for day in days if day > shown), default=None)
    match request.args.get("den"):
        case "truoc":
            return _go(before, way, shown, "trước")
        case "sau":
            return _go(after, way, shown, "sau")
    return page(
        "proofs/moments.html",
        block="named",
        title=title,
        back=way(shown),
        shown=shown,
        before=before and way(before),
        after=after and way(after),
        groups=[
            (heading, [(words, day, way(day)) for words, day in moments])
            for heading, moments in (_named(thing, days[0]) if days else ())
        ],
        strip=strip(steps) if steps else None,
        at_step=lambda number: way(days[number - 1]),
    )


def _go(
    day: date | None, way: Callable[[date], str], shown: date, words: str
) -> ResponseReturnValue:
    if day is None:
        flash(f"Không có sự kiện nào {words} ngày {shown:%d/%m/%Y}.", "warning")
    return redirect(way(shown if day is None else day))


def _named(thing: Thing, first: date) -> list[tuple[str, Named]]:
    """Name the days since a thing began that people look back to, the past ones."""
    found = [
        ("Của mục này", [(BEGINNINGS.get(thing, "Ghi nhận đầu tiên"), first)]),
        ("Cuối quý", quarter_ends(first, today())),
        ("Trước kiểm tra", _before_inspections()),
        ("Lúc chốt kỳ", [*_report_cut_offs(), *_period_cut_offs()]),
    ]
    return [
        (heading, sorted(kept, key=lambda moment: moment[1]))
        for heading, moments in found
        if (kept := [(words, day) for words, day in moments if first <= day < today()])
    ]


def _before_inspections() -> Named:
    seen = (one for one in visits.every(db(), None) if one.seen_by(actor(), today()))
    return [(f"Trước cuộc kiểm tra {one.document}", one.first_day - ONE_DAY) for one in seen]


def _report_cut_offs() -> Named:
    locked = (one for one in reports.every(db(), None) if one.status == "locked")
    seen = (one for one in locked if who.sees(actor(), register(), one))
    return [(f"Chốt số liệu báo cáo {inside(one.period)}", one.cut_off) for one in seen]


def _period_cut_offs() -> Named:
    closed = (one for one in periods.every(db()) if one.closed)
    return [(f"Chốt kỳ đánh giá {named(one)}", one.cut_off) for one in closed]
