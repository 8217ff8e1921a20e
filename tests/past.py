"""A commune with a past: a demonstration tenant whose events were recorded on given days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4, uuid5

from events.plan_items import Front, Item
from events.values import Area, Clarity, Deadline, Deliverable, Evidence, Target
from service.clock import today
from service.ledgers import Instance
from service.organisation.founding import ZONE, Founding, found
from service.plans.drafting import StartDraft
from service.tasks import states as task_states
from service.tasks.issuing import IssuePlan
from service.tasks.state import TaskState
from service.work import Command, Order, execute
from tests.people import SINCE, Commune, people_of, take_in

AREAS: tuple[Area | None, ...] = ("procedures", "institutions", "digital_government", None)
TODAY = today(ZONE)


def days_ago(days: int, hour: int = 3) -> datetime:
    """Give an instant that many days back; hour 3 in UTC is 10 in the morning here."""
    day = TODAY - timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def local_day(days: int) -> date:
    """Give the day that many days back."""
    return TODAY - timedelta(days=days)


@dataclass(frozen=True)
class Story(Commune):
    """A commune in which things are done on past days, from 300 days ago on."""

    def do(
        self,
        command: Command,
        *,
        by: str,
        command_id: UUID | None = None,
        at: datetime | None = None,
    ) -> UUID:
        """Carry out a command as somebody on a past day; gives the command's identifier."""
        command_id = command_id or uuid4()
        order = Order(
            actor=self.actors[by], command_id=command_id, recorded_at=at or days_ago(300)
        )
        execute(command, order, self.ledger)
        return command_id

    def tasks(self, plan_id: UUID) -> list[TaskState]:
        """List a plan's tasks as they stand now."""
        with self.ledger.scope.begin() as connection:
            return task_states.of_plan(connection, plan_id, None)


def make_story(admin: Instance, instance: Instance, *, kind: str = "commune") -> Story:
    """Found a commune, or a Party committee, 300 days ago and take in its people."""
    code = f"xa-{uuid4().hex[:12]}"
    founding = Founding(
        code=code,
        kind=kind,
        name=f"UBND xã {code}",
        place="Suối Ngàn",
        phone="0200 000 000",
        admin="Quản Trị",
        since=SINCE,
        demo=True,
        recorded_at=days_ago(300),
    )
    tenant, administrator = found(admin.engine, admin.key, founding)
    story = Story(tenant, admin.open(tenant), {"admin": administrator}, {}, instance)
    take_in(story, *people_of(kind))
    return story


def duty(
    story: Commune,
    number: int,
    *,
    person: str = "khai",
    due: date | None = None,
    **more: object,
) -> Item:
    """Give an accepted piece of work, clear in all six."""
    who = story.actors[person]
    deadline = Deadline(kind="date", on=due) if due else Deadline(kind="continuous")
    clarity = Clarity(
        person_id=who.person_id,
        post_id=who.post_id,
        lead_unit_id=who.unit_id,
        deadline=deadline,
        deliverable=Deliverable(name="Hồ sơ số", quantity=Decimal(1240), unit="hồ sơ"),
        accept_post_id=story.actors["do" if person == "khai" else "ha"].post_id,
        extend_post_id=story.actors["dung"].post_id,
    )
    facts = {"text": f"Số hóa hồ sơ giấy đợt {number}", "area": AREAS[number % 4]} | more
    return Item(
        item_id=number,
        kind="task",
        state="accepted",
        clarity=clarity,
        **facts,  # type: ignore[arg-type]
    )


def proof(task_id: UUID) -> Evidence:
    """Give a file that belongs to a task alone."""
    return Evidence(sha256=task_id.hex * 2, name="bien-ban.pdf", size=9, kind="pdf")


def target(number: int, value: int = 90) -> Item:
    """Give an accepted indicator."""
    return Item(
        item_id=number,
        kind="indicator",
        state="accepted",
        text=f"Tỷ lệ hồ sơ trả đúng hạn, nhóm {number}",
        area="procedures",
        target=Target(comparator=">=", value=Decimal(value), unit="%"),
    )


def drafted(
    story: Story,
    items: Iterable[Item],
    *,
    title: str = "Kế hoạch cải cách hành chính",
    at: datetime,
    file_sha256: str = "0" * 64,
) -> UUID:
    """Start a draft with these records on a past day; gives the plan."""
    draft = StartDraft(
        file_sha256=file_sha256,
        file_name="ke-hoach.pdf",
        reading_sha256="1" * 64,
        front=Front(
            title=title,
            issuer="UBND xã Suối Ngàn",
            period=(2026, 2026),
            legal_bases=("Nghị quyết số 76/NQ-CP", "Kế hoạch số 15/KH-UBND"),
        ),
        items=tuple(items),
    )
    return uuid5(story.do(draft, by="ha", at=at), "plan")


def issued(
    story: Story,
    items: Iterable[Item],
    *,
    title: str = "Kế hoạch cải cách hành chính",
    at: datetime,
    file_sha256: str = "0" * 64,
    later: tuple[int, ...] = (),
) -> UUID:
    """Draft and issue a plan on a past day; gives the plan."""
    plan_id = drafted(story, items, title=title, at=at, file_sha256=file_sha256)
    issue = IssuePlan(
        plan_id=plan_id,
        number="12",
        symbol="KH-UBND",
        issued_on=at.date(),
        signer="Vàng A Sử",
        signer_post="Chủ tịch",
        later=later,
    )
    story.do(issue, by="ha", at=at)
    return plan_id
