"""A body's year of grading: under which cap each group was decided, and who was cut.

Source: Decree 335/2025/NĐ-CP, Articles 8.5, 20.5.
"""

from datetime import date
from typing import ClassVar
from uuid import UUID, uuid5

from events.grading.steps import NAMES, TaskGroup
from events.stream import Event, Stream
from events.values import RuleRef


class GroupDecided(Event, frozen=True):
    """A group was decided: `most` of `better` (good or excellent) might be excellent.

    `outstanding` is the paper that recognises the body as outstanding, which lifts the cap;
    nothing where there is none. Why each was cut stands in their own year.
    """

    TOPIC: ClassVar[str] = "grading.GroupDecided"
    year: int
    group: TaskGroup
    number: str
    decided_on: date
    rules: RuleRef
    better: int
    most: int
    outstanding: str
    excellent: tuple[UUID, ...]
    cut: tuple[UUID, ...]


def year_id(year: int) -> UUID:
    """Name a body's year."""
    return uuid5(NAMES, f"{year}")


class GradingYear(Stream):
    """All decisions of a year, group by group."""

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.decided: list[GroupDecided] = []

    def decide(self, said: GroupDecided) -> None:
        """Note under which cap a group was decided."""
        self.happened(said)

    def evolve(self, event: Event) -> None:
        """Remember the decisions."""
        if isinstance(event, GroupDecided):
            self.decided.append(event)
