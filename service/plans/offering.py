"""Who may be offered for the work of a unit: its people, and who decides about their work."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from msgspec.structs import replace

from events.values import Clarity, Deadline, Rhythm
from tenants.access import Role
from tenants.directory import Directory

ENDS: dict[Rhythm | None, Iterable[int]] = {  # months with which a period ends
    "monthly": range(1, 13),
    "quarterly": (3, 6, 9, 12),
    "half_yearly": (6, 12),
    "yearly": (12,),
}
DECIDES = {Role.LEADER, Role.PARTY_STANDING}


def people(register: Directory, unit_id: UUID | None, day: date) -> list[tuple[UUID, UUID]]:
    """List (person, post) of a unit on a day, highest post first."""
    return [
        (person, post)
        for person, post in register.filled(day)
        if register.posts[post].unit_id == unit_id
    ]


def authority(
    register: Directory, unit_id: UUID | None, person_id: UUID | None, day: date
) -> Clarity:
    """Offer who accepts the product and who may move the deadline.

    The unit's head accepts, a leader for the head's own work; a leader moves the deadline.
    """
    heads = _held(register, {Role.UNIT_HEAD}, person_id, day)
    own = [post for post in heads if register.posts[post].unit_id == unit_id]
    leaders = _held(register, DECIDES, person_id, day)
    accepts = next(iter([*own, *leaders]), None)
    return Clarity(accept_post_id=accepts, extend_post_id=next(reversed(leaders), accepts))


def first_due(deadline: Deadline, day: date) -> Deadline:
    """Let a duty that recurs without a first day begin at the end of the running period."""
    if deadline.kind != "recurring" or deadline.on or deadline.rhythm not in ENDS:
        return deadline
    months = ENDS[deadline.rhythm]
    ends = (_last_of_month(day.year, month) for month in months)
    return replace(deadline, on=next(on for on in ends if on >= day))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _held(register: Directory, roles: set[Role], but: UUID | None, day: date) -> list[UUID]:
    """List the posts of a role that somebody else than one person holds."""
    return [
        post_id
        for post_id, post in register.posts.items()
        if roles & set(post.roles) and set(register.holders(post_id, day)) - {but}
    ]
