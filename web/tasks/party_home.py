"""What a Party committee looks at first: its conclusions, its cells, heads to look at."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from service.conclusions import states
from service.conclusions.cells import CellLoad, cell_loads
from service.conclusions.states import ConclusionState
from service.db import Question, together
from service.inspections.looking import answers_for
from service.reviews.raised import raised
from tenants.access import Actor, Permission
from tenants.party import CELL
from web.session import db, local, register, today
from web.tasks import team
from web.vocabulary import party_reads

MOST = 7  # documents


@dataclass(frozen=True, slots=True)
class CellLine:
    """A cell: what it leads, and how many documents it has not yet told its members of."""

    unit_id: UUID
    name: str
    load: CellLoad | None
    owing: int


def party_blocks(me: Actor) -> dict[str, Any]:
    """Give the blocks of a Party committee; nothing anywhere else."""
    if not party_reads():
        return {"papers": [], "cells": [], "raised": [], "to_answer": []}
    cells = [one.unit_id for one in register().units.values() if one.kind == CELL]
    asks: list[Question[Any]] = [states.holding()]
    follows = me.may(Permission.ISSUE_PLAN)
    asks += [cell_loads(cells, today())] if follows and cells else []
    held, *found = together(db(), *asks)
    loads = {one.unit_id: one for one in found[0]} if found else {}
    owed = [one for one in held if one.owing]
    return {
        "papers": sorted(owed, key=lambda one: not one.late(today()))[:MOST] if follows else [],
        "cells": [_cell(one, loads, owed) for one in cells] if follows else [],
        "raised": raised(db(), today()) if me.roles & team.LEADS else [],
        "to_answer": [
            (one, mine) for one in owed if (mine := _mine(one, me)) and one.seen_by(me)
        ],
        "local": local,
    }


def _cell(unit_id: UUID, loads: dict[UUID, CellLoad], owed: list[ConclusionState]) -> CellLine:
    owing = sum(unit_id in one.owing for one in owed)
    return CellLine(unit_id, register().unit(unit_id), loads.get(unit_id), owing)


def _mine(state: ConclusionState, me: Actor) -> list[str]:
    """Say how far each is of those for whom a person answers."""
    return [
        state.standing(one)
        for one in state.owing
        if one == me.person_id or answers_for(me, one)
    ]
