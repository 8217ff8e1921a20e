"""Where a person stands in a year: post, unit, head or deputy, months worked. Pure.

Source: Decree 335/2025/NĐ-CP, Articles 10, 11, 19.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.grading.steps import Rank, TaskGroup
from tenants.access import GRANTS, HEADS, Actor, Permission, Role
from tenants.directory import Directory, Post

FIRST = frozenset({Role.LEADER, Role.PARTY_STANDING})
NOT_GRADED_HERE = frozenset({Role.INSPECTOR, Role.PROVINCIAL_OFFICER})  # sent by others
GROUP_OF: dict[Rank, TaskGroup] = {
    "head": "leading",
    "deputy": "leading",
    "staff": "specialised",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """From which post a person is graded."""

    person_id: UUID
    post_id: UUID
    unit_id: UUID
    rank: Rank


def last_day(year: int, today: date) -> date:
    """Give the day as of which a year is graded: its last, or today while it runs."""
    return min(today, date(year, 12, 31))


def standings(register: Directory, day: date) -> dict[UUID, Standing]:
    """Say of everybody in office on a day from which post they are graded, the highest.

    The head of the body is graded one level up, and not here.
    """
    found: dict[UUID, Standing] = {}
    tops, head = _tops(register, day), first_post(register, day)
    above = frozenset(register.holders(head, day)) if head else frozenset()
    for person, post_id in register.filled(day):
        post = register.posts[post_id]
        if person in found or person in above or not _graded(post):
            continue
        found[person] = Standing(person, post_id, post.unit_id, _rank(post, tops))
    return found


def first_post(register: Directory, day: date) -> UUID | None:
    """Give the post that heads the body: the highest leader's that somebody holds."""
    for post in register.posts.values():
        if FIRST & _roles(post) and register.holders(post.post_id, day):
            return post.post_id
    return None


def graded_units(members: Iterable[Standing]) -> list[UUID]:
    """List the units of those who are graded; where the body's head sits, deputies are left."""
    return list(dict.fromkeys(one.unit_id for one in members if one.rank != "deputy"))


def heads_body(register: Directory, actor: Actor, day: date) -> bool:
    """Tell whether somebody is the head of the body, or stands in for them."""
    acts_by = {actor.post_id, *actor.others, *(one.post_id for one in actor.stands_in)}
    return first_post(register, day) in acts_by


def months_worked(register: Directory, person_id: UUID, year: int, today: date) -> int:
    """Count the months of a year in which somebody held a post, up to the current one."""
    held = [h for h in register.holdings if h.person_id == person_id]
    until = last_day(year, today)
    return sum(
        any(
            h.first_day <= min(_end(year, month), until)
            and (h.last_day or date.max) >= date(year, month, 1)
            for h in held
        )
        for month in range(1, 13)
        if date(year, month, 1) <= until
    )


def _end(year: int, month: int) -> date:
    return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)


def _tops(register: Directory, day: date) -> dict[UUID, UUID]:
    tops: dict[UUID, UUID] = {}
    for post in register.posts.values():
        if HEADS & _roles(post) and register.holders(post.post_id, day):
            tops.setdefault(post.unit_id, post.post_id)
    return tops


def _rank(post: Post, tops: dict[UUID, UUID]) -> Rank:
    if tops.get(post.unit_id) == post.post_id:
        return "head"
    return "deputy" if HEADS & _roles(post) else "staff"


def _graded(post: Post) -> bool:
    roles = _roles(post)
    works = any(Permission.WORK in GRANTS[role] for role in roles)
    return works and (bool(roles & HEADS) or not roles & NOT_GRADED_HERE)


def _roles(post: Post) -> frozenset[Role]:
    return frozenset(map(Role, post.roles))
