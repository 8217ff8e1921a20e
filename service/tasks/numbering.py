"""Codes that people read aloud: NV-2026-017, one sequence a year, without a number twice."""

from collections.abc import Iterator
from itertools import count
from typing import Literal

from sqlalchemy import func, select, text

from service.indicators.states import table as indicators
from service.tasks.states import table as tasks
from service.work import Work

LOCK = text("SELECT pg_advisory_xact_lock(7, ctx.tenant())")
Kind = Literal["CT", "NV"]


def numbered(work: Work, kind: Kind, year: int) -> Iterator[str]:
    """Give the next codes of a year; until the commit nobody else takes any.

    Args:
        work: the unit of work.
        kind: `CT` of indicators, `NV` of tasks; parts (`/1`) and later times (`.2`) need none.
        year: of the plan's issue, or in which the task is given.
    """
    work.connection.execute(LOCK)
    start = f"{kind}-{year}-"
    table = tasks if kind == "NV" else indicators
    things = select(func.count(func.distinct(table.c[table.info["key"]])))
    code = table.c.code
    mine = things.where(code.startswith(start), ~code.contains("."), ~code.contains("/"))
    known = int(work.connection.execute(mine).scalar_one())
    return (f"{start}{number:03}" for number in count(known + 1))
