"""The timeline of a plan or an indicator: its last turning points, a sentence each."""

from typing import NamedTuple
from uuid import UUID

from events.tasks.task import TaskEvent
from events.values import Clarity
from service.inspections.kinds import BY_TOPIC, Kind
from service.inspections.scope import Thing
from service.inspections.turns import Turn, latest
from web import as_of
from web.proofs.sentences import Known, told
from web.session import db, local, register, sight
from web.tasks.sentences import Telling, sentence
from web.told import FEWEST, FOLDS, SHOWN, Line, Mark, Said, line

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
