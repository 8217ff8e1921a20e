"""Given events, when a command, then events or a refusal: in memory, without a database."""

from collections.abc import Mapping
from dataclasses import replace as replace_actor
from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any, TypeVar
from uuid import UUID, uuid4, uuid5

import msgspec
from msgspec.structs import replace

from events import recurring
from events.errors import WrongStreamError
from events.evidence import EvidenceItem
from events.stream import Event, Stream
from events.tasks.giving import Issued
from events.tasks.outside import Given
from events.tasks.task import Judgement, Task
from events.values import Clarity, Deadline, Deliverable, Origin, Terms
from service.work import Command, Work
from tenants.access import Actor, Role, StandIn
from tenants.calendar import WorkingCalendar
from tenants.directory import Directory, Holding, Post, Unit
from tenants.ids import PersonId, PostId, TenantId, UnitId

S = TypeVar("S", bound=Stream)
TODAY, JUNE, JULY = date(2026, 6, 15), date(2026, 6, 30), date(2026, 7, 31)
CENTRE, LEADERS = UUID(int=901), UUID(int=902)
WAITS = Deadline(kind="relative", days=10, terms=Terms(condition="có hướng dẫn của Sở Nội vụ"))


def somebody(number: int, unit: UUID, role: Role) -> Actor:
    post = PostId(UUID(int=100 + number))
    person = PersonId(UUID(int=number))
    return Actor(TenantId(1), person, post, UnitId(unit), frozenset({role}))


KHAI = somebody(1, CENTRE, Role.OFFICIAL)  # is in charge
DO = somebody(2, CENTRE, Role.UNIT_HEAD)  # accepts
DUNG = somebody(3, LEADERS, Role.LEADER)  # may extend
HUNG = somebody(4, CENTRE, Role.OFFICIAL)  # has nothing to do with it
KHAI_AS_HEAD = Actor(
    KHAI.tenant_id, KHAI.person_id, DO.post_id, KHAI.unit_id, frozenset({Role.UNIT_HEAD})
)
KHAI_AS_LEADER = Actor(
    KHAI.tenant_id, KHAI.person_id, DUNG.post_id, KHAI.unit_id, frozenset({Role.LEADER})
)


UNIT_HEADS = {Role.UNIT_HEAD, Role.LEADER, Role.PARTY_STANDING}
PEOPLE = (KHAI, DO, DUNG, HUNG)


def standing_in(actor: Actor, *holders: Actor) -> Actor:
    """Let somebody decide for the holders of posts."""
    posts = (
        StandIn(UUID(int=70 + n), one.post_id, one.person_id, one.unit_id, one.roles)
        for n, one in enumerate(holders)
    )
    return replace_actor(actor, stands_in=tuple(posts))


SERVICE = Actor.service(TenantId(1))
CAST = (
    *PEOPLE,
    SERVICE,
    KHAI_AS_HEAD,
    KHAI_AS_LEADER,
    standing_in(HUNG, DO, DUNG),
    standing_in(KHAI, DO, DUNG),
    standing_in(DO, DUNG),
    replace_actor(HUNG, roles=frozenset({Role.STANDING_AGENCY})),
    replace_actor(KHAI, roles=frozenset({Role.STANDING_AGENCY})),
)
UNITS = {CENTRE: "Trung tâm", LEADERS: "Lãnh đạo"}
REGISTER = Directory(
    {unit: Unit(unit, name, "department") for unit, name in UNITS.items()},
    {who.post_id: Post(who.post_id, who.unit_id, "Chức vụ", ()) for who in PEOPLE},
    {who.person_id: f"Người {who.person_id.int}" for who in PEOPLE},
    tuple(Holding(who.post_id, who.person_id, date(2026, 1, 1), None) for who in PEOPLE),
)


MONTHLY = Deadline(kind="recurring", rhythm="monthly", on=JUNE)


def issued_task(deadline: Deadline | None = None, quantity: int = 1240) -> Task:
    """Give a task that Khải is in charge of, Dợ accepts and Dũng may extend."""
    clarity = _clarity(deadline, quantity)
    return _issued(replace(clarity, person_id=KHAI.person_id, post_id=KHAI.post_id))


def to_the_unit(deadline: Deadline | None = None) -> Task:
    """Give a task to the centre, which Dợ heads; nobody is in charge of it yet."""
    return _issued(_clarity(deadline))


