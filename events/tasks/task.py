"""Tasks (nhiệm vụ): the stream of one duty, from issue to the lock of its period.

Each event of a task names its act in the life (`life.py`); it says itself what its facts must
satisfy (`check`) and what later decisions need of it (`change`).
"""

from datetime import date
from decimal import Decimal
from typing import ClassVar
from uuid import UUID

import msgspec

from events.recurring import Occurrence
from events.stream import Event, Stream
from events.tasks.hands import Hand, OnBehalf
from events.tasks.life import END, Act, Status
from events.tasks.permits import permit
from events.values import Area, Cause, Clarity, Origin, Place, Share


class TaskEvent(Event, frozen=True):
    """What is said of a task."""

    TEXT_REMEMBERED: ClassVar[bool] = False
    ACT: ClassVar[Act]

    @property
    def act(self) -> Act:
        """The act in the life of the task."""
        return self.ACT

    def check(self, task: "Task") -> None:
        """Refuse what the facts of the task forbid."""

    def change(self, task: "Task") -> None:
        """Remember what later decisions need."""


def beginning(clarity: Clarity) -> Act:
    """Name the act that gives a duty out: what waits for a condition is owed by nobody yet."""
    if clarity.deadline and clarity.deadline.condition:
        return "issue_waiting"
    return "issue_to_person" if clarity.person_id else "issue"


class Decision(TaskEvent, frozen=True, kw_only=True, omit_defaults=True):
    """What somebody decides by their post, or on behalf of who holds it."""

    on_behalf: OnBehalf | None = None


class Judgement(Decision, frozen=True, kw_only=True, omit_defaults=True):
    """A decision whose words are about the person in charge, whom it names."""

    ABOUT: ClassVar[str] = "about_id"
    about_id: UUID | None = None


class Duty(msgspec.Struct, frozen=True, kw_only=True):
    """What a task is about, apart from its clarities; no plan gave it where there is none."""

    plan_id: UUID | None
    item_id: int | None
    code: str
    content: str
    area: Area | None
    place: Place | None
    part_of: UUID | None


class Task(Stream):
    """A duty with six clarities.

    `handed_in_by` is who handed in the product that is judged, also after somebody else took
    the task over. `asked` is the deadline that was asked for and not yet answered, with the
    reason; `obstacles` are those not yet answered, by the version of the task that reported
    them; `rests` is since when it rests, with the deadline that stood. `occurrence` is which
    time of a recurring duty it is; once it is `continued` the next one was given out.
    `origin` is what it comes from when no plan gave it, `parent_id` the task that it is a part
    of, `parts` are its own, `shares` the indicators that it serves.
    """

    duty: Duty
    clarity: Clarity
    status: Status

    def __init__(self, stream_id: UUID) -> None:
        super().__init__(stream_id)
        self.due_on: date | None = None
        self.first_due_on: date | None = None
        self.handed_in_by: UUID | None = None
        self.asked: tuple[date, str] | None = None
        self.extensions = 0
        self.obstacles: dict[int, Cause] = {}
        self.rests: tuple[date, date | None] | None = None
        self.occurrence: Occurrence | None = None
        self.continued = False
        self.origin: Origin | None = None
        self.parent_id: UUID | None = None
        self.parts: tuple[UUID, ...] = ()
        self.shares: tuple[Share, ...] = ()

    def issue(self, issued: TaskEvent) -> None:
        """Begin the task; the gate has been passed."""
        self.happened(issued)

    def record(self, event: TaskEvent, hand: Hand) -> None:
        """Let an event happen, if the life, the hand and the event's own facts allow it.

        Raises:
            RefusedError: as `permit` and the event's `check` say.
        """
        behalf = permit(event.act, self, hand)
        event.check(self)
        if isinstance(event, Decision) and behalf is not None:
            event = msgspec.structs.replace(event, on_behalf=behalf)
        if isinstance(event, Judgement):
            event = msgspec.structs.replace(event, about_id=self.clarity.person_id)
        self.happened(event)

    @property
    def task_id(self) -> UUID:
        """The stream's identifier."""
        return self.id

    @property
    def quantity(self) -> Decimal:
        """How much of the product is owed."""
        product = self.clarity.deliverable
        return product.quantity if product else Decimal(1)

    @property
    def doers(self) -> frozenset[UUID]:
        """Whose work it is: who is in charge, and who handed in what is judged."""
        return frozenset(filter(None, (self.clarity.person_id, self.handed_in_by)))

    def evolve(self, event: Event) -> None:
        """Take the state that the life says, and what the event itself changes."""
        if isinstance(event, TaskEvent):
            self.status = END[event.act] or self.status
            event.change(self)
