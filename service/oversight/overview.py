"""Which communes need help? Those a province may see, as they stood on a day, silence first."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select, text

from service.db import unnamed
from service.oversight.crossing import across
from service.oversight.facts import QUIET
from tenants.names import folded, sort_key
from tenants.tables import tenants

Order = Literal["need", "name", "late", "silent", "behind", "latest"]
KINDS = {"xa": "commune", "phuong": "ward", "dac": "zone"}  # by the first such word of a name
COUNTS = (
    "day, reckoned_at, stale_on, latest_at, owners, silent, silent_since, open_tasks, late,"
    " late_since, explained, reported, tasks, unclear, indicators, measured, met, behind,"
    " periods_missed"
)
STOOD = f"""
WITH member AS (
  SELECT tenant_id, code, name, NULL::int AS heir_id, first_day FROM oversight.communes c
   WHERE NOT EXISTS (SELECT FROM oversight.predecessors p
                      WHERE p.heir_id = c.tenant_id AND p.ended_on > :day)
  UNION ALL
  SELECT tenant_id, code, name, heir_id, first_day FROM oversight.predecessors
   WHERE ended_on > :day)
SELECT m.tenant_id, m.code, m.name, m.first_day, CASE WHEN m.heir_id IS NOT NULL THEN (
         SELECT ARRAY[c.code, c.name] FROM oversight.communes c WHERE c.tenant_id = m.heir_id)
       END, {COUNTS}
  FROM member m
  LEFT JOIN (SELECT tenant_id AS whose, {COUNTS} FROM oversight.stood) s
    ON s.whose = m.tenant_id
"""  # noqa: S608 - every word is ours


@dataclass(frozen=True, slots=True)
class Standing:
    """How a commune stood, as it kept it itself; see `service.oversight.facts`."""

    day: date
    reckoned_at: datetime
    stale_on: date
    latest_at: datetime | None
    owners: int
    silent: int
    silent_since: date | None
    open_tasks: int
    late: int
    late_since: date | None
    explained: int
    reported: int
    tasks: int
    unclear: int
    indicators: int
    measured: int
    met: int
    behind: int
    periods_missed: int

    @property
    def unexplained(self) -> int:
        """How many late tasks have no confirmed cause."""
        return self.late - self.explained

    @property
    def clear(self) -> int | None:
        """The share of its work that is clear in all six, in %; None where there is none."""
        every = self.tasks + self.unclear
        return 100 * self.tasks // every if every else None


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune in sight on a day; `heir` is the one that it went into later, by code and name.

    `stood` is None where nothing is known of it: that is not zero. `idle` counts the days since
    anybody did anything there, None where nobody ever did.
    """

    tenant_id: int
    code: str
    name: str
    heir: tuple[str, str] | None
    since: date
    stood: Standing | None
    idle: int | None = None

    @property
    def kind(self) -> str:
        """What kind of place it is, by its name: ward, zone, else commune."""
        words = folded(self.name).split()
        return next((KINDS[word] for word in words if word in KINDS), "commune")

    @property
    def quiet(self) -> int:
        """For how many days nobody has done anything, if for more than 14; else 0."""
        return self.idle if self.idle is not None and self.idle > QUIET.days else 0

    @property
    def needs_help(self) -> bool:
        """Tell whether it is silent, or late without a confirmed cause, or owes figures."""
        said = self.stood
        return said is not None and bool(self.quiet or said.silent or said.unexplained)


def communes(connection: Connection, day: date, zone: str) -> list[Commune]:
    """Give the communes that the bound province may see, as they stood on a day, unsorted."""
    with across(connection, day) as above:
        return seen(above, day, zone)


def seen(above: Connection, day: date, zone: str) -> list[Commune]:
    """Give the same to who looks across already."""
    rows, local = unnamed(above.execute(text(STOOD), {"day": day})), ZoneInfo(zone)
    return [_commune(row, day, local) for row in rows]


def phones(connection: Connection, codes: Collection[str]) -> dict[str, str]:
    """Give the numbers at which communes are asked, by code."""
    kept = tenants.c
    found = connection.execute(select(kept.code, kept.phone).where(kept.code.in_(codes)))
    return {row.code: row.phone for row in found}


def chosen(found: Sequence[Commune], *, words: str, kind: str) -> list[Commune]:
    """Keep those whose name has some words, marks or not, and that are of a kind ("": any)."""
    wanted = folded(words).split()
    return [
        one
        for one in found
        if (not kind or one.kind == kind) and all(word in folded(one.name) for word in wanted)
    ]


def ordered(found: Sequence[Commune], by: Order) -> list[Commune]:
    """Sort; those of which nothing is known come last whatever is asked."""
    known = [one for one in found if one.stood is not None]
    others = [one for one in found if one.stood is None]
    by_name = [sorted(some, key=lambda one: sort_key(one.name)) for some in (known, others)]
    return sorted(by_name[0], key=KEYS[by]) + by_name[1]


def _need(one: Commune) -> tuple[int, ...]:
    said = _said(one)
    return (-one.quiet, -said.silent, -said.unexplained, -said.periods_missed)


def _said(one: Commune) -> Standing:
    if one.stood is None:
        raise ValueError("nothing is known of it")
    return one.stood


KEYS: dict[Order, Callable[[Commune], Any]] = {
    "need": _need,
    "name": lambda _one: 0,
    "late": lambda one: (-_said(one).unexplained, -_said(one).late),
    "silent": lambda one: (-_said(one).silent, -one.quiet),
    "behind": lambda one: (-_said(one).behind, -_said(one).periods_missed),
    "latest": lambda one: -(one.idle if one.idle is not None else 1_000_000),
}


def _commune(row: Sequence[Any], day: date, local: ZoneInfo) -> Commune:
    number, code, name, since, heir, *counts = row
    stood = Standing(*counts) if counts[0] is not None else None
    latest = stood.latest_at if stood else None
    idle = (day - latest.astimezone(local).date()).days if latest else None
    return Commune(number, code, name, tuple(heir) if heir else None, since, stood, idle)
