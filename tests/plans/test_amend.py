"""A later document changes an issued plan: from a day on, with reasons, all or nothing."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from msgspec.structs import replace

from events.errors import ChangedMeanwhileError
from events.plan_items import Item
from events.plan_life import LivingPlan, Paper, Wish
from events.plan_refusals import (
    AmendedTooEarlyError,
    EmptyTextError,
    MissingGroundsError,
    NoSuchItemError,
    NothingToAmendError,
    NotIssuedYetError,
)
from events.values import Deadline, Target
from service.indicators import states
from service.plans.amendments import living
from service.tasks.amending import AmendPlan, TaskEndedError
from service.tasks.deadlines import ExtendDeadline
from service.tasks.giving import Cancel
from service.tasks.issuing import IssueDayImpossibleError
from tenants.access import AccessDeniedError
from tests.past import TODAY, Story, days_ago, drafted, duty, issued, local_day, target

PAPER = Paper(number="58", symbol="KH-UBND", dated=local_day(10), subject="Sửa đổi sau lũ")
FLOOD = "Đứt cáp sau lũ"
WAITING = Item(item_id=3, kind="task", state="accepted", text="Sửa mái bộ phận một cửa")


@dataclass(frozen=True)
class Standing:
    """A plan with two targets, a task that was given out and one that waits."""

    story: Story
    plan_id: UUID

    def plan(self) -> LivingPlan:
        with self.story.ledger.scope.begin() as connection:
            return living(connection, self.plan_id)

    def item(self, item_id: int) -> Item:
        return self.plan().items[item_id]

    def targets(self) -> list[states.IndicatorState]:
        with self.story.ledger.scope.begin() as connection:
            return states.of_plan(connection, self.plan_id, None)

    def amend(self, *wishes: Wish, by: str = "ha", **more: Any) -> None:
        facts: dict[str, Any] = {"paper": PAPER, "in_force_on": local_day(10)} | more
        command = AmendPlan(plan_id=self.plan_id, wishes=wishes, **facts)
        self.story.do(command, by=by, at=days_ago(9))

    def lowered(self, value: int = 80) -> Wish:
        item = self.item(1)
        aim = Target(comparator=">=", value=Decimal(value), unit="%")
        return Wish(1, replace(item, target=aim), FLOOD)


@pytest.fixture
def standing(story: Story) -> Standing:
    items = [target(1, 85), duty(story, 2), WAITING, target(4)]
    return Standing(story, issued(story, items, at=days_ago(60), later=(3,)))


def test_a_target_is_lowered_from_a_day_with_its_reason(standing: Standing) -> None:
    standing.amend(standing.lowered())
    [changed, other] = standing.targets()
    assert changed.target is not None
    assert (changed.target.value, changed.reason) == (Decimal(80), FLOOD)
    assert changed.in_force_on == local_day(10)
    assert other.in_force_on is None
    assert standing.item(1).target == changed.target


def test_before_that_day_the_old_target_holds_though_both_are_recorded(
    standing: Standing,
) -> None:
    standing.amend(standing.lowered())
    [now, _] = standing.targets()
    with standing.story.ledger.scope.begin() as connection:
        stood = states.earlier(connection, [now.indicator_id], None)[now.indicator_id]
    for day, value in ((local_day(11), 85), (local_day(10), 80), (TODAY, 80)):
        held = states.in_force([*stood, now], day).target
        assert held is not None
        assert held.value == value


def test_new_work_waits_at_the_gate_and_a_new_target_begins_at_once(
    standing: Standing,
) -> None:
    work = Wish(None, Item(item_id=0, kind="task", state="accepted", text="Dọn bùn"), FLOOD)
    aim = Wish(None, replace(target(9, 70), item_id=0), FLOOD)
    standing.amend(work, aim)
    plan = standing.plan()
    assert [plan.items[n].text for n in (5, 6)] == ["Dọn bùn", target(9).text]
    assert plan.given_out == {1, 2, 4, 6}
    assert [state.item_id for state in standing.targets()] == [1, 4, 6]


def test_a_withdrawn_target_is_closed_and_waiting_work_is_dropped(standing: Standing) -> None:
    standing.amend(Wish(4, None, "Tỉnh đã đo"), Wish(3, None, "Đã có nhà mới"))
    [kept, closed] = standing.targets()
    assert (kept.open, closed.open, closed.closed_on) == (True, False, local_day(10))
    assert [standing.item(n).state for n in (3, 4)] == ["dropped", "dropped"]
    with pytest.raises(NoSuchItemError):
        standing.amend(Wish(4, None, "Lần nữa"))


def test_waiting_work_takes_its_new_words(standing: Standing) -> None:
    standing.amend(Wish(3, replace(WAITING, text="Lợp lại mái"), FLOOD))
    assert standing.item(3).text == "Lợp lại mái"


@pytest.mark.parametrize(
    ("wish", "facts", "refusal"),
    [
        (Wish(1, target(1, 85), FLOOD), {}, NothingToAmendError),
        (Wish(4, None, " "), {}, MissingGroundsError),
        (Wish(3, replace(WAITING, text=" "), FLOOD), {}, EmptyTextError),
        (Wish(99, None, FLOOD), {}, NoSuchItemError),
        (Wish(4, None, FLOOD), {"in_force_on": local_day(61)}, AmendedTooEarlyError),
        (
            Wish(4, None, FLOOD),
            {"paper": replace(PAPER, dated=TODAY + timedelta(days=1))},
            IssueDayImpossibleError,
        ),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(
    standing: Standing, wish: Wish, facts: dict[str, Any], refusal: type[Exception]
) -> None:
    beside = () if wish.item_id == 1 else (standing.lowered(),)
    with pytest.raises(refusal):
        standing.amend(*beside, wish, **facts)
    assert standing.plan().amendments == ()
    assert all(state.in_force_on is None for state in standing.targets())


def test_a_task_changes_with_its_record_and_keeps_who_owes_it(standing: Standing) -> None:
    [before] = standing.story.tasks(standing.plan_id)
    later = Deadline(kind="date", on=date(2031, 6, 30))
    old = standing.item(2)
    new = replace(old, text="Số hóa cả hồ sơ ướt", clarity=replace(old.clarity, deadline=later))
    standing.amend(Wish(2, new, FLOOD))
    [after] = standing.story.tasks(standing.plan_id)
    assert (after.content, after.due_on) == ("Số hóa cả hồ sơ ướt", later.on)
    assert after.clarity == replace(before.clarity, deadline=later)
    assert after.status == before.status


def test_a_deadline_that_was_extended_stays_when_only_words_change(standing: Standing) -> None:
    dated = duty(standing.story, 1, due=date(2030, 6, 28))
    plan_id = issued(standing.story, [dated], at=days_ago(60))
    [task] = standing.story.tasks(plan_id)
    extend = ExtendDeadline(task_id=task.task_id, due_on=date(2030, 7, 31), reason="Máy hỏng")
    standing.story.do(extend, by="dung", at=days_ago(30))
    other = Standing(standing.story, plan_id)
    other.amend(Wish(1, replace(other.item(1), text="Chữ khác"), FLOOD))
    [after] = standing.story.tasks(plan_id)
    assert (after.content, after.due_on) == ("Chữ khác", date(2030, 7, 31))


def test_a_withdrawn_task_is_cancelled_and_changed_no_more(standing: Standing) -> None:
    standing.amend(Wish(2, None, FLOOD))
    [task] = standing.story.tasks(standing.plan_id)
    assert task.status == "cancelled"
    with pytest.raises(NoSuchItemError):
        standing.amend(Wish(2, standing.item(2), FLOOD))


def test_a_task_that_ended_is_not_amended(standing: Standing) -> None:
    [task] = standing.story.tasks(standing.plan_id)
    standing.story.do(Cancel(task_id=task.task_id, reason="Trùng"), by="ha", at=days_ago(20))
    with pytest.raises(TaskEndedError):
        standing.amend(
            standing.lowered(), Wish(2, replace(standing.item(2), text="Mới"), FLOOD)
        )
    assert standing.plan().amendments == ()


def test_a_draft_is_revised_not_amended(story: Story) -> None:
    draft = Standing(story, drafted(story, [target(1)], at=days_ago(60)))
    with pytest.raises(NotIssuedYetError):
        draft.amend(draft.lowered())


def test_only_who_issues_plans_amends_them(standing: Standing) -> None:
    for login in ("khai", "do", "tung"):
        with pytest.raises(AccessDeniedError):
            standing.amend(standing.lowered(), by=login)


def test_of_two_who_amend_at_once_the_second_looks_again(standing: Standing) -> None:
    seen, wish = standing.plan().version, standing.lowered()

    def attempt(_: int) -> bool:
        try:
            standing.amend(wish, seen=seen)
        except ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, range(2))) == [False, True]
    assert len(standing.plan().amendments) == 1
