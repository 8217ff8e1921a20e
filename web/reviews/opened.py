"""A review that somebody opens; for everybody else it is not there, and the try is kept."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec
from uuid import UUID

from flask import abort
from flask.typing import ResponseReturnValue

from events.reviews.review import Review
from events.reviews.steps import Concluded, OpinionGiven
from events.stream import Event
from service.clock import now
from service.inspections import looks
from service.reviews import rounds, states
from service.reviews.opening import PARTY
from service.reviews.rounds import RoundState
from service.reviews.sight import Sight, sight_of
from tenants.access import Permission
from web.session import View, actor, db, end_reading, ledger, requires, tenant

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Opened:
    """A review in sight, its round, and what the actor is to it."""

    review: Review
    of: RoundState
    sight: Sight

    @property
    def conclusions(self) -> list[Concluded]:
        """What was concluded, as far as the actor may know: the person knows what was told."""
        every = self.review.conclusions
        return every if self.sight.reviews or self.review.told else every[:-1]

    def tells(self, event: Event | None) -> bool:
        """Tell whether the actor may know of an event: the person hears no member's opinion."""
        if self.sight.reviews:
            return True
        if isinstance(event, Concluded):
            return event in self.conclusions
        return event is not None and not isinstance(event, OpinionGiven)


def of_party(permission: Permission) -> Callable[[View[P]], View[P]]:
    """Let a view be used in a Party committee: in a body of the State there are no reviews."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            if tenant().kind != PARTY:
                abort(404)
            return view(*args, **kwargs)

        return requires(permission)(inside)

    return decorate


def opened(review_id: UUID) -> Opened:
    """Open a review.

    Raises:
        WrongStreamError: there is none.
        NotFound: the actor may not see it.
    """
    review = states.one(db(), review_id)
    of = rounds.one(db(), review.subject.round_id)
    found = Opened(review, of, sight_of(actor(), review.subject, of))
    if not found.sight.sees:
        _refuse(review_id)
    return found


def looked(found: Opened) -> None:
    """Keep that somebody else looked at a person's review."""
    if not found.sight.own:
        looks.note(db(), actor(), "review", found.review.id, now(), refused=False)


def _refuse(subject: UUID) -> None:
    """Keep the try in a transaction of its own: that of the page is rolled back."""
    me = actor()
    end_reading()
    with ledger().scope.begin() as connection:
        looks.note(connection, me, "review", subject, now(), refused=True)
    abort(404)
