"""The timeline of a plan or an indicator: its last turning points, a sentence each."""

from typing import NamedTuple
from uuid import UUID

from flask import Blueprint
from flask.typing import ResponseReturnValue

from events.tasks.task import TaskEvent
from events.values import Clarity
from service.inspections.kinds import BY_TOPIC, Kind
from service.inspections.scope import Thing
from service.inspections.turns import Turn, latest
from tenants.access import Permission
from web import as_of
from web.htmx import page
from web.proofs import sight as in_sight
from web.proofs.sentences import Known, told
from web.session import db, local, register, requires, sight
from web.tasks.sentences import Telling, sentence
from web.told import FEWEST, FOLDS, SHOWN, Line, Mark, Said, line

bp_turned = Blueprint(
    "turned", __name__, url_prefix="/x/<code>/dong-thoi-gian", template_folder="templates"
)
MARKS: dict[Kind, Mark] = {
    "issue": "assign",
    "person": "person",
    "deadline": "deadline",
    "target": "deadline",
    "hand_in": "submit",
    "judged": "accept",
    "stop": "return",
    "obstacle": "obstacle",
}


class Turns(NamedTuple):
    """The timeline's lines, latest first, and whether there are older ones."""

    lines: list[Line]
    older: bool


@bp_turned.get("/ke-hoach/<uuid:plan_id>")
@requires(Permission.WORK)
def plan(plan_id: UUID) -> ResponseReturnValue:
    """Show a plan's timeline, as part of its page or alone."""
    return page(
        "proofs/turned_page.html",
        block="turned",
        plan=in_sight.plan_in_sight(plan_id),
        found=turning_points("plan", plan_id),
    )


@bp_turned.app_template_global()
def turning_points(thing: Thing, thing_id: UUID) -> Turns:
    """Tell what turned a thing's course last; too few make no lines."""
    found = latest(db(), thing, thing_id, sight(), as_of.instant(), FOLDS + 1)
    older = len(found) > FOLDS
    told = found[:SHOWN] if older else found if len(found) >= FEWEST else []
    return Turns([line(turn.entry, _said(turn), register(), local) for turn in told], older)


def _said(turn: Turn) -> Said:
    event = turn.entry.event
    if isinstance(event, TaskEvent):
        said = sentence(event, Telling(register(), Clarity()))
    else:
        said = Said(told(event, Known(register())), MARKS[BY_TOPIC[event.TOPIC]])
    return said._replace(text=f"{turn.code}: {said.text}") if turn.code else said
