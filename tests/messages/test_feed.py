"""A calendar reads a person's deadlines under an address that can be taken back."""

from datetime import date
from typing import Any, cast

from icalendar import Calendar

from service.clock import now
from service.messages import feed
from tests.messages.test_reminders import measures_quarterly
from tests.past import Story
from tests.people import Commune
from tests.tasks.given import CONTENT, DUE, given_task


def test_the_feed_has_a_day_for_each_deadline(commune: Commune) -> None:
    task_id, khai = given_task(commune), commune.actors["khai"].person_id
    with commune.ledger.scope.begin() as connection:
        token = feed.give_address(connection, khai, now())
        assert feed.owner(connection, token) == khai
        written = feed.feed(
            connection, khai, DUE, "Khải", lambda _, one: f"https://a.example/{one}"
        )
    [event] = cast(list[Any], Calendar.from_ical(written).walk("VEVENT"))
    assert event["DTSTART"].dt == DUE
    assert CONTENT in event["SUMMARY"]
    assert event["URL"] == f"https://a.example/{task_id}"


def test_the_feed_has_the_days_on_which_figures_are_owed(story: Story) -> None:
    indicator_id, khai = measures_quarterly(story, "khai"), story.actors["khai"].person_id
    with story.ledger.scope.begin() as connection:
        written = feed.feed(
            connection, khai, DUE, "Khải", lambda about, one: f"https://a.example/{about}/{one}"
        )
    over, running = cast(list[Any], Calendar.from_ical(written).walk("VEVENT"))
    days = [over["DTSTART"].dt, running["DTSTART"].dt]
    assert days == [date(2099, 3, 31), date(2099, 6, 30)]
    assert running["SUMMARY"].startswith("Nhập số liệu Quý II/2099: ")
    assert running["URL"] == f"https://a.example/indicator/{indicator_id}"
    assert over["UID"] != running["UID"]


def test_a_new_address_ends_the_old_one_and_one_taken_back_opens_nothing(
    commune: Commune,
) -> None:
    khai = commune.actors["khai"].person_id
    with commune.ledger.scope.begin() as connection:
        old = feed.give_address(connection, khai, now())
        new = feed.give_address(connection, khai, now())
        assert (feed.owner(connection, old), feed.owner(connection, new)) == (None, khai)
        feed.take_back(connection, khai)
        assert feed.owner(connection, new) is None
        assert feed.given_at(connection, khai) is None
