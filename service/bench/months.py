"""A commune's year of products in events: given, received, worked on, handed in, judged."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4, uuid5

from eventsourcing.persistence import StoredEvent

from events.periods import Opened
from events.recorder import Envelope, TenantRecorder
from events.registry import encode
from events.score_values import Verdict
from events.scoring import Confirmed, sheet_id
from events.stream import Event
from events.tasks import giving, judging, obstacles, working
from events.values import Clarity, Conversion, Deadline, Deliverable
from service.bench import crowd
from service.db import driver
from service.evaluation import periods, score_sheets
from service.evaluation.periods import Period
from service.read_models import rebuild
from service.tasks import states
from tenants.ids import TenantId
from tenants.scope import Scope

YEAR, MONTHS = 2025, 12
DUE, IN_TIME, LATE = 20, 18, 22  # days of the month
HOUR = 2  # in UTC: nine in the morning here
Said = tuple[int, Event]  # the day of the month, and what happened


@dataclass(frozen=True, slots=True)
class Commune:
    """How many people, and products of them all in a month."""

    people: int
    products: int


def period_of(month: int) -> Period:
    """Give a month of the year as a period."""
    start = date(YEAR, month, 1)
    end = date(YEAR + month // MONTHS, month % MONTHS + 1, 1) - timedelta(days=1)
    return Period(
        period_id=uuid5(crowd.NAMES, f"period {month}"),
        kind="month",
        start=start,
        end=end,
        cut_off=end,
        due=end,
        counted_from=start,
    )


def load(scope: Scope, commune: Commune) -> int:
    """Append the year to a tenant, and make the read models of it; gives how many events."""
    with scope.begin() as connection:
        recorder, count = TenantRecorder(driver(connection)), 0
        for month in range(1, MONTHS + 1):
            for day, batch in sorted(_month(commune, month).items()):
                recorder.append(batch, _envelope(scope.tenant_id, date(YEAR, month, day)))
                count += len(batch)
        rebuild(connection, states, periods)
    return count


def sign(scope: Scope, verdicts: Mapping[int, Mapping[UUID, Verdict]]) -> int:
    """Append what was found of everybody in each month as confirmed; gives how many."""
    with scope.begin() as connection:
        recorder, count = TenantRecorder(driver(connection)), 0
        for month, of_all in verdicts.items():
            batch = [_confirmed(month, person, said) for person, said in of_all.items()]
            recorder.append(batch, _envelope(scope.tenant_id, date(YEAR + 1, 1, month)))
            count += len(batch)
        rebuild(connection, score_sheets)
    return count


def _month(commune: Commune, month: int) -> dict[int, list[StoredEvent]]:
    period = period_of(month)
    facts = {name: getattr(period, name) for name in Opened.__struct_fields__}
    days = {1: [_stored(period.period_id, 1, Opened(**facts))]}
    for number in range(commune.products):
        task_id = uuid5(crowd.NAMES, f"product {month} {number}")
        life = _life(number, _issued(commune, month, number))
        for version, (day, event) in enumerate(life, 1):
            days.setdefault(day, []).append(_stored(task_id, version, event))
    return days


def _life(number: int, issued: giving.Issued) -> Iterator[Said]:
    """Let some be late, some returned, some excused, some left undone."""
    due, version = issued.due_on, 4
    assert due is not None  # noqa: S101 - written a few lines below
    yield 1, issued
    yield 2, working.Acknowledged(received_on=due.replace(day=2), due_on=due)
    yield 5, working.Progressed(amount=Decimal(0), note="Đang làm.")
    yield 12, working.Progressed(amount=Decimal(0), note="Sắp xong.")
    if number % 10 == 0:
        yield 14, obstacles.ObstacleReported(cause="objective", text="Mưa lũ.", proposal="")
        answered = obstacles.ObstacleAnswered(
            obstacle=version + 1, verdict="confirmed", answer=""
        )
        yield 15, answered
    if number % 13 == 0:
        return
    day = LATE if number % 7 == 0 else IN_TIME
    yield day, _handed_in(due, day)
    if number % 11 == 0:
        yield day + 1, judging.Returned(reason="Sai số liệu.", major_error=True)
        yield day + 2, _handed_in(due, day + 2)
    yield day + 3, judging.Accepted(note="")
    yield day + 4, judging.Rated(quality=100, note="")


def _handed_in(due: date, day: int) -> working.Submitted:
    return working.Submitted(submitted_on=due.replace(day=day), note="Đã xong.", evidence=())


def _issued(commune: Commune, month: int, number: int) -> giving.Issued:
    who, due = number % commune.people, date(YEAR, month, DUE)
    points = Decimal(5 + number % 60)
    worth = Conversion(code="DC.05", points=points, coefficient=points / 5)
    product = Deliverable(
        name="Báo cáo", quantity=Decimal(1 + number % 3), unit="bản", conversion=worth
    )
    clarity = Clarity(
        person_id=crowd.person_id(who),
        post_id=crowd.post_id(who),
        lead_unit_id=crowd.unit_id(who),
        deadline=Deadline(kind="date", on=due),
        deliverable=product,
        accept_post_id=crowd.post_id(0),
        extend_post_id=crowd.post_id(1),
    )
    return giving.Issued(
        plan_id=crowd.NAMES,
        item_id=number + 1,
        code=f"NV-{YEAR}-{month:02}{number:03}",
        content=f"Lập báo cáo số {number} của tháng {month:02}",
        area="procedures",
        clarity=clarity,
        due_on=due,
    )


def _confirmed(month: int, person_id: UUID, verdict: Verdict) -> StoredEvent:
    period_id = period_of(month).period_id
    said = Confirmed(person_id=person_id, period_id=period_id, verdict=verdict, comment="")
    return _stored(sheet_id(person_id, period_id), 1, said)


def _stored(stream: UUID, version: int, event: Event) -> StoredEvent:
    return StoredEvent(stream, version, event.TOPIC, encode(event))


def _envelope(tenant_id: TenantId, day: date) -> Envelope:
    who = crowd.actor(tenant_id, 0)
    return Envelope(
        command_id=uuid4(),
        fingerprint=sha256(b"bench").digest(),
        person_id=who.person_id,
        post_id=who.post_id,
        recorded_at=datetime(day.year, day.month, day.day, HOUR, tzinfo=UTC),
    )
