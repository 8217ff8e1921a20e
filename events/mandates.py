"""What becomes of a mandate after its order: its last day moves, a member is replaced."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

import msgspec

from events.inspection_refusals import MandateDaysError, PeriodAheadError
from events.stream import Event


class Orderer(msgspec.Struct, frozen=True):
    """Another tenant ordered the inspection, as its mission, by letter along a link."""

    tenant: int
    link_id: UUID
    mission_id: UUID


class Extended(Event, frozen=True):
    """A paper lets the mandate end later."""

    TOPIC: ClassVar[str] = "mandates.Extended"
    document: str
    issued_on: date
    last_day: date


class Shortened(Event, frozen=True):
    """A paper lets the mandate end earlier."""

    TOPIC: ClassVar[str] = "mandates.Shortened"
    document: str
    issued_on: date
    last_day: date


class MemberReplaced(Event, frozen=True):
    """A paper puts somebody into the place of a member; `members` are all from now on."""

    TOPIC: ClassVar[str] = "mandates.MemberReplaced"
    document: str
    issued_on: date
    leaves: UUID
    joins: UUID
    members: tuple[UUID, ...]


class MembersNamed(Event, frozen=True):
    """The tenant that ordered it names the members, by this paper; they are all from now on."""

    TOPIC: ClassVar[str] = "mandates.MembersNamed"
    document: str
    issued_on: date
    members: tuple[UUID, ...]


class Withdrawn(Event, frozen=True):
    """A paper of whoever ordered it ends the mandate without a conclusion."""

    TOPIC: ClassVar[str] = "mandates.Withdrawn"
    document: str


def changed(said: Extended | Shortened | MemberReplaced | MembersNamed) -> dict[str, Any]:
    """Give what a paper changes of the mandate."""
    if isinstance(said, MemberReplaced | MembersNamed):
        return {"members": said.members}
    return {"last_day": said.last_day}


def require_days(
    first_day: date, last_day: date, period_from: date | None, period_until: date | None
) -> None:
    """Refuse days of a visit, and of the period that it looks at, which do not fit.

    Raises:
        MandateDaysError: it would end before it begins.
        PeriodAheadError: it would look at days after its own last one, or at none.
    """
    if last_day < first_day:
        raise MandateDaysError(first_day)
    until = period_until or last_day
    if until > last_day or (period_from or until) > until:
        raise PeriodAheadError(last_day)
