"""Deadlines are reminded of 7, 3 and 1 working days before, on the day and after: once each."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from events.values import Deadline
from service.messages.mornings import Mornings
from service.tasks.deadlines import ExtendDeadline
from service.tasks.working import Acknowledge, Submit
from tests.messages.looking import bell, outgoing, wants_digest
from tests.people import Commune
from tests.tasks.given import given_task

FRIDAY = date(2099, 6, 26)


def morning(day: date, hour: int = 1) -> datetime:
    """Hour 1 in UTC is eight in the morning here."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def greet(commune: Commune, at: datetime) -> int:
    with commune.ledger.scope.begin() as connection:
        return Mornings("https://sauro.example").greet(connection, commune.tenant, at)


def live(commune: Commune, first: date, days: int) -> dict[str, int]:
    """Let a commune's mornings pass, and tell what Khải was reminded of on which day."""
    told: dict[str, int] = {}
    for day in (first + timedelta(days=n) for n in range(days)):
        if new := greet(commune, morning(day)):
            told[f"{day:%d/%m}"] = new
    return told


def due_on(day: date) -> Deadline:
    return Deadline(kind="date", on=day)


def test_each_mark_is_told_once_on_working_days(commune: Commune) -> None:
    given_task(commune, deadline=due_on(FRIDAY))
    told = live(commune, date(2099, 6, 8), 40)
    assert list(told) == [
        "17/06", "23/06", "25/06", "26/06", "29/06", "01/07", "03/07", "10/07", "17/07",
    ]  # fmt: skip
    assert set(told.values()) == {1}
    assert Counter(one.kind for one in bell(commune, "khai")) == {"due": 4, "late": 5}


def test_after_days_without_a_worker_only_the_nearest_is_told(commune: Commune) -> None:
    given_task(commune, deadline=due_on(FRIDAY))
    assert live(commune, date(2099, 6, 24), 1) == {"24/06": 1}
    assert live(commune, date(2099, 6, 24), 1) == {}


def test_a_new_date_has_reminders_of_its_own(commune: Commune) -> None:
    task_id = given_task(commune, deadline=due_on(FRIDAY))
    assert live(commune, date(2099, 6, 25), 1) == {"25/06": 1}
    later = ExtendDeadline(task_id=task_id, due_on=date(2099, 7, 3), reason="Mưa lũ")
    commune.do(later, by="dung")
    assert list(live(commune, date(2099, 6, 26), 8)) == ["26/06", "30/06", "02/07", "03/07"]


def test_nobody_is_reminded_of_what_they_handed_in(commune: Commune) -> None:
    task_id = given_task(commune, deadline=due_on(FRIDAY))
    commune.do(Acknowledge(task_id=task_id), by="khai")
    commune.do(Submit(task_id=task_id, note="Xong"), by="khai")
    assert live(commune, date(2099, 6, 8), 40) == {}


@pytest.mark.parametrize("hour", [17, 23])
def test_nothing_is_said_before_half_past_six(commune: Commune, hour: int) -> None:
    given_task(commune, deadline=due_on(FRIDAY))
    assert greet(commune, morning(FRIDAY - timedelta(days=1), hour) - timedelta(days=1)) == 0


def test_the_digest_is_one_letter_a_day_and_only_with_news(commune: Commune) -> None:
    address = wants_digest(commune, "khai")
    wants_digest(commune, "dung")
    given_task(commune, deadline=due_on(FRIDAY))
    for _ in range(3):
        greet(commune, morning(FRIDAY))
    [letter] = outgoing(commune)
    assert (letter.channel, letter.address) == ("email", address)
    assert "Sắp đến hạn, hạn 26/06/2099" in letter.body
    assert f"https://sauro.example/x/{commune.tenant.code}/" in letter.body
    assert letter.subject == "Việc của bạn ngày 26/06/2099: 1 dòng mới"


def test_who_did_not_ask_for_the_digest_gets_none(commune: Commune) -> None:
    given_task(commune, deadline=due_on(FRIDAY))
    greet(commune, morning(FRIDAY))
    assert outgoing(commune) == []
