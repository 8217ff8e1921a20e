"""What soon needs the administrator: accounts not taken up, posts and delegations that end."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from service.db import Question
from tenants.tables import accounts, delegations, holdings

SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Untaken:
    """An account whose password was given by somebody else and never changed."""

    person_id: UUID
    login: str


@dataclass(frozen=True, slots=True)
class Ending:
    """A post that somebody holds until a day."""

    post_id: UUID
    person_id: UUID
    last_day: date


@dataclass(frozen=True, slots=True)
class EndingDelegation:
    """A delegation that ends on a day."""

    post_id: UUID
    from_person_id: UUID
    to_person_id: UUID
    last_day: date


def untaken() -> Question[Untaken]:
    """Ask for the open accounts that nobody has taken up yet."""
    kept = accounts.c
    found = select(kept.person_id, kept.login).where(kept.one_time, kept.disabled.is_(False))
    return Question(found.order_by(kept.login), Untaken)


def ending(today: date) -> Question[Ending]:
    """Ask for the posts that are left within thirty days, soonest first."""
    kept = holdings.c
    found = select(kept.post_id, kept.person_id, kept.last_day).where(
        kept.last_day.between(today, today + SOON)
    )
    return Question(found.order_by(kept.last_day, kept.post_id), Ending)


def ending_delegations(today: date) -> Question[EndingDelegation]:
    """Ask for the delegations that end within thirty days, soonest first."""
    kept = delegations.c
    facts = (kept.post_id, kept.from_person_id, kept.to_person_id, kept.last_day)
    found = select(*facts).where(kept.last_day.between(today, today + SOON))
    return Question(found.order_by(kept.last_day, kept.delegation_id), EndingDelegation)
