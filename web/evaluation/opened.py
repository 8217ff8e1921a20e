"""A sheet that somebody opens: the person, who scores them, who leads, and named evaluators.

Everybody else is answered as if it were not there. Both are kept, and the person reads who
looked and who tried.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from uuid import UUID

from flask import abort

from events.scoring import sheet_id
from service.clock import now
from service.evaluation import sheet_history
from service.evaluation.followed import scored_period
from service.evaluation.periods import Period
from service.evaluation.seats import Seat, Seating, seating
from service.evaluation.sheet_history import KeptSheet
from service.inspections import looks
from web.session import actor, db, end_reading, ledger, register


@dataclass(frozen=True)
class Opened:
    """A sheet in sight, now (`at` None) or at an instant, and what the actor is to it today."""

    period: Period
    seating: Seating
    seat: Seat
    at: datetime | None = None

    @property
    def person_id(self) -> UUID:
        """Whose sheet it is."""
        return self.seat.person_id

    @property
    def sheet_id(self) -> UUID:
        """The sheet's stream, begun or not."""
        return sheet_id(self.person_id, self.period.period_id)

    @property
    def own(self) -> bool:
        """Whether it is the actor's."""
        return self.person_id == actor().person_id

    @property
    def scores(self) -> bool:
        """Whether the actor scores the person."""
        return self.seating.scorers[self.person_id] in acting_posts() and not self.own

    @property
    def signs(self) -> bool:
        """Whether the actor signs decisions that supersede results."""
        return self.seating.leader in acting_posts() and not self.own

    @property
    def named(self) -> bool:
        """Whether the actor was named to look at the period's sheets."""
        return actor().person_id in self.period.evaluators

    @cached_property
    def kept(self) -> KeptSheet:
        """What was recorded, by the instant that is looked back at."""
        return sheet_history.kept_sheet(db(), self.person_id, self.period.period_id, self.at)


def acting_posts() -> frozenset[UUID]:
    """Give the post that the actor acts in, and those for which they stand in."""
    me = actor()
    return frozenset({me.post_id, *(one.post_id for one in me.stands_in)})


def seats_of(period: Period) -> Seating:
    """Say who is scored in a period, and by which post."""
    return seating(register(), period.start, period.end)


def opened(period_id: UUID, person_id: UUID, at: datetime | None = None) -> Opened:
    """Open a sheet; what may not be seen is not there, and the try is kept.

    Raises:
        WrongStreamError: there is no such period.
        MeanPeriodError: the period is the mean of others.
        NotFound: the person is not scored in it, or the actor may not see it.
    """
    period = scored_period(db(), period_id)
    seats = seats_of(period)
    if person_id not in seats.seats:
        abort(404)
    found = Opened(period, seats, seats.seats[person_id], at)
    if not (found.own or found.scores or found.signs or found.named):
        _refuse(found.sheet_id)
    return found


def looked(found: Opened) -> None:
    """Keep that somebody else looked at a person's sheet."""
    if not found.own:
        looks.note(db(), actor(), "score_sheet", found.sheet_id, now(), refused=False)


def _refuse(subject: UUID) -> None:
    """Keep the try in a transaction of its own: that of the page is rolled back."""
    me = actor()
    end_reading()
    with ledger().scope.begin() as connection:
        looks.note(connection, me, "score_sheet", subject, now(), refused=True)
    abort(404)
