"""Everybody's scores from the events: a commune's month, a province's year, all stored ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median
from time import monotonic, process_time
from uuid import UUID

from events.score_values import Verdict
from service.bench.crowd import settle
from service.bench.months import MONTHS, Commune, load, period_of, sign
from service.bench.place import Place
from service.bench.sheet import Sheet
from service.bench.sizes import Sizes
from service.evaluation.checking import checked, stored_scores
from service.evaluation.choosing import every_shipped
from service.evaluation.gathering import gather_all
from service.evaluation.reckoning import Words, reckon, verdict
from tenants.register import Tenant
from tenants.scope import Scope

LONGEST = 900  # seconds that loading one tenant may take
MINUTE = 60  # seconds
READING = "nd335-2025"
Scores = dict[UUID, Verdict]


@dataclass(frozen=True, slots=True)
class Scored:
    """Seconds of each month of the first commune and of each commune's year; what is stored."""

    commune: Commune
    events: int
    months: list[float]
    years: list[float]
    stored: int
    checking: float
    worked: float  # of the processor, for the same

    def sheet(self) -> Sheet:
        """Lay the figures out beside their targets."""
        each = self.events // MONTHS
        size = (
            f"{self.commune.people} people, {self.commune.products} products, {each:,} events"
        )
        quarter = max(1, len(self.years) // 4)
        first, last = (median(some) for some in (self.years[:quarter], self.years[-quarter:]))
        rates = [self.stored / took * MINUTE for took in (self.checking, self.worked)]
        done = f"{len(self.years)} communes"
        rows = [
            (
                f"a commune's month ({size}), the median",
                f"{median(self.months):.2f} s",
                "< 1 s",
            ),
            ("the slowest of twelve months", f"{max(self.months):.2f} s", "< 1 s"),
            (
                f"a province's year, a commune, the median of {done}",
                f"{median(self.years):.1f} s",
                "",
            ),
            ("the last quarter of the communes : the first", f"{last / first:.2f}", "≤ 1.3"),
            (
                f"a year of 100 communes, from these {done}",
                f"{median(self.years) * 100:,.0f} s",
                "",
            ),
            (
                f"stored scores reckoned again in a minute, of {self.stored:,}",
                f"{rates[0]:,.0f}",
                "≥ 10,000",
            ),
            ("the same, in a minute of the processor", f"{rates[1]:,.0f}", ""),
        ]
        return Sheet(
            "Scores of officials from the events", ("what", "measured", "target"), rows
        )


def measure(place: Place, sizes: Sizes, communes: Iterator[int]) -> Scored:
    """Load and score communes, one after another, as long as numbers of them come."""
    commune = Commune(sizes.scored, sizes.products)
    years: list[float] = []
    months: list[float] = []
    events, first = 0, None
    for _number, tenant in zip(communes, settle(place, sizes.communes), strict=False):
        scope = _scope(place, tenant)
        events = load(scope, commune)
        if first is None:
            place.tidy()
        took = [_timed(scope, month) for month in range(1, MONTHS + 1)]
        years.append(sum(took))
        months = months or took
        first = first or scope
    if first is None:
        raise ValueError("at least one commune is scored")
    stored = sign(first, {month: scores(first, month) for month in range(1, MONTHS + 1)})
    return Scored(commune, events, months, years, stored, *_checking(first))


def scores(scope: Scope, month: int) -> Scores:
    """Reckon everybody's score of a month from the events."""
    [chosen] = [one for one in every_shipped() if one.rules.code == READING]
    words = Words(common={one.code: one.most for one in chosen.rules.common}, picked={})
    found: Scores = {}
    with scope.begin() as connection:
        for person_id, facts in gather_all(connection, period_of(month)).items():
            products = [one.under(chosen.rules) for one in facts.products]
            reckoned = reckon(products, chosen.rules, words)
            found[person_id] = verdict(
                reckoned,
                words,
                population="civil_servant",
                ref=chosen.ref,
                up_to=facts.up_to,
            )
    return found


def _timed(scope: Scope, month: int) -> float:
    began = monotonic()
    scores(scope, month)
    return monotonic() - began


def _checking(scope: Scope) -> tuple[float, float]:
    """Reckon all that is stored again; gives seconds on the clock, and of the processor."""
    began, worked = monotonic(), process_time()
    with scope.begin() as connection:
        differing = [
            one for one in checked(connection, stored_scores(connection)) if not one.same
        ]
    if differing:
        raise ValueError(f"{len(differing)} stored scores differ")
    return monotonic() - began, process_time() - worked


def _scope(place: Place, tenant: Tenant) -> Scope:
    return Scope(
        place.admin.engine,
        tenant.tenant_id,
        place.admin.key,
        as_owner=True,
        seconds=LONGEST,
    )
