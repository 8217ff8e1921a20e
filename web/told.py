"""What happened, as a line of a timeline: the sentence, who did it, when, and how late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

from service.tasks.timeline import Entry
from tenants.directory import Directory

Local = Callable[[datetime], datetime]  # puts an instant into the tenant's time zone
FEWEST, FOLDS, SHOWN = 3, 12, 10  # lines: fewer are no timeline; of more, these are shown
Mark = Literal[
    "assign", "progress", "submit", "accept", "return", "obstacle", "deadline", "person",
    "note", "evidence",
]  # fmt: skip


class Said(NamedTuple):
    """A sentence with its mark on the timeline, and the words of the person, if any."""

    text: str
    mark: Mark = "note"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the timeline; `more` holds the single events when several stand under it."""

    sentence: str
    kind: str
    note: str
    who: str
    post: str
    recorded_at: datetime
    happened_on: date
    late_days: int
    key: tuple[UUID, UUID]
    position: int
    more: tuple["Line", ...] = ()


def line(entry: Entry, said: Said, register: Directory, local: Local) -> Line:
    """Make the line of one event of which a sentence is said."""
    recorded, happened = local(entry.recorded_at), local(entry.happened_at).date()
    return Line(
        sentence=said.text,
        kind=said.mark,
        note=said.note,
        who=_who(entry, register),
        post=register.post(entry.post_id),
        recorded_at=recorded,
        happened_on=happened,
        late_days=(recorded.date() - happened).days,
        key=(entry.person_id, entry.post_id),
        position=entry.position,
    )


def _who(entry: Entry, register: Directory) -> str:
    """Name who did it, and for whom they stood in."""
    name, behalf = register.person(entry.person_id), getattr(entry.event, "on_behalf", None)
    if behalf is None:
        return name
    return (
        f"{name}, thay mặt {register.person(behalf.person_id)}, {register.post(behalf.post_id)}"
    )
