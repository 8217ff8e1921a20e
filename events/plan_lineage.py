"""Where a plan comes from, and whose tasks it counts on: links between plans, never copies."""

from typing import ClassVar
from uuid import UUID

import msgspec

from events.stream import Event


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A record of a plan carries out a record of the plan above it."""

    item_id: int
    parent_item_id: int


class Derived(Event, frozen=True):
    """The plan carries out another one: for a year, or (`unit_id`) for one unit.

    A later one replaces an earlier.
    """

    TOPIC: ClassVar[str] = "plan_lineage.Derived"
    parent_id: UUID
    unit_id: UUID | None
    links: tuple[Link, ...]


class Served(Event, frozen=True):
    """A task that exists does what a record asks for: it is linked and not given out again."""

    TOPIC: ClassVar[str] = "plan_lineage.Served"
    item_id: int
    task_id: UUID
