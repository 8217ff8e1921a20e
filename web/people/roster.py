"""Who held which post from when to when, put together for the page."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from tenants.directory import Directory, Holding, Post, Unit


@dataclass(frozen=True, slots=True)
class Seat:
    """A post with those who hold it and those who did; each as (name, holding)."""

    post: Post
    now: list[tuple[str, Holding]]
    other: list[tuple[str, Holding]]


def roster(known: Directory, today: date) -> list[tuple[Unit, list[Seat]]]:
    """List every unit with its seats."""
    seats = [_seat(known, post, today) for post in known.posts.values()]
    return [
        (unit, [seat for seat in seats if seat.post.unit_id == unit_id])
        for unit_id, unit in known.units.items()
    ]


def open_holders(known: Directory, post_id: UUID) -> dict[object, str]:
    """List who holds a post without a last day yet, for a choice."""
    held = [h for h in known.holdings if h.post_id == post_id and h.last_day is None]
    return {h.person_id: known.person(h.person_id) for h in held}


def posts_of(known: Directory, person_id: UUID) -> list[tuple[str, str, Holding]]:
    """List a person's posts with their units, the latest first."""
    mine = [held for held in known.holdings if held.person_id == person_id]
    latest = sorted(mine, key=lambda held: held.first_day, reverse=True)
    posts = [(known.posts[held.post_id], held) for held in latest]
    return [(post.title, known.unit(post.unit_id), held) for post, held in posts]


def _seat(known: Directory, post: Post, today: date) -> Seat:
    held = [(known.person(h.person_id), h) for h in known.holdings if h.post_id == post.post_id]
    now = [entry for entry in held if entry[1].covers(today)]
    other = sorted(
        (entry for entry in held if entry not in now),
        key=lambda entry: entry[1].first_day,
        reverse=True,
    )
    return Seat(post, now, other)
