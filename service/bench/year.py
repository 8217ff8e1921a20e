"""A year of one commune's plan in events: every task issued, received, reported on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID, uuid4, uuid5

from eventsourcing.persistence import StoredEvent

from events import plans
from events.plan_items import Front
from events.recorder import Envelope, TenantRecorder
from events.registry import encode
from events.stream import Event
from events.tasks import giving, working
from events.values import Clarity, Deadline, Deliverable
from service.bench import crowd
from service.clock import now
from service.db import driver
from service.ledgers import Instance
from service.read_models import READ_MODELS, rebuild
from tenants.ids import TenantId
from tenants.register import Tenant
from tenants.scope import Scope

PLAN = uuid5(crowd.NAMES, "plan")
LONGEST = 600  # seconds that loading one tenant may take
DAYS = 300  # that the year's events are spread over, up to now
TEXT = "Rà soát, chuẩn hóa và công khai quy trình giải quyết thủ tục hành chính số {number}"
Batch = list[StoredEvent]


@dataclass(frozen=True, slots=True)
class Year:
    """The events of a plan in batches, each recorded at its own instant; encoded once."""

    batches: list[Batch]
    tasks: int
    events: int

    def instant(self, share: float) -> datetime:
        """Give an instant of the year."""
        return now() - timedelta(days=DAYS * (1 - share))


def task_id(number: int) -> UUID:
    """Name a task; the same in every tenant."""
    return uuid5(crowd.NAMES, f"task {number}")


def year(count: int, each: int) -> Year:
    """Write a plan of so many tasks with so many events each, beside the plan's own two."""
    first = [_stored(PLAN, 1, _draft()), _stored(PLAN, 2, _issued_plan())]
    first += [_stored(task_id(n), 1, issued(n)) for n in range(count)]
    later = [
        [_stored(task_id(n), version, _step(n, version, each)) for n in range(count)]
        for version in range(2, each + 1)
    ]
    return Year([first, *later], count, count * each + 2)


def issued(number: int) -> giving.Issued:
    """Give the first event of a task."""
    product = Deliverable(name="Quy trình đã chuẩn hóa", quantity=Decimal(1000), unit="hồ sơ")
    due = date(2026, 1 + number % 12, 1 + number % 28)
    clarity = Clarity(
        person_id=crowd.person_id(number % crowd.PEOPLE),
        post_id=crowd.post_id(number % crowd.PEOPLE),
        lead_unit_id=crowd.unit_id(number % crowd.PEOPLE),
        deadline=Deadline(kind="date", on=due),
        deliverable=product,
        accept_post_id=crowd.post_id(0 if number % crowd.PEOPLE else 1),
        extend_post_id=crowd.post_id(1 if number % crowd.PEOPLE else 0),
    )
    return giving.Issued(
        plan_id=PLAN,
        item_id=number + 1,
        code=f"NV-2026-{number + 1:03}",
        content=TEXT.format(number=number),
        area="procedures",
        clarity=clarity,
        due_on=due,
    )


def load(owner: Instance, tenant: Tenant, said: Year) -> None:
    """Append a year to a tenant, batch by batch, and make the read models from it."""
    scope = Scope(owner.engine, tenant.tenant_id, owner.key, as_owner=True, seconds=LONGEST)
    with scope.begin() as connection:
        recorder = TenantRecorder(driver(connection))
        for number, batch in enumerate(said.batches):
            share = (number + 1) / (len(said.batches) + 1)
            recorder.append(batch, _envelope(tenant.tenant_id, said.instant(share)))
        rebuild(connection, *READ_MODELS)


def _envelope(tenant_id: TenantId, at: datetime) -> Envelope:
    who = crowd.actor(tenant_id, 0)
    return Envelope(
        command_id=uuid4(),
        fingerprint=sha256(b"bench").digest(),
        person_id=who.person_id,
        post_id=who.post_id,
        recorded_at=at,
    )


def _draft() -> plans.DraftStarted:
    front = Front(title="Kế hoạch cải cách hành chính năm 2026", document_type="Kế hoạch")
    digest = sha256(b"bench").hexdigest()
    return plans.DraftStarted(
        file_sha256=digest,
        file_name="ke-hoach.txt",
        reading_sha256=digest,
        front=front,
        items=(),
    )


def _issued_plan() -> plans.Issued:
    return plans.Issued(
        number="12",
        symbol="KH-UBND",
        issued_on=date(2026, 1, 30),
        signer="Nguyễn Văn Số 1",
        signer_post="Chủ tịch",
    )


def _step(number: int, version: int, last: int) -> Event:
    if version == 2:
        return working.Acknowledged(received_on=date(2026, 2, 2), due_on=issued(number).due_on)
    if version == last and number // crowd.PEOPLE % 3 == 0:  # a third of everybody's
        return working.Submitted(submitted_on=date(2026, 11, 2), note="Đã xong.", evidence=())
    return working.Progressed(
        amount=Decimal(version * 10), note=f"Đã xong {version * 10} hồ sơ."
    )


def _stored(stream: UUID, version: int, event: Event) -> StoredEvent:
    return StoredEvent(stream, version, event.TOPIC, encode(event))
