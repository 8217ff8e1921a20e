"""A recurring duty is given out anew when it comes round: once, in time, and not for ever."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from msgspec.structs import replace

from events.plan_items import Item
from events.plan_life import Paper, Wish
from events.tasks.refusals import MissingReasonError, NothingFollowsError, NotYoursToGiveError
from events.tasks.series import Continued
from events.values import Deadline
from service.ledgers import Instance
from service.organisation.people import LeavePost
from service.tasks import states, timeline
from service.tasks.amending import AmendPlan
from service.tasks.giving import Cancel, Transfer
from service.tasks.replacing import ReplacePlan, TaskFate
from service.tasks.rules import SetTaskRules
from service.tasks.series import ContinueSeries, EndSeries
from service.work import Order, execute
from tenants.access import SERVICE
from tests.past import duty
from tests.people import Commune, make_commune
from tests.tasks.recurring import (
    FIRST,
    QUARTERLY,
    Office,
    at,
    drafted,
    issue,
    issuing,
    opened,
)
from tests.web import browse

PAPER = Paper(number="9", symbol="KH-UBND", dated=date(2026, 1, 5))


@pytest.fixture
def office(commune: Commune) -> Office:
    return opened(commune)


def test_each_time_is_a_task_of_its_own_on_a_working_day(office: Office) -> None:
    assert [task.due_on for task in office.times()] == [date(2096, 4, 2)]  # a Monday
    assert office.work(date(2096, 3, 29)) == 0
    assert office.work(date(2096, 3, 30)) == 1
    assert office.work(date(2096, 3, 30)) == 0
    first, second = office.times()
    assert (second.code, second.status) == (f"{first.code}.2", "assigned")
    assert (second.occurs_on, second.due_on) == (date(2096, 6, 30), date(2096, 7, 2))
    assert second.clarity.person_id == office.commune.actors["khai"].person_id
    assert first.next_on is None


def test_the_service_is_named_and_the_person_is_told(office: Office) -> None:
    office.work(date(2096, 3, 30))
    page = browse(office.commune, "khai").get("thong-bao")
    assert "Hệ thống giao việc cho bạn" in page.text
    with office.commune.ledger.scope.begin() as connection:
        entries = timeline.of_task(connection, office.first, None)
    assert entries[-1].person_id == SERVICE


def test_two_workers_at_once_make_it_once(office: Office) -> None:
    with ThreadPoolExecutor(4) as several:
        list(several.map(office.work, [date(2096, 3, 30)] * 4))
    assert len(office.times()) == 2


def test_after_a_standstill_only_what_is_not_past_is_given_out(office: Office) -> None:
    assert office.work(date(2097, 2, 1)) == 1
    assert office.work(date(2097, 2, 1)) == 0
    first, second = office.times()
    assert second.occurs_on == date(2097, 3, 31)
    [went] = [one for one in office.said(first.task_id) if isinstance(one, Continued)]
    assert (went.next_id, went.skipped) == (second.task_id, 3)


def test_it_ends_with_the_plan(office: Office) -> None:
    made = [office.work(date(2096, 3, 1) + timedelta(days=30 * n)) for n in range(40)]
    assert sum(made) == 7  # 2096 and 2097 have eight quarters
    assert [task.next_on for task in office.times()][-1] is None


def test_after_the_end_a_worker_that_was_away_closes_it(office: Office) -> None:
    assert office.work(date(2099, 1, 1)) == 1
    assert office.work(date(2099, 1, 1)) == 0
    assert len(office.times()) == 1


def test_a_rule_without_an_end_makes_one_at_a_time(commune: Commune) -> None:
    office = opened(commune, Deadline(kind="recurring", rhythm="weekly", on=FIRST), None)
    assert office.work(date(2096, 4, 1)) == 1
    assert office.work(date(2096, 4, 1)) == 0
    office.work(date(2190, 1, 1))
    assert len(office.times()) == 2


def test_tet_moves_it_behind_the_holiday(commune: Commune) -> None:
    tet = Deadline(kind="recurring", rhythm="monthly", on=date(2027, 1, 6))
    office = opened(commune, tet, (2027, 2027))
    office.work(date(2027, 1, 7))
    assert office.times()[1].occurs_on == date(2027, 2, 6)  # Saturday in Tết
    assert office.times()[1].due_on == date(2027, 2, 11)


def test_a_stopped_task_comes_round_no_more(office: Office) -> None:
    office.commune.do(Cancel(task_id=office.first, reason="Trùng việc"), by="ha")
    assert office.work(date(2096, 3, 30)) == 0


def test_who_gives_tasks_ends_a_series_and_says_why(office: Office) -> None:
    end = EndSeries(task_id=office.first, reason="Cấp trên bỏ báo cáo này")
    with pytest.raises(NotYoursToGiveError):
        office.commune.do(end, by="khai")
    with pytest.raises(MissingReasonError):
        office.commune.do(EndSeries(task_id=office.first, reason=" "), by="ha")
    office.commune.do(end, by="ha")
    assert office.work(date(2096, 3, 30)) == 0
    assert office.times()[0].open
    with pytest.raises(NothingFollowsError):
        office.commune.do(end, by="ha")


def test_nobody_else_continues_it(office: Office) -> None:
    order = Order(
        actor=office.commune.actors["khai"],
        command_id=uuid4(),
        happened_at=at(date(2096, 3, 30)),
    )
    with pytest.raises(NotYoursToGiveError):
        execute(ContinueSeries(task_id=office.first), order, office.commune.ledger)


def test_a_transfer_carries_to_the_next_times(office: Office) -> None:
    unit, hung = office.commune.actors["ha"].unit_id, office.commune.actors["hung"]
    moved = Transfer(
        task_id=office.first,
        lead_unit_id=unit,
        person_id=hung.person_id,
        post_id=hung.post_id,
        reason="Đúng lĩnh vực",
    )
    office.commune.do(moved, by="su")
    office.work(date(2096, 3, 30))
    next_time = office.times()[1].clarity
    assert (next_time.person_id, next_time.lead_unit_id) == (hung.person_id, unit)


def test_who_has_left_gets_no_further_time(office: Office) -> None:
    khai = office.commune.actors["khai"]
    left = LeavePost(post_id=khai.post_id, person_id=khai.person_id, last_day=date(2090, 1, 1))
    office.commune.do(left, by="admin")
    office.work(date(2096, 3, 30))
    assert office.times()[1].status == "issued"
    assert office.times()[1].clarity.person_id is None


def test_units_together_stay_together_and_before_the_upper_level(commune: Commune) -> None:
    rules = SetTaskRules(from_day=date(2026, 1, 1), basis="QĐ 1", lower_days_before=2)
    commune.do(rules, by="admin")
    item = duty(commune, 1)
    both = tuple(commune.actors[who].unit_id for who in ("ha", "do"))
    shared = replace(
        item.clarity, deadline=QUARTERLY, addressees=both, person_id=None, post_id=None
    )
    plan_id = drafted(commune, replace(item, clarity=shared))
    issue(commune, plan_id)
    office = Office(commune, plan_id, UUID(int=0))
    assert office.work(date(2096, 3, 30)) == 2
    with commune.ledger.scope.begin() as connection:
        tasks = states.of_plan(connection, plan_id, None)
    later = [task for task in tasks if "." in task.code]
    assert len({task.part_of for task in later}) == 1
    assert len({task.part_of for task in tasks}) == 2
    assert {task.due_on for task in later} == {date(2096, 6, 28)}


def amend(office: Office, item: Item | None) -> None:
    amendment = AmendPlan(
        plan_id=office.plan_id,
        paper=PAPER,
        in_force_on=date(2026, 2, 1),
        wishes=(Wish(1, item, "Theo chỉ đạo mới"),),
    )
    office.commune.do(amendment, by="ha")


def changed(office: Office, **facts: object) -> Item:
    item = duty(office.commune, 1, text="Báo cáo theo mẫu mới")
    return replace(item, clarity=replace(item.clarity, **{"deadline": QUARTERLY} | facts))


def test_an_amendment_changes_the_time_that_is_owed_and_those_after(office: Office) -> None:
    office.work(date(2096, 3, 30))
    monthly = Deadline(kind="recurring", rhythm="monthly", on=date(2096, 7, 15))
    amend(office, changed(office, deadline=monthly))
    first, second = office.times()
    assert [task.content for task in office.times()] == ["Báo cáo theo mẫu mới"] * 2
    assert (first.due_on, second.due_on) == (date(2096, 4, 2), date(2096, 7, 16))
    assert office.work(date(2096, 7, 16)) == 1
    assert office.times()[2].occurs_on == date(2096, 8, 15)


def test_an_amendment_between_two_times_gives_out_the_next(office: Office) -> None:
    office.finish(office.first)
    amend(office, changed(office))
    first, second = office.times()
    assert (first.content, second.content) == (
        "Số hóa hồ sơ giấy đợt 1",
        "Báo cáo theo mẫu mới",
    )
    assert second.occurs_on == date(2096, 6, 30)


def test_a_duty_withdrawn_between_two_times_comes_no_more(office: Office) -> None:
    office.finish(office.first)
    amend(office, None)
    assert office.times()[0].status == "accepted"
    assert office.work(date(2096, 3, 30)) == 0


@pytest.mark.parametrize("finished", [True, False])
def test_with_a_replaced_plan_it_ends_or_goes_on_as_decided(
    office: Office, *, finished: bool
) -> None:
    if finished:
        office.finish(office.first)
    new = drafted(office.commune, duty(office.commune, 1, text="Việc khác"))
    goes_on = TaskFate(task_id=office.first, kind="carried", reason="Vẫn cần làm")
    fates = () if finished else (goes_on,)
    replacing = ReplacePlan(
        plan_id=new, old_plan_id=office.plan_id, tasks=fates, issue=issuing(new)
    )
    office.commune.do(replacing, by="ha")
    assert office.work(date(2096, 3, 30)) == (0 if finished else 1)
    assert {task.plan_id for task in office.times()[1:]} == (set() if finished else {new})


def test_new_tasks_are_numbered_as_if_it_had_not_come_round(office: Office) -> None:
    office.work(date(2096, 3, 30))
    other = opened(office.commune)
    numbers = [task.code for task in (*office.times()[:1], *other.times())]
    assert numbers == ["NV-2026-001", "NV-2026-002"]


def test_another_tenants_round_leaves_it_alone(
    office: Office, admin: Instance, instance: Instance
) -> None:
    neighbour = make_commune(admin, instance)
    assert Office(neighbour, office.plan_id, office.first).work(date(2096, 3, 30)) == 0
    assert len(office.times()) == 1
