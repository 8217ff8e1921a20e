"""What those who look after others see: their unit, the pace of all units, who is silent."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for

from service.clock import now
from service.db import Question
from service.tasks import pace
from service.tasks.desk import Pile
from service.tasks.grouping import Moment
from service.tasks.pace import Load
from service.tasks.reported import reasons
from tenants.access import Actor, Permission, Role
from web.choices import key
from web.session import calendar, db, local, register, today
from web.task_groups import SECTIONS

LEADS = frozenset({Role.LEADER, Role.PARTY_STANDING})
INSPECTS = frozenset({Role.INSPECTOR, Role.PARTY_INSPECTION})
WATCHES = LEADS | INSPECTS | {Role.PROVINCIAL_OFFICER}
MOST_SILENT = 7  # owners, until all are asked for
LATE = SECTIONS["late"][0]


@dataclass(frozen=True, slots=True)
class Owner:
    """One person's load; `silent_since` is the day on which their oldest word was said."""

    load: Load
    name: str
    url: str
    silent_since: date
    remind: bool


@dataclass(frozen=True, slots=True)
class UnitPace:
    """One unit: how many of its owners said something in 14 days, and what is late."""

    name: str
    url: str
    pace: pace.Pace


def asks(me: Actor) -> Question[Load] | None:
    """Ask for what others owe, as far as one looks after them."""
    if not me.may(Permission.SEE_BOARD):
        return None
    units = None if me.looks_across else [me.unit_id]
    return pace.loads(Moment(today(), now(), calendar()), units)


def team(me: Actor, found: list[Load], stuck: Pile) -> dict[str, Any]:
    """Give the blocks of one's role; empty ones are left out."""
    heads, keeps = Role.UNIT_HEAD in me.roles, Role.STANDING_AGENCY in me.roles
    mine = [one for one in found if heads and one.unit_id == me.unit_id]
    silent = [one for one in found if one.silent and one.person_id != me.person_id]
    return {
        "my_unit_rows": [_owner(o, me) for o in sorted(mine, key=_most_pressed)],
        "paces": _paces(found) if me.roles & WATCHES else [],
        "silent": [_owner(one, me) for one in silent[:MOST_SILENT]] if keeps else [],
        "silent_total": len(silent),
        **_stuck(stuck),
        "late_url": url_for("task_list.index", nhom=LATE),
    }


def _stuck(late: Pile) -> dict[str, Any]:
    """Put those first that say why, unless the cause was refused."""
    said = reasons(db(), [task.task_id for task in late.tasks if task.obstacle])
    tasks = sorted(late.tasks, key=lambda task: task.task_id not in said)
    return {"stuck": late._replace(tasks=tasks), "reasons": said}


def _most_pressed(load: Load) -> tuple[int, int]:
    return -load.late, -load.silent


def _owner(load: Load, me: Actor) -> Owner:
    asked: dict[str, Any] = {"nguoi": key(load.person_id), "don-vi": key(load.unit_id)}
    return Owner(
        load,
        register().person(load.person_id),
        url_for("task_list.index", **asked),
        local(load.touched_at).date(),
        remind=bool(load.silent) and load.person_id != me.person_id,
    )


def _paces(found: Iterable[Load]) -> list[UnitPace]:
    known, counted = register().units, pace.by_unit(found)
    return [
        UnitPace(unit.name, url_for("units.show", unit_id=unit_id), counted[unit_id])
        for unit_id, unit in known.items()
        if unit_id in counted
    ]
