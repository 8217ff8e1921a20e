"""A task that waits for a condition is owed by nobody until it is recorded that it holds."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from events.tasks.conditions import ConditionMet
from events.tasks.life import OWED
from events.tasks.refusals import MissingReasonError, NotTrueYetError, WrongStepError
from service.tasks import states
from service.tasks.conditions import MeetCondition
from service.tasks.states import Sight
from service.tasks.working import Acknowledge, ReportProgress, Submit
from tests.messages.looking import kinds
from tests.past import TODAY as NOW
from tests.people import Commune
from tests.tasks.given import given_task
from tests.tasks.scenario import (
    DO,
    HUNG,
    KHAI,
    TODAY,
    WAITS,
    Scenario,
    issued_task,
    to_the_unit,
)
from tests.web import browse

BASIS = "Hướng dẫn số 15/HD-SNV"
SINCE = date(2026, 6, 10)


def test_it_begins_on_the_day_it_came_true_and_days_count_from_then(
    scenario: Scenario,
) -> None:
    waiting = issued_task(WAITS)
    assert (waiting.status, waiting.due_on) == ("awaiting", None)
    assert waiting.status not in OWED
    scenario.given(waiting)
    scenario.when(MeetCondition(task_id=waiting.id, met_on=SINCE, basis=f" {BASIS} "), by=KHAI)
    due = SINCE + timedelta(days=10)
    met = ConditionMet(
        met_on=SINCE, said_on=TODAY, basis=BASIS, due_on=due, person_id=KHAI.person_id
    )
    scenario.then(met)
    begun = scenario.after(waiting)
    assert (begun.status, begun.due_on, begun.first_due_on) == ("assigned", due, due)


def test_a_unit_receives_what_nobody_is_in_charge_of(scenario: Scenario) -> None:
    waiting = to_the_unit(WAITS)
    scenario.given(waiting)
    scenario.when(MeetCondition(task_id=waiting.id, met_on=SINCE, basis=BASIS), by=DO)
    assert scenario.after(waiting).status == "issued"


def test_it_is_not_begun_without_a_basis_too_soon_or_by_others(scenario: Scenario) -> None:
    waiting = issued_task(WAITS)
    scenario.given(waiting)
    scenario.when(MeetCondition(task_id=waiting.id, met_on=SINCE, basis=" "), by=KHAI)
    scenario.then_refused(MissingReasonError())
    ahead = TODAY + timedelta(days=1)
    scenario.when(MeetCondition(task_id=waiting.id, met_on=ahead, basis=BASIS), by=KHAI)
    scenario.then_refused(NotTrueYetError(ahead))
    scenario.when(MeetCondition(task_id=waiting.id, met_on=SINCE, basis=BASIS), by=HUNG)
    assert scenario.refusal is not None
    for too_soon in (
        Acknowledge(task_id=waiting.id),
        ReportProgress(task_id=waiting.id, amount=Decimal(1)),
        Submit(task_id=waiting.id, note="Xong"),
    ):
        scenario.when(too_soon, by=KHAI)
        scenario.then_refused(WrongStepError("awaiting"))


def late(commune: Commune, task_id: UUID) -> bool:
    with commune.ledger.scope.begin() as connection:
        sight = Sight.of(commune.actors["su"])
        return states.one(connection, task_id, sight, None).late(date(2099, 1, 1))


def test_it_waits_apart_on_the_pages_and_begins_there(commune: Commune) -> None:
    task_id = given_task(commune, deadline=WAITS)
    khai, path = browse(commune, "khai"), f"nhiem-vu/{task_id}"
    assert "Chờ điều kiện, chưa phải làm (1)" in khai.get("").text
    assert not late(commune, task_id)
    page = khai.get(path)
    assert "Chỉ bắt đầu khi: có hướng dẫn của Sở Nội vụ" in page.text
    assert "Bắt đầu khi có hướng dẫn của Sở Nội vụ, trong 10 ngày" in page.text
    typed = page.form("bat-dau") | {"met_on": f"{NOW:%d/%m/%Y}", "basis": ""}
    refused = khai.post(f"{path}/bat-dau", typed)
    assert (refused.status, refused.form("bat-dau")["met_on"]) == (422, f"{NOW:%d/%m/%Y}")
    head = browse(commune, "do")
    typed = head.get(path).form("bat-dau") | {"met_on": f"{NOW:%d/%m/%Y}", "basis": BASIS}
    done = head.follow(head.post(f"{path}/bat-dau", typed))
    assert "Điều kiện đã có từ" in done.text
    assert f"hạn {NOW + timedelta(days=10):%d/%m/%Y}" in done.text
    assert kinds(commune, "khai") == ["given", "begun"]
    assert "Chờ điều kiện" not in khai.get("").text
    assert late(commune, task_id)
    assert head.post(f"{path}/bat-dau", typed | {"command_id": ""}).status in {409, 422}


def test_a_condition_is_typed_when_a_task_is_given(commune: Commune) -> None:
    assert "condition" in browse(commune, "su").get("giao-viec").form("giao-viec")
