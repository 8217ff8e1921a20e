"""What soon needs the administrator: accounts not taken up, posts and delegations that end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar
from uuid import UUID

from sqlalchemy import select

from service.db import Question
from tenants.tables import accounts

SOON = timedelta(days=30)


class Lasting(Protocol):
    """A holding or a delegation: it may have a last day."""

    @property
    def last_day(self) -> date | None:
        """Give the last day; None while there is none."""


L = TypeVar("L", bound=Lasting)


@dataclass(frozen=True, slots=True)
class Untaken:
    """An account whose password was given by somebody else and never changed."""

    person_id: UUID
    login: str


def untaken() -> Question[Untaken]:
    """Ask for the open accounts that nobody has taken up yet."""
    kept = accounts.c
    found = select(kept.person_id, kept.login).where(kept.one_time, kept.disabled.is_(False))
    return Question(found.order_by(kept.login), Untaken)


def ending(things: Iterable[L], day: date) -> list[L]:
    """Give the holdings or delegations that end within thirty days of a day, soonest first."""
    found = [one for one in things if one.last_day and day <= one.last_day <= day + SOON]
    return sorted(found, key=lambda one: one.last_day or date.max)
