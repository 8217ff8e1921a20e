"""Deadlines are reminded of 7, 3 and 1 working days before, on the day and after: once each."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from events.values import Deadline, Evidence
from service.evidence.keeping import AddEvidence, EndUse
from service.indicators import standing
from service.indicators.measuring import SetMeasuringDuty
from service.messages.mornings import Mornings
from service.tasks.bringing import Described
from service.tasks.deadlines import ExtendDeadline
from service.tasks.working import Acknowledge, Submit
from tests.messages.looking import bell, outgoing, wants_digest
from tests.past import Story, days_ago, issued, target
from tests.people import Commune
from tests.tasks.given import given_task
from tests.web import browse

FRIDAY = date(2099, 6, 26)
QUARTER_END = date(2099, 6, 30)


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


def measures_quarterly(story: Story, login: str) -> UUID:
    """Issue an indicator whose figures somebody's post enters every quarter."""
    issued(story, [target(1)], at=days_ago(60))
    with story.ledger.scope.begin() as connection:
        [one] = standing.every(connection, None)
    duty = SetMeasuringDuty(
        indicator_id=one.state.indicator_id,
        rhythm="quarterly",
        post_id=story.actors[login].post_id,
        source="Một cửa",
    )
    story.do(duty, by="ha", at=days_ago(50))
    return one.state.indicator_id


def test_figures_are_reminded_of_like_tasks_until_they_come(story: Story) -> None:
    indicator_id = measures_quarterly(story, "khai")
    told = live(story, date(2099, 6, 12), 40)
    assert list(told) == [
        "12/06", "19/06", "25/06", "29/06", "30/06",
        "01/07", "03/07", "07/07", "14/07", "21/07",
    ]  # fmt: skip
    last = bell(story, "khai")[0]
    assert (last.kind, last.subject_id, last.day) == ("figure_late", indicator_id, QUARTER_END)
    assert (last.about, last.code) == ("indicator", "CT-2026-001")
    assert bell(story, "do") == []


def test_a_figure_that_is_owed_opens_its_indicator_and_stands_in_the_digest(
    story: Story,
) -> None:
    indicator_id = measures_quarterly(story, "khai")
    wants_digest(story, "khai")
    greet(story, morning(QUARTER_END))
    [letter] = outgoing(story)
    assert "Sắp đến hạn nhập số liệu, hạn 30/06/2099: " in letter.body
    browser = browse(story, "khai")
    assert "Chưa nhập số liệu, đã quá hạn" in browser.get("thong-bao").text
    opened = browser.post("thong-bao/mo", {"subject_id": str(indicator_id)})
    assert opened.location.endswith(f"/chi-tieu/{indicator_id}")
    assert browser.get("thong-bao").text.count("Chưa đọc") == 0


def test_evidence_is_reminded_of_while_what_it_proves_is_pursued(commune: Commune) -> None:
    task_id = given_task(commune, deadline=Deadline(kind="continuous"))
    proof = Evidence(sha256="a" * 64, name="giay-phep.pdf", size=3, kind="pdf")
    valid = Described(title="Giấy phép", until=FRIDAY, fact_on=date(2026, 1, 2))
    add = AddEvidence(purpose="task", for_id=task_id, files=(proof,), described=valid)
    commune.do(add, by="khai")
    told = live(commune, date(2099, 6, 23), 7)
    assert list(told) == ["23/06", "25/06", "26/06", "29/06"]
    last = bell(commune, "khai")[0]
    assert (last.kind, last.content, last.about) == ("expired", "Giấy phép", "evidence")
    opened = browse(commune, "khai").post("thong-bao/mo", {"subject_id": str(last.subject_id)})
    assert opened.location.endswith(f"/minh-chung/{last.subject_id}")
    end = EndUse(evidence_id=last.subject_id, for_id=task_id, reason="Nhầm")
    commune.do(end, by="khai")
    assert live(commune, date(2099, 6, 30), 20) == {}


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
