"""What is recorded of a conclusion or a direction (kết luận, nghị quyết, chỉ đạo)."""

from datetime import date, datetime
from typing import ClassVar, Literal
from uuid import UUID

from events.stream import DOER, Event
from events.values import Evidence

ConclusionKind = Literal[
    "resolution", "conclusion", "directive", "programme", "notice", "letter"
]
Manner = Literal["meeting", "study", "online", "handed_out"]
Ended = Literal["", "closed", "withdrawn", "superseded"]


class Issued(Event, frozen=True, omit_defaults=True):
    """A document was issued: its points, numbered from 1, and whom they reach.

    `told_by` is the last day on which its units tell their members; `replaces` is the document
    that holds no longer because of it.
    """

    TOPIC: ClassVar[str] = "conclusions.Issued"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"title", "points"})
    kind: ConclusionKind
    number: str
    issued_on: date
    title: str
    points: tuple[str, ...]
    unit_ids: tuple[UUID, ...] = ()
    people: tuple[UUID, ...] = ()
    told_by: date | None = None
    replaces: UUID | None = None


class Acknowledged(Event, frozen=True):
    """A unit, or a person, has received it and knows of it."""

    TOPIC: ClassVar[str] = "conclusions.Acknowledged"
    addressee_id: UUID


class Disseminated(Event, frozen=True, omit_defaults=True):
    """A unit told its members, so many of so many; `reason` says why others were absent.

    Who was absent is told in a later session, which counts only those that it told anew.
    """

    TOPIC: ClassVar[str] = "conclusions.Disseminated"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    session: int
    unit_id: UUID
    held_on: date
    manner: Manner
    present: int
    members: int
    reason: str = ""
    files: tuple[Evidence, ...] = ()


class DisseminationStruck(Event, frozen=True):
    """What was said of a session was a mistake; it stays, struck."""

    TOPIC: ClassVar[str] = "conclusions.DisseminationStruck"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    ABOUT: ClassVar[str] = DOER
    session: int
    reason: str


class Urged(Event, frozen=True):
    """Addressees who still owe something were reminded by hand."""

    TOPIC: ClassVar[str] = "conclusions.Urged"
    addressees: tuple[UUID, ...]
    urged_at: datetime


class Withdrawn(Event, frozen=True):
    """It no longer holds, and nothing takes its place."""

    TOPIC: ClassVar[str] = "conclusions.Withdrawn"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


class Superseded(Event, frozen=True):
    """Another document took its place."""

    TOPIC: ClassVar[str] = "conclusions.Superseded"
    by_id: UUID


class Closed(Event, frozen=True):
    """It is followed no longer; `reason` says why, where something was still open."""

    TOPIC: ClassVar[str] = "conclusions.Closed"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str
