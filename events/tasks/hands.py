"""Whose hand it is: as which parties of a task does somebody act, and on whose behalf?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

import msgspec

from events.tasks.life import Party
from events.values import Clarity


class OnBehalf(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody decided for the holder of a post (thay mặt), under a delegation with dates."""

    person_id: UUID
    post_id: UUID
    delegation_id: UUID


@dataclass(frozen=True, slots=True)
class Hand:
    """A person who acts in `post_id`, with what that lets them do on the day.

    `held` are all the posts that they hold. `heads` are the units that they head, `stands_in`
    the posts for which they decide; both say on whose behalf, the first with None for their
    own. `gives` says that their post gives tasks out; `receives` that they have signed for the
    task; `automatic` that no person acts but the service itself;
    `takes_back` that they took in the sheet which is taken back.
    """

    person_id: UUID
    post_id: UUID
    held: frozenset[UUID]
    heads: Mapping[UUID, OnBehalf | None] = field(default_factory=dict)
    stands_in: Mapping[UUID, OnBehalf] = field(default_factory=dict)
    gives: bool = False
    receives: bool = False
    automatic: bool = False
    takes_back: bool = False


Capacities = Mapping[Party, OnBehalf | None]  # the parties that somebody is, and for whom


def capacities(clarity: Clarity, hand: Hand) -> Capacities:
    """Tell as which parties of a task somebody acts."""
    found: dict[Party, OnBehalf | None] = {
        "giver": None,
        "doer": None,
        "receiver": None,
        "service": None,
        "importer": None,
    }
    is_doer = hand.person_id == clarity.person_id and clarity.post_id in hand.held
    holds = {
        "giver": hand.gives,
        "doer": is_doer,
        "receiver": hand.receives,
        "service": hand.automatic,
        "importer": hand.takes_back,
    }
    mine = {party: None for party in found if holds[party]}
    return mine | _as_head(clarity, hand) | _by_post(clarity, hand)


def deciding_posts(clarity: Clarity) -> dict[Party, UUID | None]:
    """Give the post that decides as each party; causes fall to who may extend.

    The sender gave a task outside a plan and may take it back.
    """
    return {
        "acceptor": clarity.accept_post_id,
        "extender": clarity.extend_post_id,
        "cause_judge": clarity.cause_post_id or clarity.extend_post_id,
        "sender": clarity.giver_post_id,
    }


def _as_head(clarity: Clarity, hand: Hand) -> dict[Party, OnBehalf | None]:
    unit = clarity.lead_unit_id
    return {"head": hand.heads[unit]} if unit is not None and unit in hand.heads else {}


def _by_post(clarity: Clarity, hand: Hand) -> dict[Party, OnBehalf | None]:
    found: dict[Party, OnBehalf | None] = {}
    for party, post in deciding_posts(clarity).items():
        if post == hand.post_id:
            found[party] = None
        elif post is not None and post in hand.stands_in:
            found[party] = hand.stands_in[post]
    return found
