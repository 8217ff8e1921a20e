"""What becomes of a mandate after its order: its last day moves, a member is replaced."""

from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event


@dataclass(eq=False)
class LastDayMovesWrongError(RefusedError):
    """An extension ends later than the mandate, a shortening earlier and not before today."""

    last_day: date


@dataclass(eq=False)
class PeriodAheadError(RefusedError):
    """The period that is looked at has days, and none after the mandate's last."""

    last_day: date


@dataclass(eq=False)
class MemberAlreadyError(RefusedError):
    """Who joins is a member already."""


class MandateExtended(Event, frozen=True):
    """A paper lets the mandate end later."""

    TOPIC: ClassVar[str] = "inspections.MandateExtended"
    document: str
    issued_on: date
    last_day: date


class MandateShortened(Event, frozen=True):
    """A paper lets the mandate end earlier."""

    TOPIC: ClassVar[str] = "inspections.MandateShortened"
    document: str
    issued_on: date
    last_day: date


class MemberReplaced(Event, frozen=True):
    """A paper puts somebody into the place of a member; `members` are all from now on."""

    TOPIC: ClassVar[str] = "inspections.MemberReplaced"
    document: str
    issued_on: date
    leaves: UUID
    joins: UUID
    members: tuple[UUID, ...]


def changed(said: MandateExtended | MandateShortened | MemberReplaced) -> dict[str, Any]:
    """Give what a paper changes of the mandate."""
    if isinstance(said, MemberReplaced):
        return {"members": said.members}
    return {"last_day": said.last_day}
