"""Tasks with a made-up past: events on given days, at the positions of a log."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from events.store import Recorded
from events.stream import Event
from events.tasks.giving import (
    Assigned,
    Cancelled,
    HandedOver,
    Issued,
    RefusedBack,
    Transferred,
)
from events.tasks.judging import Accepted, Returned
from events.tasks.obstacles import ObstacleAnswered, ObstacleReported
from events.tasks.outside import Given
from events.tasks.working import Submitted
from events.values import Clarity, Conversion, Deadline, Deliverable, Origin
from service.evaluation.course import Course, courses
from service.evaluation.periods import Period

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
KHAI, HUNG, LAN = UUID(int=1), UUID(int=2), UUID(int=3)
UNIT, POST, PLAN = UUID(int=90), UUID(int=91), UUID(int=92)
HEAD = UUID(int=9)
Said = tuple[date, Event]


def june(day: int) -> date:
    return date(2026, 6, day)


def period(start: date = june(1), end: date = june(30), **more: Any) -> Period:
    facts = {"cut_off": end, "due": end, "counted_from": start} | more
    return Period(period_id=UUID(int=7), kind="month", start=start, end=end, **facts)


JUNE = period()
JULY = period(date(2026, 7, 1), date(2026, 7, 31))


def product(quantity: str = "1", coefficient: str | None = "12") -> Deliverable:
    worth = coefficient and Conversion(
        code="DC.05", points=Decimal(coefficient) * 5, coefficient=Decimal(coefficient)
    )
    return Deliverable(
        name="Báo cáo", quantity=Decimal(quantity), unit="bản", conversion=worth or None
    )


def given(
    due: date | None = june(20),
    *,
    person: UUID | None = KHAI,
    owed: Deliverable | None = None,
    origin: Origin | None = None,
    parent: UUID | None = None,
) -> Issued | Given:
    clarity = Clarity(
        person_id=person,
        post_id=POST if person else None,
        lead_unit_id=UNIT,
        deadline=Deadline(kind="date" if due else "continuous", on=due),
        deliverable=owed or product(),
        accept_post_id=POST,
        extend_post_id=POST,
    )
    facts: dict[str, Any] = {"code": "NV-2026-001", "content": "Lập báo cáo", "area": None}
    facts |= {"clarity": clarity, "due_on": due}
    if origin is None and parent is None:
        return Issued(plan_id=PLAN, item_id=1, **facts)
    return Given(origin=origin, parent_id=parent, **facts)


def handed_in(day: date) -> Said:
    return day, Submitted(submitted_on=day, note="Xong", evidence=())


def taken(day: date) -> Said:
    return day, Accepted(note="")


def returned(day: date, *, major: bool = True) -> Said:
    return day, Returned(reason="Sai số liệu", major_error=major)


def assigned(day: date, person: UUID) -> Said:
    return day, Assigned(person_id=person, post_id=POST, note="")


def handed_over(day: date, person: UUID, before: UUID = KHAI) -> Said:
    said = {"person_id": person, "post_id": POST, "from_person_id": before}
    return day, HandedOver(handover_id=UUID(int=8), **said)


def transferred(day: date, person: UUID | None) -> Said:
    return day, Transferred(lead_unit_id=UNIT, reason="Sắp xếp lại", person_id=person)


def refused(day: date) -> Said:
    return day, RefusedBack(reason="Không làm được")


def cancelled(day: date) -> Said:
    return day, Cancelled(reason="Không cần nữa")


def obstacle(day: date, cause: Any = "objective") -> Said:
    return day, ObstacleReported(cause=cause, text="Mưa lũ", proposal="")


def answered(day: date, version: int, verdict: Any = "confirmed") -> Said:
    return day, ObstacleAnswered(obstacle=version, verdict=verdict, answer="Đúng vậy")


def history(
    *said: Said, task: int = 1, first_position: int = 1, by: UUID = KHAI
) -> list[Recorded]:
    """Give a task's events at ten in the morning of their days."""
    return [
        Recorded(
            event,
            uuid5(PLAN, f"{task}"),
            version,
            first_position + version - 1,
            by,
            POST,
            moment := datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
            moment,
        )
        for version, (day, event) in enumerate(said, 1)
    ]


def course(*said: Said, **more: Any) -> Course:
    [found] = folded(history(*said, **more)).values()
    return found


def folded(recorded: Iterable[Recorded]) -> dict[UUID, Course]:
    return courses(recorded, ZONE)
