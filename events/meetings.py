"""Meetings: what was concluded on a day, each conclusion to be followed as a task.

Conclusions are only ever added: what was read out in the room is not unsaid here.
"""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream


@dataclass(eq=False)
class NothingConcludedError(RefusedError):
    """A meeting that is recorded has a title and at least one conclusion."""


@dataclass(eq=False)
class HeldInTheFutureError(RefusedError):
    """A meeting is recorded after it was held."""

    held_on: date


@dataclass(eq=False)
class NoSuchConclusionError(RefusedError):
    """The meeting has no conclusion of that number."""

    number: int


class Held(Event, frozen=True, omit_defaults=True):
    """A meeting was held; `number` is that of its notice (thông báo kết luận), if any."""

    TOPIC: ClassVar[str] = "meetings.Held"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"title", "conclusions"})
    title: str
    held_on: date
    chair_post_id: UUID | None
    conclusions: tuple[str, ...]
    number: str = ""


class Concluded(Event, frozen=True):
    """Further conclusions of the meeting were noted."""

    TOPIC: ClassVar[str] = "meetings.Concluded"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"conclusions"})
    conclusions: tuple[str, ...]


class Meeting(Stream):
    """One meeting with its conclusions, numbered from 1."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.conclusions: tuple[str, ...] = ()

    def hold(self, held: Held, *, today: date) -> None:
        """Record the meeting.

        Raises:
            NothingConcludedError: no title, or no conclusion.
            HeldInTheFutureError: its day has not come.
        """
        if not held.title or not held.conclusions:
            raise NothingConcludedError
        if held.held_on > today:
            raise HeldInTheFutureError(held.held_on)
        self.happened(held)

    def conclude(self, conclusions: tuple[str, ...]) -> None:
        """Note further conclusions.

        Raises:
            NothingConcludedError: there are none.
        """
        if not conclusions:
            raise NothingConcludedError
        self.happened(Concluded(conclusions=conclusions))

    def conclusion(self, number: int) -> str:
        """Give one conclusion.

        Raises:
            NoSuchConclusionError: there is none of that number.
        """
        if not 1 <= number <= len(self.conclusions):
            raise NoSuchConclusionError(number)
        return self.conclusions[number - 1]

    def evolve(self, event: Event) -> None:
        """Remember the conclusions."""
        if isinstance(event, Held | Concluded):
            self.conclusions = (*self.conclusions, *event.conclusions)
