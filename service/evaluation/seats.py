"""Who is scored in a period, from which post, and whose post scores them; of the register.

The head of a unit scores its people; heads of units are scored by the first leader, who is
scored one level up. A post in which nobody sits scores nobody.
Source: Decree 335/2025/NĐ-CP, Article 10.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.evaluation.results import scoring_order
from tenants.access import GRANTS, HEADS, Permission, Role
from tenants.directory import Directory, Post

LEADERS = frozenset({Role.LEADER, Role.PARTY_STANDING})
NOT_OURS = frozenset({Role.PROVINCIAL_OFFICER, Role.INSPECTOR})  # sent by somebody else


@dataclass(frozen=True, slots=True)
class Seat:
    """From which post a person is scored; who `leads` has parts of their own."""

    person_id: UUID
    post_id: UUID
    unit_id: UUID
    leads: bool


@dataclass(frozen=True, slots=True)
class Seating:
    """The seats of a period, and the post that scores each of them (None: one level up).

    `leader` is the post of the first leader, who signs decisions; None where nobody leads.
    """

    seats: Mapping[UUID, Seat]
    scorers: Mapping[UUID, UUID | None]
    leader: UUID | None

    def scored_by(self, posts: Iterable[UUID]) -> list[Seat]:
        """List who is scored by some posts, in the order in which it can be done."""
        mine = frozenset(posts)
        return [seat for seat in self.in_order() if self.scorers.get(seat.person_id) in mine]

    def in_order(self) -> list[Seat]:
        """List everybody who is scored, in the order in which it can be done."""
        return [self.seats[one] for one in scoring_order(self.manages())]

    def managed_by(self, seat: Seat) -> tuple[UUID, ...]:
        """Name those from whose scores d of a leader is reckoned.

        Whoever their post scores; for a deputy, the staff of their unit, since which field is
        whose stands nowhere.
        """
        direct = [one for one, post in self.scorers.items() if post == seat.post_id]
        if direct or not seat.leads:
            return tuple(direct)
        return tuple(
            other.person_id
            for other in self.seats.values()
            if other.unit_id == seat.unit_id and not other.leads
        )

    def manages(self) -> dict[UUID, tuple[UUID, ...]]:
        """Give whom everybody manages, in the shape that the order of scoring asks for."""
        return {one: self.managed_by(seat) for one, seat in self.seats.items()}


def seating(register: Directory, first: date, last: date) -> Seating:
    """Say from which post each person is scored, and by which post.

    It is the highest post that they held on the last day, or, of those who had left by then,
    the last that they held since the first day.
    """
    seats = {
        person: _seat(register.posts[post], person)
        for person in register.people
        if (post := _post_of(register, person, first, last)) is not None
    }
    tops = _tops(register, last)
    scorers = {one: _scorer(seat, tops) for one, seat in seats.items()}
    return Seating(seats, scorers, tops.get(None))


def _post_of(register: Directory, person: UUID, first: date, last: date) -> UUID | None:
    held = register.held(person, last) or [
        one.post_id
        for one in sorted(register.holdings, key=lambda h: h.last_day or date.max, reverse=True)
        if one.person_id == person and one.first_day <= last and _reaches(one.last_day, first)
    ]
    return next((post for post in held if _is_scored(register.posts[post])), None)


def _reaches(last_day: date | None, first: date) -> bool:
    return last_day is None or last_day >= first


def _is_scored(post: Post) -> bool:
    roles = frozenset(map(Role, post.roles))
    works = any(Permission.WORK in GRANTS[role] for role in roles)
    return works and (not roles & NOT_OURS or bool(roles & HEADS))


def _seat(post: Post, person: UUID) -> Seat:
    return Seat(person, post.post_id, post.unit_id, _heads(post))


def _heads(post: Post) -> bool:
    return bool(HEADS & frozenset(map(Role, post.roles)))


def _tops(register: Directory, day: date) -> dict[UUID | None, UUID]:
    """Give the post that heads each unit, and under None that of the first leader.

    It is the highest that somebody holds on the day; posts come in the order of their rank.
    """
    tops: dict[UUID | None, UUID] = {}
    for post in register.posts.values():
        if not _heads(post) or not register.holders(post.post_id, day):
            continue
        tops.setdefault(post.unit_id, post.post_id)
        if LEADERS & frozenset(map(Role, post.roles)):
            tops.setdefault(None, post.post_id)
    return tops


def _scorer(seat: Seat, tops: Mapping[UUID | None, UUID]) -> UUID | None:
    head = tops.get(seat.unit_id)
    if head is not None and head != seat.post_id:
        return head
    first = tops.get(None)
    return first if first != seat.post_id else None
