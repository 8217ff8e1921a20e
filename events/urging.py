"""Urging (đôn đốc): who reminded whom of a task by hand, counted, and not too often.

Source: domain practice of follow-up under Quyết định 42/2014/QĐ-TTg (amended by 23/2018): a
reminder is proof of follow-up, so it is recorded; one in four hours at most.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from events.errors import RefusedError
from events.stream import Event, Stream

PAUSE = timedelta(hours=4)
LONGEST_NOTE = 500


@dataclass(eq=False)
class UrgedLatelyError(RefusedError):
    """The task was urged less than four hours ago; `again_at` is when it may be again."""

    again_at: datetime


@dataclass(eq=False)
class UrgingOneselfError(RefusedError):
    """Nobody reminds themselves on the record."""


class Urged(Event, frozen=True):
    """Somebody reminded the person in charge of a task."""

    TOPIC: ClassVar[str] = "urging.Urged"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"note"})
    task_id: UUID
    person_id: UUID
    urged_at: datetime
    note: str


class Urging(Stream):
    """How often, and when last, the person in charge of one task was reminded by hand."""

    last_at: datetime | None = None
    count = 0

    def urge(self, urged: Urged, *, by: UUID) -> None:
        """Remind the person in charge.

        Raises:
            UrgingOneselfError: `by` is in charge.
            UrgedLatelyError: the last reminder is less than four hours old.
        """
        if by == urged.person_id:
            raise UrgingOneselfError
        if self.last_at is not None and urged.urged_at < self.last_at + PAUSE:
            raise UrgedLatelyError(self.last_at + PAUSE)
        self.happened(urged)

    def evolve(self, event: Event) -> None:
        """Remember when it was."""
        if isinstance(event, Urged):
            self.last_at, self.count = event.urged_at, self.count + 1