def outside_task() -> Task:
    """Give a task outside the plan that Hùng gave to Khải."""
    given = replace(_clarity(None), giver_post_id=HUNG.post_id)
    clarity = replace(given, person_id=KHAI.person_id, post_id=KHAI.post_id)
    task = Task(uuid4())
    said = Given(
        code="NV-2026-018",
        content="Rà soát thủ tục đất đai",
        area=None,
        clarity=clarity,
        due_on=JUNE,
        origin=Origin(kind="leader"),
    )
    task.issue(said)
    return task


def _clarity(deadline: Deadline | None, quantity: int = 1240) -> Clarity:
    return Clarity(
        lead_unit_id=CENTRE,
        deadline=deadline or Deadline(kind="date", on=JUNE),
        deliverable=Deliverable(name="Hồ sơ số", quantity=Decimal(quantity), unit="hồ sơ"),
        accept_post_id=DO.post_id,
        extend_post_id=DUNG.post_id,
    )


def _issued(clarity: Clarity) -> Task:
    task = Task(uuid4())
    task.issue(
        Issued(
            plan_id=uuid4(),
            item_id=17,
            code="NV-2026-017",
            content="Số hóa hồ sơ còn tồn",
            area="procedures",
            clarity=clarity,
            due_on=clarity.deadline.on if clarity.deadline else None,
            occurrence=recurring.begin(task.id, clarity.deadline, None),
        )
    )
    return task


class Memory:
    """The streams as a store gives them."""

    def __init__(self, streams: Mapping[UUID, list[Event]]) -> None:
        self.streams = streams

    def load(self, kind: type[S], stream_id: UUID) -> S:
        stream = kind(stream_id)
        if stream_id not in self.streams:
            raise WrongStreamError(stream_id)
        for event in self.streams[stream_id]:
            stream.replay(event)
        return stream

    def stream(self, stream_id: UUID) -> list[SimpleNamespace]:
        return [
            SimpleNamespace(
                event=event, version=version, stream_id=stream_id, person_id=UUID(int=0)
            )
            for version, event in enumerate(self.streams[stream_id], 1)
        ]


class Rehearsal(Work):
    """A unit of work on streams that are kept in memory."""

    def __init__(
        self, actor: Actor, streams: Mapping[UUID, list[Event]], day: date = TODAY
    ) -> None:
        self.actor, self.streams, self.day = actor, streams, day
        self.store: Any = Memory(streams)
        self.connection: Any = self
        self.nth = len(streams)
        self.loaded: dict[UUID, Stream] = {}
        self.saved: list[Stream] = []

    def new_id(self, name: str) -> UUID:
        return uuid5(UUID(int=self.nth), name)

    @property
    def today(self) -> date:
        return self.day

    @property
    def register(self) -> Directory:
        return REGISTER

    @property
    def calendar(self) -> WorkingCalendar:
        return WorkingCalendar()


class Scenario:
    """What happened before, what somebody asks for, and what came of it."""

    def __init__(self) -> None:
        self.streams: dict[UUID, list[Event]] = {}
        self.recorded: list[Event] = []
        self.refusal: Exception | None = None

    def given(self, stream: Stream) -> None:
        """Keep what a stream has recorded so far."""
        self.streams[stream.id] = [*stream.pending]

    def when(self, command: Command, *, by: Actor) -> None:
        """Let somebody ask for something."""
        self.refusal, work = None, Rehearsal(by, self.streams)
        try:
            command.decide(work)
        except Exception as refusal:  # noqa: BLE001 - judged by then_refused
            self.refusal = refusal
        asked = [stream for stream in work.saved if not isinstance(stream, EvidenceItem)]
        self.recorded = [event for stream in asked for event in stream.pending]

    def then(self, *expected: Event) -> None:
        """Expect these events, and no refusal; whom a judgement is about needs no saying."""
        if self.refusal:
            raise self.refusal
        said = [
            msgspec.structs.replace(e, about_id=None) if isinstance(e, Judgement) else e
            for e in self.recorded
        ]
        assert said == list(expected)

    def after(self, stream: Stream) -> Any:
        """Give the stream as it stands after what was recorded."""
        after = type(stream)(stream.id)
        for event in [*self.streams[stream.id], *self.recorded]:
            after.replay(event)
        return after

    def then_refused(self, expected: Exception) -> None:
        """Expect this refusal with these facts, and that nothing was recorded."""
        assert type(self.refusal) is type(expected)
        assert vars(self.refusal) == vars(expected)
        assert self.recorded == []
