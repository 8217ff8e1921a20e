"""What happens to a mission (đoàn kiểm tra tại xã): its order, its communes, their answers."""

from datetime import date
from typing import Any, ClassVar, Literal
from uuid import UUID

from events.stream import Event

MissionKind = Literal["planned", "unannounced", "thematic"]
State = Literal["running", "declined", "closed"]
Reason = Literal["", "no_unit", "no_plan", "namesake"]


class Ordered(Event, frozen=True, omit_defaults=True):
    """Somebody entitled ordered it; its scope in each commune follows."""

    TOPIC: ClassVar[str] = "missions.Ordered"
    FREE_TEXT: ClassVar[frozenset[str]] = frozenset({"subject"})
    kind: MissionKind
    document: str
    issued_on: date
    subject: str
    members: tuple[UUID, ...]
    first_day: date
    last_day: date
    period_from: date | None = None
    period_until: date | None = None


class PlaceAdded(Event, frozen=True):
    """A commune is looked at: these of its units and plans, as named there; none means all."""

    TOPIC: ClassVar[str] = "missions.PlaceAdded"
    commune: int
    units: tuple[str, ...]
    plans: tuple[str, ...]


class Sent(Event, frozen=True):
    """The order, as it stands, went to a commune in a letter."""

    TOPIC: ClassVar[str] = "missions.Sent"
    commune: int
    letter_id: UUID
    number: int
    sha256: str


class LastDayMoved(Event, frozen=True):
    """A paper lets it end later, or earlier."""

    TOPIC: ClassVar[str] = "missions.LastDayMoved"
    document: str
    issued_on: date
    last_day: date


class MemberReplaced(Event, frozen=True):
    """A paper puts somebody into the place of a member; `members` are all from now on."""

    TOPIC: ClassVar[str] = "missions.MemberReplaced"
    document: str
    issued_on: date
    leaves: UUID
    joins: UUID
    members: tuple[UUID, ...]


class Vouched(Event, frozen=True):
    """Whoever ordered it says that a member is not who bears the same name in a commune."""

    TOPIC: ClassVar[str] = "missions.Vouched"
    member: UUID


class Withdrawn(Event, frozen=True):
    """A paper ends it everywhere without a conclusion."""

    TOPIC: ClassVar[str] = "missions.Withdrawn"
    document: str


class Concluded(Event, frozen=True):
    """It ended everywhere with a conclusion of this number."""

    TOPIC: ClassVar[str] = "missions.Concluded"
    document: str


class Entered(Event, frozen=True):
    """A member went over to look at the record of a commune."""

    TOPIC: ClassVar[str] = "missions.Entered"
    commune: int


class Answered(Event, frozen=True):
    """The commune's record says how it stands there, or why it declined.

    `names` are units and plans that it does not know, `members` those of ours with namesakes
    among whom it would inspect.
    """

    TOPIC: ClassVar[str] = "missions.Answered"
    commune: int
    letter_id: UUID
    number: int
    sha256: str
    state: State
    reason: Reason
    names: tuple[str, ...]
    members: tuple[UUID, ...]
    findings: int
    conclusion: str


def changed(said: LastDayMoved | MemberReplaced) -> dict[str, Any]:
    """Give what a paper changes of the order."""
    if isinstance(said, MemberReplaced):
        return {"members": said.members}
    return {"last_day": said.last_day}
