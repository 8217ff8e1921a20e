"""Page: what changed in a plan between two days, as sentences; the state is in the address.

Its parts serve the same page of a unit, a person, an indicator or all of a commune.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from service.clock import now
from service.indicators.states import IndicatorState
from service.inspections.compare import Change, changes
from service.inspections.pictures import pictures, steps
from service.inspections.scope import Scope, scope
from service.plans.amendments import amendments
from tenants.access import Permission
from web import as_of
from web.clocks import Past
from web.htmx import page
from web.paging import cut
from web.plans.amended import ToldAmendment, told
from web.plans.changes import Telling, by_kind, kind_tabs
from web.plans.views import not_yet, readable
from web.session import asked_day, db, local, past, register, requires, sight, today

bp_compare = Blueprint(
    "plans_compare",
    __name__,
    url_prefix="/x/<code>/ke-hoach/<uuid:plan_id>/so-sanh",
    template_folder="templates",
)
AT_ISSUE = "ban-hanh"
PAGE_SIZE = 100


@dataclass(frozen=True, slots=True)
class Point:
    """A moment to compare: a day's last instant, the issue, or (`instant` None) the present."""

    day: date
    instant: datetime | None
    words: str = ""

    @property
    def order(self) -> datetime:
        """The instant by which two points are put in order."""
        return self.instant or now()


@bp_compare.get("")
@requires(Permission.WORK)
def compare(plan_id: UUID) -> ResponseReturnValue:
    """Compare a plan between two days; dates in the wrong order are swapped."""
    found = readable(plan_id)
    issued, here = found.issue_recorded_at, shown_point()
    if issued is None or here.order < issued:
        return not_yet(found)
    other = _at_issue(issued) or asked_point()
    before, after = sorted((here, other or here), key=lambda point: point.order)
    same, early = before == after, before.order < issued
    found_changes = [] if same or early else differences(scope("plan", plan_id), before, after)
    return page(
        "plans/compare.html",
        block="main",
        plan=found,
        number=found.full_number,
        at=after.day if after.instant else None,
        today=today(),
        before=before,
        after=after,
        asked=other is not None,
        same=same,
        issued_on=local(issued).date(),
        early=early,
        kept=as_of.on(after.day) if after.instant else {},
        amended=_amended(plan_id, before, after) if found.amendments and not same else [],
        **listed(found_changes, before, after),
    )


def shown_point() -> Point:
    """Give the moment that the page is shown at."""
    return _point(past())


def asked_point() -> Point | None:
    """Give the moment that it is to be compared with; None where the address names none."""
    asked = request.args.get("so_voi", "").strip()
    return _point(asked_day("so_voi")) if asked else None


def _point(then: Past | None) -> Point:
    return Point(then.day, then.instant) if then else Point(today(), None, "hiện tại")


def _at_issue(issued: datetime) -> Point | None:
    asked = request.args.get("so_voi", "").strip() == AT_ISSUE
    return Point(local(issued).date(), issued, "lúc ban hành") if asked else None


def differences(of: Scope, before: Point, after: Point) -> list[Change]:
    """List what differs between two moments."""
    old, new = pictures(db(), of, sight(), before.instant, after.instant)
    return changes(old, new, steps(db(), of, before.order, after.instant))


def _amended(plan_id: UUID, before: Point, after: Point) -> list[ToldAmendment]:
    found = amendments(db(), plan_id, before.order, after.instant)
    return [told(amendment, register(), local) for amendment in found]


def listed(found: Sequence[Change], before: Point, after: Point) -> dict[str, Any]:
    """Give a page of differences: sentences by kind, the kinds, the way to the next page."""
    kind = request.args.get("loai", "")
    wanted = [change for change in found if kind in {"", change.kind}] or found
    here = cut(wanted, request.args.get("trang", ""), PAGE_SIZE)
    asked = {n: v for n in as_of.ASKED if (v := request.args.get(n, ""))}

    def link(more: dict[str, str]) -> str:
        return f"{request.path}?{urlencode(asked | more)}"

    def url(change: Change) -> str:
        day = (before if change.kind == "gone" else after).day
        if isinstance(change.subject, IndicatorState):
            shown = change.subject.indicator_id
            return as_of.link_on(day, "indicators.show", indicator_id=shown)
        if not sight().sees(change.subject):
            return ""
        return as_of.link_on(day, "tasks.show", task_id=change.subject.task_id)

    return {
        "here": here,
        "groups": by_kind(here.rows, Telling(register(), local, url)),
        "kinds": kind_tabs(found, kind, link),
        "page_url": link({"loai": kind, "trang": ""}) + "{page}",
    }
