"""Page: what changed in a plan between two days, as sentences; the state is in the address."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from service.clock import now
from service.inspections.compare import Change, changes
from service.inspections.pictures import pictures, steps
from service.plans.amendments import amendments
from service.tasks.state import TaskState
from tenants.access import Permission
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

    @property
    def past_day(self) -> str:
        """The day as an address has it; empty for the present."""
        return self.day.isoformat() if self.instant else ""


@bp_compare.get("")
@requires(Permission.WORK)
def compare(plan_id: UUID) -> ResponseReturnValue:
    """Compare a plan between two days; dates in the wrong order are swapped."""
    found = readable(plan_id)
    issued, here = found.issue_recorded_at, _here()
    if issued is None or here.order < issued:
        return not_yet(found)
    other = _other(issued)
    before, after = sorted((here, other or here), key=lambda point: point.order)
    same = (before.instant, before.day) == (after.instant, after.day)
    early = before.order < issued
    differences = [] if same or early else _differences(plan_id, before, after)
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
        kept={"tai_ngay": after.past_day} if after.instant else {},
        amended=_amended(plan_id, before, after) if found.amendments and not same else [],
        **_list(differences, before, after),
    )


def _here() -> Point:
    then = past()
    return Point(then.day, then.instant) if then else Point(today(), None, "hiện tại")


def _other(issued: datetime) -> Point | None:
    asked = request.args.get("so_voi", "").strip()
    if not asked:
        return None
    if asked == AT_ISSUE:
        return Point(local(issued).date(), issued, "lúc ban hành")
    then = asked_day("so_voi")
    return Point(then.day, then.instant) if then else Point(today(), None, "hiện tại")


def _differences(plan_id: UUID, before: Point, after: Point) -> list[Change]:
    old, new = pictures(db(), plan_id, before.instant, after.instant)
    return changes(old, new, steps(db(), plan_id, before.order, after.instant))


def _amended(plan_id: UUID, before: Point, after: Point) -> list[ToldAmendment]:
    found = amendments(db(), plan_id, before.order, after.instant)
    return [told(amendment, register(), local) for amendment in found]


def _list(found: Sequence[Change], before: Point, after: Point) -> dict[str, Any]:
    kind = request.args.get("loai", "")
    wanted = [change for change in found if kind in {"", change.kind}] or found
    here = cut(wanted, request.args.get("trang", ""), PAGE_SIZE)
    asked = {n: v for n in ("tai_ngay", "so_voi") if (v := request.args.get(n, ""))}

    def link(more: dict[str, str]) -> str:
        return f"{request.path}?{urlencode(asked | more)}"

    def task_url(change: Change) -> str:
        task = change.subject
        if not isinstance(task, TaskState) or not sight().sees(task):
            return ""
        on = (before if change.kind == "gone" else after).past_day
        address = url_for("tasks.show", task_id=task.task_id)
        return f"{address}?tai_ngay={on}" if on else address

    return {
        "here": here,
        "groups": by_kind(here.rows, Telling(register(), local, task_url)),
        "kinds": kind_tabs(found, kind, link),
        "page_url": link({"loai": kind, "trang": ""}) + "{page}",
    }
