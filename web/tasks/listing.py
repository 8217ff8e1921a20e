"""“Nhiệm vụ”: the tasks in one's sight, filtered by the address, and filters kept by name."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from events.errors import RefusedError
from service.search import filters
from service.search.filters import DropFilter, KeepFilter
from service.search.task_list import TaskList
from service.tasks.grouping import Chosen
from service.tasks.state import TaskState
from service.tasks.together import MOST
from service.tasks.urgency import silent
from tenants.access import Permission
from web import as_of
from web.forms import one_line
from web.htmx import page
from web.paging import cut
from web.session import actor, carry_out, db, local, requires, sight, tenant, today
from web.task_groups import GROUPS, TITLES
from web.task_rows import Row
from web.tasks.bulk_acts import offered
from web.tasks.list_query import ListQuery, asked
from web.words import say

bp_list = Blueprint(
    "task_list", __name__, url_prefix="/x/<code>/nhiem-vu", template_folder="templates"
)
PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """A task of the list, and since when nothing was said about it."""

    task: TaskState
    row: Row
    silent_since: date | None


@bp_list.get("")
@requires(Permission.WORK)
def index() -> ResponseReturnValue:
    """Show what is asked for, fifty at a time, now or as of a past day."""
    return show(asked())


@bp_list.post("/loc")
@requires(Permission.WORK)
def keep() -> ResponseReturnValue:
    """Save what the list is filtered by under a name."""
    query, name = asked(), one_line(request.form.get("ten"))
    try:
        carry_out(KeepFilter(name=name, query=query.address))
    except RefusedError as refusal:
        return show(query, name=name, unkept=say(refusal))
    flash(f"Đã lưu bộ lọc “{name}”.")
    return redirect(as_of.link("task_list.index", query.said), 303)


@bp_list.post("/loc/<uuid:filter_id>/bo")
@requires(Permission.WORK)
def drop(filter_id: UUID) -> ResponseReturnValue:
    """Let go of a filter of one's own."""
    mine = filters.of_person(db(), actor().person_id)
    if filter_id not in {one.filter_id for one in mine}:
        abort(404)
    carry_out(DropFilter(filter_id=filter_id))
    flash("Đã bỏ bộ lọc.")
    return redirect(url_for("task_list.index"), 303)


def task_list() -> TaskList:
    """Give the tasks that the person may see on the day that is shown."""
    return TaskList(db(), sight(), as_of.instant(), as_of.counting())


def show(
    query: ListQuery,
    *,
    name: str = "",
    unkept: str = "",
    problem: str = "",
    picked: Collection[UUID] = (),
) -> ResponseReturnValue:
    """Draw the page.

    `unkept` says why a filter was not kept, `problem` why nothing was done to the tasks that
    were picked.
    """
    tasks, wanted = task_list(), query.wanted
    counts = tasks.counts(wanted)
    here = cut(range(counts[wanted.group]), request.args.get("trang", ""), PAGE_SIZE)
    ids = tasks.ids(wanted, first=here.page * PAGE_SIZE - PAGE_SIZE, most=PAGE_SIZE)
    writes = not (as_of.past_day() or tenant().closed_on)
    found = tasks.tasks(ids)
    return page(
        "tasks/list.html",
        block="main",
        status=200 if query.holds and not (problem or unkept) else 422,
        query=query,
        figures=_figures(query, counts),
        lines=[_line(task) for task in found],
        takes_sheets=writes and not actor().reads_by_mandate,
        acts=offered(found) if writes else {},
        picked=ids if "chon" in request.args else picked,
        here=here,
        hidden=0 if here.total else tasks.total(),
        saved=filters.of_person(db(), actor().person_id),
        page_url=as_of.link("task_list.index", query.said | {"trang": ""}) + "{page}",
        all_url=as_of.link(
            "task_list.index", query.said | {"trang": str(here.page), "chon": "het"}
        ),
        name=name,
        unkept=unkept,
        problem=problem,
        most=MOST,
        at=as_of.past_day(),
        today=today(),
    )


def _line(task: TaskState) -> Line:
    scene, at = as_of.scene(), as_of.moment()
    [judged] = scene.judged([task])
    since = local(task.changed_at).date() if silent(task, at) else None
    return Line(task, scene.row(judged), since)


def _figures(
    query: ListQuery, counts: Mapping[Chosen, int]
) -> list[tuple[str, str, bool, int]]:
    """Link to each group that has tasks, with its number."""
    rest = {name: value for name, value in query.said.items() if name != "nhom"}
    every = ("", "Tất cả", counts[""])
    found = [every, *((word, TITLES[word], counts[group]) for word, group in GROUPS.items())]
    return [
        (
            title,
            as_of.link("task_list.index", rest | ({"nhom": word} if word else {})),
            word == query.group,
            number,
        )
        for word, title, number in found
        if number or word in {"", query.group}
    ]
