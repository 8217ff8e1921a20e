"""The gate: a task is issued only when all six are clear (6 rõ).

Source: the principle "rõ người, rõ việc, rõ trách nhiệm, rõ thời gian, rõ sản phẩm, rõ thẩm
quyền" that Party and State plans of 2025-2026 demand of every task.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from events.plan_items import Item
from events.values import Clarity, Deadline
from tenants.access import HEADS
from tenants.directory import Directory


class Unclear(StrEnum):
    """What is missing of the six, and the one combination that is not allowed."""

    ASSIGNEE = "assignee"
    CONTENT = "content"
    RESPONSIBILITY = "responsibility"
    DEADLINE = "deadline"
    DELIVERABLE = "deliverable"
    AUTHORITY = "authority"
    OWN_WORK = "own_work"


def unclear(item: Item, register: Directory, day: date) -> tuple[Unclear, ...]:
    """Name what is not clear of a piece of work, in the order of the six.

    Args:
        item: a record of a plan that stands for work.
        register: the tenant's units, posts and people.
        day: the day on which it would be issued: posts must be held on it.
    """
    clarity = item.clarity
    together = _addressed(register, clarity.addressees, day)
    found = {
        Unclear.ASSIGNEE: not (together or _holds(register, clarity, day)),
        Unclear.CONTENT: not item.text.strip(),
        Unclear.RESPONSIBILITY: not (
            together or clarity.lead_unit_id in register.standing(day)
        ),
        Unclear.DEADLINE: not timed(clarity.deadline),
        Unclear.DELIVERABLE: clarity.deliverable is None or clarity.deliverable.quantity <= 0,
        Unclear.AUTHORITY: not _decided(register, clarity),
        Unclear.OWN_WORK: _accepts_own_work(register, clarity, day),
    }
    return tuple(kind for kind, missing in found.items() if missing)


def _holds(register: Directory, clarity: Clarity, day: date) -> bool:
    post, person = clarity.post_id, clarity.person_id
    return post is not None and person in register.holders(post, day)


def _addressed(register: Directory, units: tuple[UUID, ...], day: date) -> bool:
    """Tell whether a duty is laid on units that each have a head, who assigns it inside."""
    heads = {
        post.unit_id
        for post in register.posts.values()
        if HEADS & set(post.roles) and register.holders(post.post_id, day)
    }
    return bool(units) and heads.issuperset(units)


def timed(deadline: Deadline | None) -> bool:
    """Tell whether a deadline says when."""
    match deadline:
        case Deadline(kind="continuous" | "on_request"):
            return True
        case Deadline(kind="relative"):
            return bool(deadline.days and deadline.days > 0)
        case Deadline():
            return deadline.on is not None
    return False


def _decided(register: Directory, clarity: Clarity) -> bool:
    return clarity.accept_post_id in register.posts and clarity.extend_post_id in register.posts


def _accepts_own_work(register: Directory, clarity: Clarity, day: date) -> bool:
    accepts: UUID | None = clarity.accept_post_id
    return accepts is not None and register.holders(accepts, day) == [clarity.person_id]
