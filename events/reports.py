"""Reports (báo cáo): opened by the calendar, drafted, approved, signed, locked for good.

What is found wrong after the lock stands beside it as a correction (đính chính), or the report
is withdrawn and another takes its place.

Source: Decree 09/2019/NĐ-CP (period, cut-off); Decree 30/2020/NĐ-CP, Article 18 (corrections).
"""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

from events.report_values import Channel, Figure, Occasion, Section
from events.stream import Event, Stream
from events.values import Evidence


class Opened(Event, frozen=True, omit_defaults=True):
    """A report of a period began; all its days are of the tenant's zone and included.

    `cut_off` is the last day of which it speaks, `send_on` our own day, `due_on` that of whom
    it is owed to, `lower_due_on` that of our own units. `duty` is its number in the calendar
    (0: asked for outside it), `taker` the tenant it goes to, `replaces` one that was withdrawn.
    """

    TOPIC: ClassVar[str] = "reports.Opened"
    plan_id: UUID
    duty: int
    occasion: Occasion
    year: int
    first_day: date
    cut_off: date
    send_on: date
    due_on: date
    lower_due_on: date
    addressee: str
    channel: Channel
    taker: int | None = None
    replaces: UUID | None = None


class DaysSet(Event, frozen=True):
    """Somebody decided up to which day it speaks, and when it is sent."""

    TOPIC: ClassVar[str] = "reports.DaysSet"
    cut_off: date
    send_on: date
    lower_due_on: date


class Reminded(Event, frozen=True):
    """Everybody who owed something for it was reminded, on a day."""

    TOPIC: ClassVar[str] = "reports.Reminded"
    on: date
    people: tuple[UUID, ...]


class FiguresDrawn(Event, frozen=True):
    """Its figures were reckoned: as on the cut-off day, by what was known at a position."""

    TOPIC: ClassVar[str] = "reports.FiguresDrawn"
    figures: tuple[Figure, ...]
    cut_off: date
    up_to: int
    at: datetime


class FigureTyped(Event, frozen=True, omit_defaults=True):
    """A figure was typed by hand, for a reason; None: that of the events stands again."""

    TOPIC: ClassVar[str] = "reports.FigureTyped"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    key: str
    value: Decimal | None
    reason: str
    reached: bool | None = None


class SectionWritten(Event, frozen=True):
    """A section has a new text; `suggested` is what was offered from the events."""

    TOPIC: ClassVar[str] = "reports.SectionWritten"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text", "suggested"})
    section: Section
    text: str
    suggested: str


class Submitted(Event, frozen=True):
    """It was handed to the head; figures and text stand still."""

    TOPIC: ClassVar[str] = "reports.Submitted"
    by: UUID


class Commented(Event, frozen=True):
    """The head, or who signs, said something about it."""

    TOPIC: ClassVar[str] = "reports.Commented"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    text: str


class Returned(Event, frozen=True):
    """It goes back to those who draft it."""

    TOPIC: ClassVar[str] = "reports.Returned"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"text"})
    text: str


class Approved(Event, frozen=True):
    """The head agrees to it."""

    TOPIC: ClassVar[str] = "reports.Approved"


class Signed(Event, frozen=True, omit_defaults=True):
    """A leader signs it: the digest of its data, and the root of the log of `size` events.

    `template` is the version by which its paper is written (0: the system's own layout); None
    in events of before it was kept: the one chosen when it is printed.
    """

    TOPIC: ClassVar[str] = "reports.Signed"
    signer_id: UUID
    signer_post_id: UUID
    digest: str
    root: str
    size: int
    template: int | None = None


class Locked(Event, frozen=True):
    """It has number, day and signed file, and changes no more.

    `figures` are as signed: as on `cut_off`, by what was known at the position `up_to`, which
    was recorded `at`. `digest`, `root` and `size` are those of the signature.
    """

    TOPIC: ClassVar[str] = "reports.Locked"
    number: str
    symbol: str
    signed_on: date
    signer_id: UUID
    signer_post_id: UUID
    file: Evidence
    figures: tuple[Figure, ...]
    cut_off: date
    up_to: int
    at: datetime
    digest: str
    root: str
    size: int


class Sent(Event, frozen=True, omit_defaults=True):
    """It went to whom it is owed; by which letter, where it went along a link."""

    TOPIC: ClassVar[str] = "reports.Sent"
    on: date
    letter_id: UUID | None = None


class CorrectionDrafted(Event, frozen=True):
    """A slip of the locked report is to be set right: what, as it was, as it is, and why."""

    TOPIC: ClassVar[str] = "reports.CorrectionDrafted"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"what", "old", "new", "why"})
    correction: int
    what: str
    old: str
    new: str
    why: str


class CorrectionApproved(Event, frozen=True):
    """Who signs let the correction stand, with a number and a day of its own."""

    TOPIC: ClassVar[str] = "reports.CorrectionApproved"
    correction: int
    number: str
    symbol: str
    signed_on: date


class Withdrawn(Event, frozen=True):
    """The locked report holds no more; another takes its place and names it."""

    TOPIC: ClassVar[str] = "reports.Withdrawn"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str
    replaced_by: UUID


class Reported(Stream):
    """What these events make; `events/report_life.py` decides."""

    opened: Opened
