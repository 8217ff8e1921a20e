"""What the register leaves in doubt before a period is scored: shown, never guessed. Pure.

Two who head one unit, a unit that nobody heads, a unit that ended in the period, people who
were given no post in it and so are not scored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from service.evaluation.seats import seating
from tenants.access import HEADS, Role
from tenants.directory import Directory, Post

DoubtKind = Literal["two_heads", "no_head", "ended", "no_post"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One of them: in a unit (None: in no unit), about these people."""

    kind: DoubtKind
    unit_id: UUID | None
    people: tuple[UUID, ...] = ()


def doubts(register: Directory, first: date, last: date) -> list[Doubt]:
    """List what is in doubt about the days from a first to a last."""
    seats = seating(register, first, last).seats.values()
    staffed = dict.fromkeys(seat.unit_id for seat in seats)
    units = [_of_unit(register, unit_id, last) for unit_id in staffed]
    ended = [
        Doubt("ended", unit.unit_id)
        for unit in register.units.values()
        if unit.last_day is not None and first <= unit.last_day < last
    ]
    idle = tuple(_without_post(register, last))
    found = [*units, *ended, Doubt("no_post", None, idle) if idle else None]
    return [one for one in found if one is not None]


def _of_unit(register: Directory, unit_id: UUID, day: date) -> Doubt | None:
    """Say whether nobody heads a unit, or two do: in one post, or each in one of their own."""
    posts = [p for p in register.posts.values() if p.unit_id == unit_id and _roles(p) & HEADS]
    sitting = [(post, register.holders(post.post_id, day)) for post in posts]
    heading = [one for post, held in sitting if Role.UNIT_HEAD in _roles(post) for one in held]
    doubled = [held for _, held in sitting if len(held) > 1]
    if len(set(heading)) > 1 or doubled:
        both = heading if len(set(heading)) > 1 else doubled[0]
        return Doubt("two_heads", unit_id, tuple(dict.fromkeys(both)))
    stands = register.units[unit_id].stands(day)
    return None if not stands or any(held for _, held in sitting) else Doubt("no_head", unit_id)


def _without_post(register: Directory, last: date) -> Iterable[UUID]:
    """Name those who held no post up to a day; who held one before and left is not in doubt."""
    begun = {held.person_id for held in register.holdings if held.first_day <= last}
    return (person for person in register.people if person not in begun)


def _roles(post: Post) -> frozenset[Role]:
    return frozenset(map(Role, post.roles))
