"""How a commune stands on a day, as counts, days and figures: what a province may know.

No text of a task and nobody's name is in it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from events.tasks.life import OPEN, OWED, STOPPED, Status
from service.history import OPEN_END
from service.indicators.likeness import measured_words
from service.indicators.periods import due
from service.indicators.reckoning import Verdict
from service.indicators.standing import Standing

ONE_DAY = timedelta(days=1)
QUIET = timedelta(days=14)  # longer without a word is silence
KEPT_OF_KEY = 16  # hex digits


@dataclass(frozen=True, slots=True)
class Duty:
    """What counts of a task: who owes it, its step, deadline, the day it last changed.

    `asks` tells whether a reported obstacle waits for an answer, `confirmed` whether an
    objective cause was confirmed.
    """

    person_id: UUID | None
    status: Status
    due_on: date | None
    touched_on: date
    asks: bool
    confirmed: bool

    def late(self, day: date) -> bool:
        """Tell whether it is owed after its deadline."""
        return self.status in OWED and self.due_on is not None and self.due_on < day

    def silent(self, day: date) -> bool:
        """Tell whether it is owed and nobody said anything of it for more than 14 days."""
        return self.status in OWED and day - self.touched_on > QUIET


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """The tasks of a commune on a day; `late_since` is the earliest deadline missed."""

    owners: int
    silent: int
    silent_since: date | None
    open_tasks: int
    late: int
    late_since: date | None
    explained: int
    reported: int
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aims:
    """The indicators of a commune on a day, counted; `behind`: measured and not met."""

    indicators: int
    measured: int
    met: int
    behind: int
    periods_missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """An indicator that communes share: the target, and what was last measured until a day."""

    key: str
    name: str
    unit: str
    target: Decimal | None
    comparator: str | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    until: date | None
    verdict: Verdict


def work(duties: Sequence[Duty], day: date) -> Work:
    """Count the tasks of a commune on a day."""
    owed = [one for one in duties if one.status in OWED]
    owners = {one.person_id for one in owed if one.person_id}
    active = {one.person_id for one in owed if one.person_id and not one.silent(day)}
    late = [one for one in owed if one.late(day)]
    return Work(
        owners=len(owners),
        silent=len(owners - active),
        silent_since=min((o.touched_on for o in owed if o.silent(day)), default=None),
        open_tasks=sum(one.status in OPEN for one in duties),
        late=len(late),
        late_since=min((one.due_on for one in late if one.due_on), default=None),
        explained=sum(one.confirmed for one in late),
        reported=sum(one.asks and not one.confirmed for one in late),
        tasks=sum(one.status not in STOPPED for one in duties),
    )


def aims(stood: Sequence[Standing], day: date) -> Aims:
    """Count the indicators that a commune pursues, and the figures that it owes on a day."""
    open_ones = [one for one in stood if one.state.open and not one.quality]
    verdicts = [one.verdict for one in open_ones]
    return Aims(
        indicators=len(open_ones),
        measured=sum(verdict != "unmeasured" for verdict in verdicts),
        met=verdicts.count("reached"),
        behind=verdicts.count("missed"),
        periods_missed=sum(_owes(one, day) for one in open_ones),
    )


def stale_on(duties: Iterable[Duty], day: date) -> date:
    """Give the first day after `day` on which the counts change though nothing happens."""
    owed = [one for one in duties if one.status in OWED]
    turns = [one.due_on + ONE_DAY for one in owed if one.due_on and not one.late(day)]
    turns += [one.touched_on + QUIET + ONE_DAY for one in owed if not one.silent(day)]
    next_month = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    return min([*turns, next_month])


def shared(stood: Iterable[Standing], names: Mapping[UUID, str]) -> list[Figure]:
    """Give a figure for each thing that is measured, by the last target set for it.

    `names` are those of the entries of the catalogue; an indicator without one is called what
    its plan says.
    """
    found: dict[str, Figure] = {}
    for one in sorted(stood, key=lambda one: one.state.valid_from or OPEN_END):
        if one.state.open and not one.quality:
            entry = one.state.entry_id
            figure = _figure(one, names.get(entry, "") if entry else "")
            found[figure.key] = figure
    return [found[key] for key in sorted(found)]


def key_of(name: str, unit: str) -> str:
    """Give the key under which an indicator is one thing in all communes: its words, its unit.

    Figures and comparisons in the words do not count, so that targets may differ.
    """
    said = f"{measured_words(name)}|{unit}"
    return sha256(said.encode()).hexdigest()[:KEPT_OF_KEY]


def _figure(one: Standing, entry: str) -> Figure:
    standing = [figure for figure in one.figures if not figure.withdrawn]
    last = standing[-1] if standing else None
    target, name = one.state.target, entry or one.state.content
    return Figure(
        key=key_of(name, one.unit),
        name=name,
        unit=one.unit,
        target=target.value if target else None,
        comparator=target.comparator if target else None,
        value=one.value,
        numerator=last.figure.numerator if last else None,
        denominator=last.figure.denominator if last else None,
        until=last.last_day if last else None,
        verdict=one.verdict,
    )


def _owes(one: Standing, day: date) -> bool:
    followed = one.followed
    if followed is None or followed.rhythm is None or followed.rule is not None:
        return False
    period = due(day, followed.rhythm)
    known = {(f.first_day, f.last_day) for f in one.figures if not f.withdrawn}
    return period is not None and (period.first_day, period.last_day) not in known
