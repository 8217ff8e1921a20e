"""Pages: how the units stand, and one unit's tasks by urgency; each as of any past day."""

from uuid import UUID

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from service.search.task_list import TaskList, Wanted
from service.tasks import board
from tenants.access import AccessDeniedError, Permission
from web import as_of
from web.htmx import page
from web.paging import cut
from web.session import actor, db, local, register, requires, sight, today
from web.sighted import boards
from web.task_groups import GROUPS
from web.units.page import PAGE_SIZE, figures, grouped, heads

bp = Blueprint("units", __name__, url_prefix="/x/<code>/don-vi", template_folder="templates")


@bp.get("")
@requires(Permission.SEE_BOARD)
def index() -> ResponseReturnValue:
    """Show the counts of every unit in sight; to the head of one unit, that unit alone."""
    here = boards()
    if len(here) <= 1 and not actor().looks_across:
        return redirect(as_of.link("units.show", unit_id=actor().unit_id))
    counts = board.by_unit(db(), as_of.instant(), as_of.counting())
    known = register()
    return page(
        "units/list.html",
        block="main",
        units=[(u, counts[u.unit_id]) for u in here if u.unit_id in counts],
        idle=[u for u in here if u.unit_id not in counts],
        heads=heads(known, as_of.day()),
        at=as_of.past_day(),
        today=today(),
    )


@bp.get("/nguoi")
@requires(Permission.SEE_BOARD)
def people() -> ResponseReturnValue:
    """Show who carries how much: each person in charge, the most pressed first."""
    known, here = register(), boards()
    sees_all = actor().looks_across or len(here) > 1
    asked = request.args.get("don-vi", "") if sees_all else str(actor().unit_id)
    units = {str(unit.unit_id): unit for unit in here}
    chosen = units.get(asked)
    if chosen is None and not actor().looks_across:
        chosen = known.units.get(actor().unit_id)
    unit_id = chosen.unit_id if chosen else None
    counts = board.by_person(db(), as_of.instant(), as_of.counting(), unit_id)
    carried = [(person, counts[person]) for person in known.people if person in counts]
    return page(
        "units/people.html",
        block="main",
        rows=sorted(carried, key=lambda row: (-row[1].count("late"), -row[1].working)),
        name=known.person,
        units=here if sees_all else [],
        chosen=chosen,
        at=as_of.past_day(),
        today=today(),
    )


@bp.get("/<uuid:unit_id>")
@requires(Permission.SEE_BOARD)
def show(unit_id: UUID) -> ResponseReturnValue:
    """Show the tasks that a unit leads, the most urgent first."""
    known, at, open_to = register(), as_of.moment(), {unit.unit_id for unit in boards()}
    if unit_id not in known.units or (unit_id not in open_to and actor().reads_by_mandate):
        abort(404)
    if unit_id not in open_to:
        raise AccessDeniedError(Permission.SEE_ALL_TASKS)
    scene, tasks = as_of.scene(), TaskList(db(), sight(), as_of.instant(), as_of.counting())
    chosen = word if (word := request.args.get("nhom", "")) in GROUPS else ""
    wanted = Wanted(unit_id=unit_id, group=GROUPS.get(chosen, ""), order="urgent")
    counts = tasks.counts(wanted)
    here = cut(range(counts[wanted.group]), request.args.get("trang", ""), PAGE_SIZE)
    found = tasks.tasks(
        tasks.ids(wanted, first=here.page * PAGE_SIZE - PAGE_SIZE, most=PAGE_SIZE)
    )

    def link(group: str, **more: str) -> str:
        asked = ({"nhom": group} if group else {}) | more
        return as_of.link("units.show", asked, unit_id=unit_id)

    return page(
        "units/unit.html",
        block="main",
        unit=known.units[unit_id],
        head=heads(known, as_of.day()).get(unit_id, ""),
        figures=figures(counts, chosen, link),
        groups=grouped(scene.judged(found), scene, local, at),
        here=here,
        chosen=chosen,
        page_url=link(chosen, trang="") + "{page}",
        sees_all=actor().looks_across or len(open_to) > 1,
        gives=actor().may(Permission.GIVE_TASKS),
        at=as_of.past_day(),
        today=today(),
    )
