"""The digest: one e-mail a person each working morning, and only when there is something."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Connection

from service.messages import alerts
from service.messages.contacts import wanting_digest
from service.messages.outbox import Message, post
from service.messages.wording import line, spoken

SUBJECT = "Việc của bạn ngày {day}: {count} dòng mới"
BODY = """Chào {name},

{lines}

Mở việc của bạn: {address}

Thư này được gửi tự động mỗi sáng khi có việc mới. Bạn tắt được ở mục Tài khoản.
"""
LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Morning:
    """The day in the tenant's zone, the moment, and where the tenant's pages begin."""

    today: date
    at: datetime
    address: str
    name: Callable[[UUID | None], str]


def send(connection: Connection, morning: Morning) -> int:
    """Put the day's digests into the outbox, one a person at most; gives how many."""
    letters = (
        _letter(connection, person_id, email, morning)
        for person_id, email in wanting_digest(connection).items()
    )
    return post(connection, [letter for letter in letters if letter], morning.at)


def _letter(
    connection: Connection, person_id: UUID, email: str, morning: Morning
) -> Message | None:
    new = alerts.of_person(connection, person_id, unread=True)
    if not new:
        return None
    lines = (f"- {line(one, morning.name)}"[:LONGEST_LINE] for one in new)
    return Message(
        channel="email",
        key=f"digest {person_id} {morning.today}",
        address=email,
        subject=SUBJECT.format(day=spoken(morning.today), count=len(new)),
        body=BODY.format(
            name=morning.name(person_id), lines="\n".join(lines), address=morning.address
        ),
    )
