"""One commune as its province may see it: its link, its months, what it was made of."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, text

from service.oversight.crossing import across
from service.oversight.overview import COUNTS, Standing

LINK = text("""
SELECT tenant_id, code, name, ground, basis, first_day, NULL::date AS ended_on, NULL AS heir
  FROM oversight.communes WHERE code = :code
UNION ALL
SELECT p.tenant_id, p.code, p.name, p.ground, p.basis, p.first_day, p.ended_on, c.code
  FROM oversight.predecessors p JOIN oversight.communes c ON c.tenant_id = p.heir_id
 WHERE :code IN (p.code, c.code)
 ORDER BY ended_on NULLS FIRST, name
""")
MONTHS = text(f"""
SELECT t.tenant_id, e.ends::date, s.*
  FROM unnest(CAST(:tenants AS int[])) AS t(tenant_id)
 CROSS JOIN unnest(CAST(:ends AS date[])) AS e(ends)
 CROSS JOIN LATERAL (
    SELECT {COUNTS} FROM oversight.seen_standings d
     WHERE d.tenant_id = t.tenant_id AND d.day <= e.ends ORDER BY d.day DESC LIMIT 1) s
 ORDER BY e.ends
""")  # noqa: S608 - every word is ours
ONE_DAY = timedelta(days=1)
YEAR = 12


@dataclass(frozen=True, slots=True)
class Linked:
    """A commune in sight, or one that went into it: by which link, since which day.

    `ended_on` and `heir` (a code) are said of one that was merged.
    """

    tenant_id: int
    code: str
    name: str
    ground: str
    basis: str
    first_day: date
    ended_on: date | None
    heir: str | None


@dataclass(frozen=True, slots=True)
class Month:
    """How a commune stood at the end of a month, or on the day shown."""

    ends: date
    stood: Standing


@dataclass(frozen=True, slots=True)
class Card:
    """The commune, then those that went into it; the months of each, oldest first."""

    own: Linked
    before: tuple[Linked, ...]
    months: dict[int, list[Month]]

    @property
    def last(self) -> Standing | None:
        """How it stood on the day shown; None where nothing is known."""
        own = self.months.get(self.own.tenant_id)
        return own[-1].stood if own else None


def card(connection: Connection, code: str, day: date) -> Card | None:
    """Give one commune's card; None where no such commune is in sight, or no longer."""
    with across(connection, day) as above:
        links = [Linked(*row) for row in above.execute(LINK, {"code": code})]
        own = next((one for one in links if one.code == code), None)
        if own is None:
            return None
        asked = {"tenants": [one.tenant_id for one in links], "ends": ends(day)}
        months: dict[int, list[Month]] = {}
        for tenant_id, last, *counts in above.execute(MONTHS, asked):
            months.setdefault(tenant_id, []).append(Month(last, Standing(*counts)))
    before = tuple(one for one in links if one.heir == code)
    return Card(own, before, months)


def ends(day: date) -> list[date]:
    """Give the last days of the eleven months before a day's, and the day itself."""
    found, first = [day], day.replace(day=1)
    for _ in range(YEAR - 1):
        found.append(first - ONE_DAY)
        first = (first - ONE_DAY).replace(day=1)
    return found[::-1]
