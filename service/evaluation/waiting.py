"""What waits on the home page: one's own self-score before its day, and people to confirm."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, func, select

from events.periods import PeriodKind
from service.db import Question
from service.evaluation.followed import is_scored
from service.evaluation.naming import period_name
from service.evaluation.periods import Period
from service.evaluation.periods import table as periods
from service.evaluation.score_sheets import table as sheets
from service.evaluation.seats import Seating, seating
from service.history import standing
from tenants.access import Actor, Role
from tenants.directory import Directory

AHEAD = timedelta(days=7)  # before the end of a period one is reminded to score oneself
FACTS = ("period_id", "kind", "start", "end", "cut_off", "due", "counted_from", "closed")


@dataclass(frozen=True, slots=True)
class PeriodSheets:
    """A period with the people who scored themselves in it, and who was confirmed."""

    period_id: UUID
    kind: PeriodKind
    start: date
    end: date
    cut_off: date
    due: date
    counted_from: date
    closed: bool
    self_scored: tuple[UUID, ...]
    confirmed: tuple[UUID, ...]

    @property
    def period(self) -> Period:
        """The period itself."""
        return Period(**{name: getattr(self, name) for name in FACTS})


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """One card: which period, how it is called, until when, and how many people wait."""

    period_id: UUID
    name: str
    due: date
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class ScoreCards:
    """What I am to score of myself, what waits for me to confirm, and where I am scored now.

    `running` is the latest open period in which an official has a seat.
    """

    own: Sequence[ScoreCard]
    to_confirm: Sequence[ScoreCard]
    running: ScoreCard | None = None


def asks() -> Question[PeriodSheets]:
    """Ask for the periods with who has done what in them."""
    kept, sheet = periods.c, sheets.c

    def people(done: ColumnElement[bool]) -> ScalarSelect[Any]:
        found = func.coalesce(func.json_agg(sheet.person_id), func.json_build_array())
        of_period = (sheet.period_id == kept.period_id, standing(sheets, None), done)
        return select(found).where(*of_period).correlate(periods).scalar_subquery()

    rows = select(
        *(kept[name] for name in FACTS),
        people(sheet.self_scored).label("self_scored"),
        people(sheet.confirmed).label("confirmed"),
    ).where(standing(periods, None))
    return Question(rows, PeriodSheets)


def cards(
    found: Iterable[PeriodSheets], register: Directory, me: Actor, today: date
) -> ScoreCards:
    """Say what waits for somebody on a day."""
    known = [(one, one.period) for one in found]
    every = [period for _, period in known]
    begun = [
        (one, seating(register, period.start, period.end))
        for one, period in known
        if is_scored(period, every) and not period.closed and period.start <= today
    ]
    own = [_card(one) for one, seats in begun if _mine(one, seats, me, today)]
    waits = [_card(one, _to_confirm(one, seats, me)) for one, seats in begun]
    return ScoreCards(own, [card for card in waits if card.waiting], _running(begun, me))


def _running(begun: Iterable[tuple[PeriodSheets, Seating]], me: Actor) -> ScoreCard | None:
    official = Role.OFFICIAL in me.roles
    mine = [one for one, seats in begun if official and me.person_id in seats.seats]
    return _card(max(mine, key=lambda one: one.start)) if mine else None


def _mine(one: PeriodSheets, seats: Seating, me: Actor, today: date) -> bool:
    done = one.self_scored + one.confirmed
    in_time = one.end - AHEAD <= today <= one.due
    return in_time and me.person_id in seats.seats and me.person_id not in done


def _to_confirm(one: PeriodSheets, seats: Seating, me: Actor) -> int:
    posts = {me.post_id, *(stand.post_id for stand in me.stands_in)}
    waiting = set(one.self_scored) - set(one.confirmed) - {me.person_id}
    return sum(seats.scorers.get(person) in posts for person in waiting)


def _card(one: PeriodSheets, waiting: int = 0) -> ScoreCard:
    return ScoreCard(one.period_id, period_name(one.period), one.due, waiting)
