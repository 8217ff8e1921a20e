"""Who is meant by a unit, a post and a name in this register, and on which days? Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.reviews.facts import Held, Lacking, Question
from tenants.access import HEADS
from tenants.directory import Directory, Holding

HEADING = frozenset(role.value for role in HEADS)


@dataclass(frozen=True, slots=True)
class Seat:
    """What was found; `units` None: the body as a whole. `lacking` says what was not."""

    lacking: Lacking
    units: frozenset[UUID] | None = frozenset()
    heads: int = 0
    person_id: UUID | None = None
    held: tuple[Held, ...] = ()


def seat_of(register: Directory, asked: Question, body: str) -> Seat:
    """Find the unit, who heads it in the period, and the person in the post."""
    units = _units(register, asked.unit, body)
    if units is not None and not units:
        return Seat("unit")
    heads = len({h.person_id for h in _heading(register, units, asked)})
    if not asked.post:
        return Seat("", units, heads)
    posts = [
        post.post_id
        for post in register.posts.values()
        if (units is None or post.unit_id in units) and alike(post.title, asked.post)
    ]
    if not posts:
        return Seat("post", units, heads)
    held = [h for h in register.holdings if h.post_id in posts and _days(h, asked)]
    theirs = [h for h in held if alike(register.person(h.person_id), asked.person)]
    if not theirs or len({h.person_id for h in theirs}) > 1:
        return Seat("person" if held else "holder", units, heads)
    days = [days for holding in theirs if (days := _days(holding, asked))]
    in_order = tuple(sorted(days, key=lambda one: one.first_day))
    return Seat("", units, heads, theirs[0].person_id, in_order)


def alike(one: str, other: str) -> bool:
    """Tell whether two names are the same but for capitals and spaces."""
    return _plain(one) == _plain(other)


def _units(register: Directory, name: str, body: str) -> frozenset[UUID] | None:
    """Give the units of a name; None, all of them, where it is the body's own."""
    if alike(name, body):
        return None
    return frozenset(u.unit_id for u in register.units.values() if alike(u.name, name))


def _heading(
    register: Directory, units: frozenset[UUID] | None, asked: Question
) -> Iterator[Holding]:
    for holding in register.holdings:
        post = register.posts[holding.post_id]
        inside = units is not None and post.unit_id in units
        if inside and HEADING & set(post.roles) and _days(holding, asked):
            yield holding


def _days(holding: Holding, asked: Question) -> Held | None:
    first = max(holding.first_day, asked.first_day)
    last = min(holding.last_day or date.max, asked.last_day)
    return Held(first, last) if first <= last else None


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
