"""What becomes of a mandate after its order: its last day moves, a member is replaced."""

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from events.stream import Event


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


def changed(said: Extended | Shortened | MemberReplaced) -> dict[str, Any]:
    """Give what a paper changes of the mandate."""
    if isinstance(said, MemberReplaced):
        return {"members": said.members}
    return {"last_day": said.last_day}
